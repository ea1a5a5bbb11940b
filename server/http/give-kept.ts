import type { Request, RequestHandler } from 'express';
import type { Deps } from '../deps.ts';
import { requestIdOf } from './request-context.ts';
import { sendKept } from './send-kept.ts';

/** Under which address an answer to everybody is kept for a request; null if it may be for somebody. */
export type SharedAddress = (req: Request) => string | null;

/**
 * Gives what is kept before anything else looks at the request: on the evening on which a film goes on sale, that is nearly
 * all that is asked. Counted, limited and guarded like any other answer; while every request is logged, it goes the long way.
 */
export function giveKept({ kept, metrics, log }: Deps, shared: SharedAddress[]): RequestHandler {
  return (req, res, next) => {
    const reads = req.method === 'GET' || req.method === 'HEAD';
    const reply = reads && !log.isLevelEnabled('debug') ? firstOf(shared, req, kept.known) : null;
    if (!reply) return next();
    const { wait, route } = reply.manner;
    // Whoever asks too often is told so by the long way, which counts this request once more.
    const give = (seconds: number | null): void => {
      if (seconds !== null) {
        next();
        return;
      }
      const began = performance.now();
      sendKept(req, res, reply, requestIdOf(req));
      const labels = { method: req.method, route, status: String(res.statusCode) };
      metrics.requests.observe(labels, (performance.now() - began) / 1000);
    };
    const asked = wait?.(req) ?? null;
    if (asked instanceof Promise) asked.then(give, () => next());
    else give(asked);
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
