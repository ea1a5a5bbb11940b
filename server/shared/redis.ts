import { Redis } from 'ioredis';
import type { Logger } from 'pino';

/** Longer than any answer of a Redis that is well: after it the connection is made anew. */
const answerMs = 500;
/** How often a Redis that is away is looked for. */
const lookAgainMs = 1_000;

/**
 * A connection that never makes anybody wait: while Redis is away every command fails at once, and the caller does
 * without. Going away and coming back are one line each in the log.
 */
export function openRedis(url: string, log: Logger, part: string): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2_000,
    commandTimeout: answerMs,
    retryStrategy: () => lookAgainMs,
    enableAutoPipelining: true,
  });
  let away = false;
  const gone = (err?: Error) => {
    if (!away) log.warn({ err, part }, 'Redis is away; this process does without it until it is back');
    away = true;
  };
  // A Redis that stands still keeps its connections open: only its silence tells.
  redis.on('error', gone);
  redis.on('close', () => gone());
  redis.on('ready', () => {
    if (away) log.info({ part }, 'Redis is back');
    away = false;
  });
  return redis;
}
