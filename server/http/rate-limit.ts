import type { Request } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

export interface Limit {
  requests: number;
  seconds: number;
}

/** Counts requests per address, in this process. Answers the seconds to wait, or null if this one may pass. */
export function rateLimiter({ requests, seconds }: Limit): (req: Request) => Promise<number | null> {
  const limiter = new RateLimiterMemory({ points: requests, duration: seconds });
  return async (req) => {
    try {
      await limiter.consume(addressOf(req));
      return null;
    } catch (spent) {
      if (!(spent instanceof RateLimiterRes)) throw spent;
      return Math.max(1, Math.ceil(spent.msBeforeNext / 1000));
    }
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
