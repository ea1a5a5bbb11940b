import type { Request, Response } from 'express';
import type { KeptReply } from './kept-replies.ts';

/** Names and values in turn, as `writeHead` takes them. */
type FlatHeaders = string[];

/** Sends what is kept, compressed for whoever takes that, with `more` headers beside those that are set. */
export function sendKept(req: Request, res: Response, reply: KeptReply, more: FlatHeaders = []): void {
  const headers = headersOf(reply);
  if (knows(req, reply.tag)) {
    res.writeHead(304, [...more, ...headers.unchanged]).end();
    return;
  }
  const zipped = reply.gzip !== null && takesGzip(req);
  res.writeHead(200, [...more, ...(zipped ? headers.zipped : headers.plain)]);
  res.end(req.method === 'HEAD' ? undefined : zipped ? reply.gzip : reply.text);
}

interface KeptHeaders {
  unchanged: FlatHeaders;
  plain: FlatHeaders;
  zipped: FlatHeaders;
}

/** Put together once for all who are given the same. */
const known = new WeakMap<KeptReply, KeptHeaders>();

function headersOf(reply: KeptReply): KeptHeaders {
  const before = known.get(reply);
  if (before) return before;
  const { text, tag, gzip, manner } = reply;
  const vary = [manner.vary, gzip && 'Accept-Encoding'].filter(Boolean).join(', ');
  const unchanged = ['Cache-Control', manner.cacheControl, 'ETag', `W/${tag}`, ...(vary ? ['Vary', vary] : [])];
  const whole = (bytes: Buffer) => [
    'Content-Type',
    `${manner.type}; charset=utf-8`,
    'Content-Length',
    `${bytes.length}`,
  ];
  const headers = {
    unchanged,
    plain: [...unchanged, ...whole(text)],
    zipped: [...unchanged, 'Content-Encoding', 'gzip', ...whole(gzip ?? text)],
  };
  known.set(reply, headers);
  return headers;
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
