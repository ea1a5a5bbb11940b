import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { isKnown } from '../http/send-kept.ts';

export interface Reply {
  status: number;
  body: unknown;
}

/** Sends what nobody will ask for by a tag. */
export function sendJson(res: Response, status: number, text: string): void {
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  // As text it goes out in one piece with its headers.
  res.status(status).end(text);
}

/**
 * Express would tag the answer too, but sends it whole to a client that says `Cache-Control: no-cache` beside its
 * `If-None-Match`, as `fetch` does. Source: RFC 9110, 13.1.2 (weak comparison) and 15.4.5.
 */
export function sendTagged(req: Request, res: Response, text: string, mine: boolean): void {
  const tag = `"${createHash('sha1').update(text).digest('base64url')}"`;
  res.setHeader('Cache-Control', mine ? 'private, no-cache' : 'no-cache');
  if (!isKnown(req, res, tag)) res.type('json').send(text);
}
