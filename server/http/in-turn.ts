import type { ErrorRequestHandler, NextFunction, Request, RequestHandler, Response } from 'express';

/**
 * Calls handlers one after the other, as Express does once it knows which. What one of them throws, rejects with or passes
 * on ends at `fault`.
 */
export function inTurn(handlers: readonly RequestHandler[], fault: ErrorRequestHandler) {
  return (req: Request, res: Response, done: NextFunction): void => {
    let at = 0;
    const next = (thrown?: unknown): void => {
      const handler = handlers[at++];
      if (thrown) fault(thrown, req, res, done);
      else if (handler) call(handler);
      else done();
    };
    const call = (handler: RequestHandler): void => {
      try {
        const doing: unknown = handler(req, res, next);
        if (doing instanceof Promise) doing.catch(next);
      } catch (thrown) {
        next(thrown);
      }
    };
    next();
  };
}
