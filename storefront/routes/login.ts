import type { Express, Response } from 'express';
import { customerLogin } from '../../server/auth/customer.ts';
import type { Login } from '../../server/auth/sessions.ts';
import type { Deps } from '../../server/deps.ts';

/** Finds out, once a request, who is signed in, so that every page after it speaks their language. */
export function installLogin(app: Express, deps: Deps): void {
  app.use(async (req, res, next) => {
    res.locals.customer = await customerLogin(deps, req, res);
    next();
  });
}

/** Who is signed in at this browser; null for guests. */
export function loginOf(res: Response): Login | null {
  return res.locals.customer ?? null;
}
