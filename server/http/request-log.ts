import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

/** One line a request: method, path, status, time. No key of a guest's, in query or path, no headers, no addresses. */
export function requestLog(log: Logger): RequestHandler {
  return pinoHttp({
    logger: log,
    genReqId: (_req, res) => res.getHeader('X-Request-Id') as string,
    customLogLevel: (_req, res, fault) => (fault || res.statusCode >= 500 ? 'error' : 'debug'),
    serializers: {
      req: (req) => ({ id: req.id, method: req.method, path: withoutKeys(String(req.url)) }),
      res: (res) => ({ status: res.statusCode }),
    },
  });
}

/** Where a path carries a key: of a hold, of a letter's link to an account, of an invitation. */
const keyed = /^(\/+checkout\/[^/?]*\/|\/+account\/(?:confirm|email|reset)\/[^/?]*\/|\/+staff\/invitation\/)[^/?]+/i;

function withoutKeys(url: string): string | undefined {
  return url.replace(keyed, '$1…').split('?')[0];
}
