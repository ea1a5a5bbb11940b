import type { Request } from 'express';
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf } from '../contract/network-of.ts';
import { countAddresses } from './address-counts.ts';

export interface Limit {
  requests: number;
  seconds: number;
}

/** Where counts are kept: in Redis, for all processes together, or (null) in this one. */
export interface Counts {
  counts: { redis: Redis; prefix: string } | null;
}

/** The seconds to wait, or null if this one may pass. */
export type Wait = (req: Request) => number | null | Promise<number | null>;

/**
 * Counts requests per address. `name` tells limits apart. While Redis is away each process counts by itself.
 */
export function rateLimiter({ counts }: Counts, name: string, { requests, seconds }: Limit): Wait {
  if (!counts) {
    const here = countAddresses(requests, seconds);
    return ({ ip }) => inSeconds(here.take(ip));
  }
  const limiter = new RateLimiterRedis({
    storeClient: counts.redis,
    keyPrefix: `${counts.prefix}limit:${name}`,
    points: requests,
    duration: seconds,
    // Whoever has spent everything is refused without asking Redis.
    inMemoryBlockOnConsumed: requests + 1,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory({ points: requests, duration: seconds }),
  });
  return async (req) => {
    try {
      await limiter.consume(networkOf(req.ip));
      return null;
    } catch (spent) {
      if (!(spent instanceof RateLimiterRes)) throw spent;
      return inSeconds(spent.msBeforeNext);
    }
  };
}

const inSeconds = (ms: number | null) => (ms === null ? null : Math.max(1, Math.ceil(ms / 1000)));
