import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

/** One line a request: method, path, status, time. No key of a guest's, in query or path, no headers, no addresses. */
export function requestLog(log: Logger): RequestHandler {
  return (req, res, next) => {
    const began = performance.now();
    const { method, originalUrl } = req;
    res.on('close', () => {
      const level = res.statusCode >= 500 ? 'error' : 'debug';
      // Nothing is put together that nobody reads.
      if (!log.isLevelEnabled(level)) return;
      log[level](
        {
          req: { id: res.locals.requestId, method, path: withoutKeys(originalUrl) },
          res: { status: res.statusCode },
          responseTime: Math.round(performance.now() - began),
        },
        res.writableFinished ? 'request completed' : 'request aborted',
      );
    });
    next();
  };
}

/** Where a path carries a key: of a hold, of a letter's link to an account, of an invitation. */
const keyed = /^(\/+checkout\/[^/?]*\/|\/+account\/(?:confirm|email|reset)\/[^/?]*\/|\/+staff\/invitation\/)[^/?]+/i;

function withoutKeys(url: string): string | undefined {
  return url.replace(keyed, '$1…').split('?')[0];
}
