import type { Router } from 'express';
import { isRefusal } from '../../../contract/refusals.ts';
import { clerkSignIn } from '../../../contract/till/devices.ts';
import type { Deps } from '../../../deps.ts';
import { signInClerk, signOutClerk } from '../../../domain/kiosks/sign-in-clerk.ts';
import { jsonBody } from '../../json-body.ts';
import { parse } from '../../parse.ts';
import { answer } from '../answer.ts';

/** `/clerk`: who stands at the till. */
export function installClerk(router: Router, deps: Deps): void {
  router.post(
    '/clerk/sign-in',
    ...jsonBody,
    answer(async (req, actor) => {
      const body = parse(clerkSignIn, req.body);
      return isRefusal(body) ? body : signInClerk(deps, actor, body);
    }),
  );
  router.post('/clerk/sign-out', async (_req, res) => {
    await signOutClerk(deps, res.locals.actor);
    res.status(204).end();
  });
}
