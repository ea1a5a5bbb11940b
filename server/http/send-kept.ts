import type { Request, Response } from 'express';
import type { KeptReply } from './kept-replies.ts';
import type { Headers } from './security-headers.ts';

/** Sends what is kept, compressed for whoever takes that, with `more` headers beside those that are set. */
export function sendKept(
  req: Request,
  res: Response,
  { text, tag, gzip, manner }: KeptReply,
  more: Headers = [],
): void {
  const { type, cacheControl } = manner;
  const vary = gzip ? [manner.vary, 'Accept-Encoding'].filter(Boolean).join(', ') : manner.vary;
  const headers = [...more, ['Cache-Control', cacheControl], ['ETag', `W/${tag}`]];
  if (vary) headers.push(['Vary', vary]);
  if (knows(req, tag)) {
    res.writeHead(304, headers.flat()).end();
    return;
  }
  const zipped = gzip && takesGzip(req) ? gzip : null;
  const body = zipped ?? text;
  if (zipped) headers.push(['Content-Encoding', 'gzip']);
  headers.push(['Content-Type', `${type}; charset=utf-8`], ['Content-Length', String(body.length)]);
  res.writeHead(200, headers.flat());
  res.end(req.method === 'HEAD' ? undefined : body);
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
