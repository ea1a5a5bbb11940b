import type { Request, RequestHandler } from 'express';
import type { Deps } from '../deps.ts';
import { requestIdOf } from './request-context.ts';
import type { Headers } from './security-headers.ts';
import { sendKept } from './send-kept.ts';

/** Under which address an answer to everybody is kept for a request; null if it may be for somebody. */
export type SharedAddress = (req: Request) => string | null;

/**
 * Gives what is kept before anything else looks at the request: on the evening on which a film goes on sale, that is nearly
 * all that is asked. Counted, limited and guarded like any other answer; while every request is logged, it goes the long way.
 */
export function giveKept({ kept, metrics, log }: Deps, security: Headers, shared: SharedAddress[]): RequestHandler {
  return async (req, res, next) => {
    if ((req.method !== 'GET' && req.method !== 'HEAD') || log.isLevelEnabled('debug')) return next();
    const reply = firstOf(shared, req, kept.known);
    if (!reply) return next();
    const { wait, route } = reply.manner;
    const asked = wait?.(req) ?? null;
    // Whoever asks too often is told so by the long way, which counts this request once more.
    if ((asked instanceof Promise ? await asked : asked) !== null) return next();
    const began = performance.now();
    sendKept(req, res, reply, [...security, ['X-Request-Id', requestIdOf(req)]]);
    const labels = { method: req.method, route, status: String(res.statusCode) };
    metrics.requests.observe(labels, (performance.now() - began) / 1000);
  };
}

function firstOf<T>(shared: SharedAddress[], req: Request, known: (address: string) => T | null): T | null {
  for (const addressOf of shared) {
    const address = addressOf(req);
    const found = address === null ? null : known(address);
    if (found) return found;
  }
  return null;
}
