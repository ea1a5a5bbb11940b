import type { Request, Response } from 'express';
import type { KeptReply } from './kept-replies.ts';
import { beginWith, headerLine } from './written-headers.ts';

/**
 * Sends what is kept, compressed for whoever takes that. With `requestId`, on an answer that nobody has touched yet: its head
 * is written out already.
 */
export function sendKept(req: Request, res: Response, reply: KeptReply, requestId?: string): void {
  const { status, headers, lines, length, body } = chosen(req, reply);
  if (requestId === undefined) res.writeHead(status, [...headers, ...length]);
  else {
    beginWith(res, lines);
    res.writeHead(status, ['X-Request-Id', requestId, ...length]);
  }
  if (status === 304 || req.method === 'HEAD') res.end();
  else res.end(body, 'latin1');
}

function chosen(req: Request, reply: KeptReply): Ready {
  const { unchanged, plain, zipped } = prepared(reply);
  if (knows(req, reply.tag)) return unchanged;
  return reply.gzip !== null && takesGzip(req) ? zipped : plain;
}

/** Names and values in turn, as `writeHead` takes them. */
type FlatHeaders = string[];

interface Ready {
  status: number;
  headers: FlatHeaders;
  /** The same, as they go out. */
  lines: string;
  /** Its header, which Node goes by. */
  length: FlatHeaders;
  /**
   * A letter for each byte: Node joins text to its headers and sends both at one stroke, where bytes would be a second piece.
   * Source: `_send` in Node's lib/_http_outgoing.js.
   */
  body: string;
}

/** Put together once for all who are given the same. */
const known = new WeakMap<KeptReply, Record<'unchanged' | 'plain' | 'zipped', Ready>>();

function prepared(reply: KeptReply): Record<'unchanged' | 'plain' | 'zipped', Ready> {
  const before = known.get(reply);
  if (before) return before;
  const { text, tag, gzip, manner } = reply;
  const vary = [manner.vary, gzip && 'Accept-Encoding'].filter(Boolean).join(', ');
  const each = ['Cache-Control', manner.cacheControl, 'ETag', `W/${tag}`, ...(vary ? ['Vary', vary] : [])];
  const type = ['Content-Type', `${manner.type}; charset=utf-8`];
  const ready = {
    unchanged: readyWith(304, each, null),
    plain: readyWith(200, [...each, ...type], text),
    zipped: readyWith(200, [...each, 'Content-Encoding', 'gzip', ...type], gzip ?? text),
  };
  known.set(reply, ready);
  return ready;
}

function readyWith(status: number, headers: FlatHeaders, body: Buffer | null): Ready {
  const lines = headers.flatMap((name, at) => (at % 2 === 0 ? [headerLine(name, headers[at + 1] ?? '')] : []));
  return {
    status,
    headers,
    lines: lines.join(''),
    length: body ? ['Content-Length', `${body.length}`] : [],
    body: body?.toString('latin1') ?? '',
  };
}

/** Tags the answer; a client that has it already is told so, and no more. */
export function isKnown(req: Request, res: Response, tag: string): boolean {
  res.setHeader('ETag', `W/${tag}`);
  if (!knows(req, tag)) return false;
  res.status(304).end();
  return true;
}

/** Source: RFC 9110, 13.1.2 (weak comparison). */
function knows(req: Request, tag: string): boolean {
  const given = req.headers['if-none-match'];
  if (given === undefined) return false;
  const known = given.split(',').map((each) => each.trim().replace(/^W\//, ''));
  return known.includes(tag) || known.includes('*');
}

/** Few browsers say it in many ways, so that what they mean is worked out once. */
const takers = new Map<string, boolean>();

function takesGzip(req: Request): boolean {
  const said = String(req.headers['accept-encoding'] ?? '');
  const known = takers.get(said);
  if (known !== undefined) return known;
  const takes = req.acceptsEncodings('gzip') !== false;
  if (takers.size < 200) takers.set(said, takes);
  return takes;
}
