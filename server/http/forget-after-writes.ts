import type { RequestHandler } from 'express';
import type { KeptReplies } from './kept-replies.ts';
import { isWrite } from './own-page.ts';

/** Where customers write, who take and give back seats: the programme stays as it is. */
const byCustomers = /^\/(api\/(orders|stripe)|sessions|checkout|orders)\//;

/** Whoever has written something and looks again sees it: what was kept is looked at again before they have their answer. */
export function forgetAfterWrites(kept: KeptReplies): RequestHandler {
  return (req, res, next) => {
    if (isWrite(req)) {
      const end = res.end;
      res.end = (...args: unknown[]) => {
        if (res.statusCode < 400) kept.forget(byCustomers.test(req.originalUrl) ? 'house' : 'programme');
        res.end = end;
        return Reflect.apply(end, res, args);
      };
    }
    next();
  };
}
