import type { Request } from 'express';
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf } from '../contract/network-of.ts';

export interface Limit {
  requests: number;
  seconds: number;
}

/** Where counts are kept: in Redis, for all processes together, or (null) in this one. */
export interface Counts {
  counts: { redis: Redis; prefix: string } | null;
}

/**
 * Counts requests per address. Answers the seconds to wait, or null if this one may pass. `name` tells limits apart. While
 * Redis is away each process counts by itself.
 */
export function rateLimiter(
  { counts }: Counts,
  name: string,
  { requests, seconds }: Limit,
): (req: Request) => Promise<number | null> {
  const alone = new RateLimiterMemory({ points: requests, duration: seconds });
  const limiter = counts
    ? new RateLimiterRedis({
        storeClient: counts.redis,
        keyPrefix: `${counts.prefix}limit:${name}`,
        points: requests,
        duration: seconds,
        // Whoever has spent everything is refused without asking Redis.
        inMemoryBlockOnConsumed: requests + 1,
        rejectIfRedisNotReady: true,
        insuranceLimiter: alone,
      })
    : alone;
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
