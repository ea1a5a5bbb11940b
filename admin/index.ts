import type { Express } from 'express';
import { staffOnly } from '../server/auth/staff.ts';
import type { Deps } from '../server/deps.ts';

/** The back-office at `/admin`, for staff alone. */
export function installAdmin(app: Express, deps: Deps): void {
  app.use(
    '/admin',
    staffOnly(deps, (req, res) => res.redirect(303, `/staff/sign-in?next=${encodeURIComponent(req.originalUrl)}`)),
  );
}
