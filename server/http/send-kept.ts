import type { Request, Response } from 'express';
import type { KeptReply } from './kept-replies.ts';

/** Names and values in turn, as `writeHead` takes them. */
type FlatHeaders = string[];

/** Sends what is kept, compressed for whoever takes that, with `more` headers beside those that are set. */
export function sendKept(req: Request, res: Response, reply: KeptReply, more: FlatHeaders = []): void {
  const ready = prepared(reply);
  if (knows(req, reply.tag)) {
    res.writeHead(304, [...more, ...ready.unchanged]).end();
    return;
  }
  const whole = reply.gzip !== null && takesGzip(req) ? ready.zipped : ready.plain;
  res.writeHead(200, [...more, ...whole.headers]);
  if (req.method === 'HEAD') res.end();
  else res.end(whole.body, 'latin1');
}

interface Prepared {
  unchanged: FlatHeaders;
  plain: Whole;
  zipped: Whole;
}

interface Whole {
  headers: FlatHeaders;
  /**
   * A letter for each byte: Node joins text to its headers and sends both at one stroke, where bytes would be a second piece.
   * Source: `_send` in Node's lib/_http_outgoing.js.
   */
  body: string;
}

/** Put together once for all who are given the same. */
const known = new WeakMap<KeptReply, Prepared>();

function prepared(reply: KeptReply): Prepared {
  const before = known.get(reply);
  if (before) return before;
  const { text, tag, gzip, manner } = reply;
  const vary = [manner.vary, gzip && 'Accept-Encoding'].filter(Boolean).join(', ');
  const unchanged = ['Cache-Control', manner.cacheControl, 'ETag', `W/${tag}`, ...(vary ? ['Vary', vary] : [])];
  const whole = (bytes: Buffer, ...encoding: FlatHeaders): Whole => ({
    headers: [
      ...unchanged,
      ...encoding,
      ...['Content-Type', `${manner.type}; charset=utf-8`],
      ...['Content-Length', `${bytes.length}`],
    ],
    body: bytes.toString('latin1'),
  });
  const ready = { unchanged, plain: whole(text), zipped: whole(gzip ?? text, 'Content-Encoding', 'gzip') };
  known.set(reply, ready);
  return ready;
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
