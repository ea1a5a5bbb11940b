import type { RequestHandler } from 'express';
import type { LimitName } from '../contract/api/operation.ts';
import { refuse } from '../contract/refusals.ts';
import type { Limit, Wait } from '../http/rate-limit.ts';
import { sendRefusal } from './refusals.ts';

/**
 * `reads`: all that only looks. `orders`: placing them takes seats away from others. `enrolments`: guesses at a till's
 * code. `writes`: everything else.
 */
export type RateLimits = Record<Exclude<LimitName, 'none'>, Limit>;

/** Per address. A school behind one address buys in peace; a script that scrapes or grabs does not. */
export const usualLimits: RateLimits = {
  reads: { requests: 600, seconds: 10 },
  orders: { requests: 300, seconds: 60 },
  enrolments: { requests: 60, seconds: 60 },
  writes: { requests: 120, seconds: 60 },
};

export function limited(wait: Wait): RequestHandler {
  return (req, res, next) => {
    const go = (retryAfter: number | null): void => {
      if (retryAfter === null) next();
      else sendRefusal(res, refuse('rate_limited', { retryAfter }));
    };
    const asked = wait(req);
    if (asked instanceof Promise) return asked.then(go);
    go(asked);
  };
}
