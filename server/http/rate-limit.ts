import type { Request } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf } from '../contract/network-of.ts';

export interface Limit {
  requests: number;
  seconds: number;
}

/** Counts requests per address, in this process. Answers the seconds to wait, or null if this one may pass. */
export function rateLimiter({ requests, seconds }: Limit): (req: Request) => Promise<number | null> {
  const limiter = new RateLimiterMemory({ points: requests, duration: seconds });
  return async (req) => {
    try {
      await limiter.consume(networkOf(req.ip));
      return null;
    } catch (spent) {
      if (!(spent instanceof RateLimiterRes)) throw spent;
      return Math.max(1, Math.ceil(spent.msBeforeNext / 1000));
    }
  };
}
