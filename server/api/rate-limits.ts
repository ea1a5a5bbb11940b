import type { Request, RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { refuse } from '../contract/refusals.ts';
import { sendRefusal } from './refusals.ts';

interface Limit {
  requests: number;
  seconds: number;
}

export interface RateLimits {
  reads: Limit;
  /** Placing orders: it takes seats away from others. */
  orders: Limit;
  /** Paying, cancelling, refunding. */
  writes: Limit;
}

/** Per address and process. A school behind one address buys in peace; a script that scrapes or grabs does not. */
export const usualLimits: RateLimits = {
  reads: { requests: 600, seconds: 10 },
  orders: { requests: 300, seconds: 60 },
  writes: { requests: 120, seconds: 60 },
};

export function limited({ requests, seconds }: Limit): RequestHandler {
  const limiter = new RateLimiterMemory({ points: requests, duration: seconds });
  return async (req, res, next) => {
    try {
      await limiter.consume(addressOf(req));
    } catch (spent) {
      if (!(spent instanceof RateLimiterRes)) throw spent;
      sendRefusal(res, refuse('rate_limited', { retryAfter: Math.max(1, Math.ceil(spent.msBeforeNext / 1000)) }));
      return;
    }
    next();
  };
}

/** Whoever has one IPv6 address has the rest of its /64. */
function addressOf(req: Request): string {
  const address = req.ip ?? 'unknown';
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = [], tail = []] = address.split('::').map((half) => half.split(':').filter(Boolean));
  const zeros = Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0');
  return [...head, ...zeros, ...tail].slice(0, 4).join(':');
}
