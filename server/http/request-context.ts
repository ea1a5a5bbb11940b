import { randomBytes, randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';

/** What every request carries: an id for the logs (the caller's own, if it is decent) and a nonce for its page. */
export function requestContext(req: Request, res: Response, next: NextFunction): void {
  const given = req.get('x-request-id');
  const requestId = given && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID();
  res.locals.requestId = requestId;
  res.locals.cspNonce = randomBytes(16).toString('base64');
  res.setHeader('X-Request-Id', requestId);
  next();
}
