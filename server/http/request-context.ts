import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';

/** What every request carries: an id for the logs (the caller's own, if it is decent) and a nonce for its page. */
export function requestContext(req: Request, res: Response, next: NextFunction): void {
  const requestId = requestIdOf(req);
  res.locals.requestId = requestId;
  // As hard to guess as 16 random bytes, and drawn from a pool of them.
  res.locals.cspNonce = randomUUID();
  res.setHeader('X-Request-Id', requestId);
  next();
}

export function requestIdOf(req: Request): string {
  const given = req.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID();
}
