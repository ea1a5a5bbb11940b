import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response, Router } from 'express';
import { refuse } from '../contract/refusals.ts';
import type { KeptReply } from '../http/kept-replies.ts';
import { sendRefusal } from './refusals.ts';

export interface Reply {
  status: number;
  body: unknown;
}

type Method = 'get' | 'post';

/** One path with the methods that it knows; every other method is told which ones those are. */
export function resource(router: Router, path: string, methods: Partial<Record<Method, RequestHandler[]>>): void {
  const allowed = [...(methods.get ? ['GET', 'HEAD'] : []), ...(methods.post ? ['POST'] : []), 'OPTIONS'].join(', ');
  const route = router.route(path);
  if (methods.get) route.get(...methods.get);
  if (methods.post) route.post(...methods.post);
  route.all((req, res) => {
    res.setHeader('Allow', allowed);
    if (req.method === 'OPTIONS') res.status(204).end();
    else sendRefusal(res, refuse('method_not_allowed'));
  });
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

/** The same for an answer that anybody may have. */
export function sendKept(req: Request, res: Response, { text, tag, gzip }: KeptReply): void {
  res.setHeader('Cache-Control', 'no-cache');
  if (gzip) res.vary('Accept-Encoding');
  if (isKnown(req, res, tag)) return;
  const zipped = gzip && req.acceptsEncodings('gzip') ? gzip : null;
  const body = zipped ?? text;
  if (zipped) res.setHeader('Content-Encoding', 'gzip');
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  res.setHeader('Content-Length', body.length);
  res.end(req.method === 'HEAD' ? undefined : body);
}

function isKnown(req: Request, res: Response, tag: string): boolean {
  res.setHeader('ETag', `W/${tag}`);
  const known = (req.get('if-none-match') ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
  if (!known.includes(tag) && !known.includes('*')) return false;
  res.status(304).end();
  return true;
}
