import type { Request, Response } from 'express';
import type { KeptReply } from './kept-replies.ts';

/** Sends what is kept, compressed for whoever takes that; `type` is its media type. Other headers are the caller's. */
export function sendKept(req: Request, res: Response, type: string, { text, tag, gzip }: KeptReply): void {
  if (gzip) res.vary('Accept-Encoding');
  if (isKnown(req, res, tag)) return;
  const zipped = gzip && req.acceptsEncodings('gzip') ? gzip : null;
  const body = zipped ?? text;
  if (zipped) res.setHeader('Content-Encoding', 'gzip');
  res.setHeader('Content-Type', `${type}; charset=utf-8`);
  res.setHeader('Content-Length', body.length);
  res.end(req.method === 'HEAD' ? undefined : body);
}

/** Tags the answer; a client that has it already is told so, and no more. Source: RFC 9110, 13.1.2 (weak comparison). */
export function isKnown(req: Request, res: Response, tag: string): boolean {
  res.setHeader('ETag', `W/${tag}`);
  const known = (req.get('if-none-match') ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
  if (!known.includes(tag) && !known.includes('*')) return false;
  res.status(304).end();
  return true;
}
