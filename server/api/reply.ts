import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response, Router } from 'express';
import { refuse } from '../contract/refusals.ts';
import { isKnown } from '../http/send-kept.ts';
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
