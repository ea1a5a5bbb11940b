import express, { type Express, type Request, type Response } from 'express';
import { createElement } from 'react';
import { deviceOf } from '../../server/auth/customer.ts';
import { sessionsOf, staffActor, staffLogin } from '../../server/auth/staff.ts';
import { isRefusal, refuse } from '../../server/contract/refusals.ts';
import { sql } from '../../server/db.ts';
import type { Deps } from '../../server/deps.ts';
import { acceptInvitation } from '../../server/domain/accounts/accept-invitation.ts';
import { findLink } from '../../server/domain/accounts/account-link.ts';
import { endLogins } from '../../server/domain/accounts/end-logins.ts';
import { signIn } from '../../server/domain/accounts/sign-in.ts';
import { fromOwnPage } from '../../server/http/own-page.ts';
import { installAccount } from './account.ts';
import { doorOf, nextPage, sayNo, sendDoor, strangerOf, text } from './door.ts';
import { InvitationPage, SignInPage, type SignInProps } from './pages.tsx';

const form = express.urlencoded({ extended: false, limit: '8kb' });

/** `/staff/…`: in, out, the letter's link, one's own account. Pages without a script. */
export function installSignIn(app: Express, deps: Deps): void {
  const router = express.Router();

  router.get('/sign-in', async (req, res) => {
    const next = nextPage(req.query.next);
    if (await staffLogin(deps, req, res)) res.redirect(303, next);
    else await showSignIn(req, res, { next, signedOut: req.query.out !== undefined });
  });

  router.post('/sign-in', form, async (req, res) => {
    const [email, password, next] = [text(req, 'email').trim(), text(req, 'password'), nextPage(text(req, 'next'))];
    const signed = await signIn(deps, strangerOf(req, res), { email, password });
    if (isRefusal(signed)) {
      const { problem, status } = sayNo(res, signed);
      return showSignIn(req, res, { next, email, problem }, status);
    }
    await begin(req, res, signed.userId);
    // Who works at the door wants the door.
    res.redirect(303, signed.role === 'door' && next === '/admin' ? '/door/' : next);
  });

  router.post('/sign-out', async (req, res) => {
    const login = await staffLogin(deps, req, res);
    if (login && fromOwnPage(req, deps.publicUrl)) {
      await endLogins(deps, staffActor(login, req, res), { userId: login.person.id, loginId: login.id });
      res.append('Set-Cookie', await sessionsOf(deps).close(req.get('cookie')));
    }
    res.redirect(303, '/staff/sign-in?out');
  });

  router.get('/invitation/:key', (req, res) => showInvitation(req, res, ''));

  router.post('/invitation/:key', form, async (req, res) => {
    const given = { key: String(req.params.key), password: text(req, 'password') };
    const accepted = await acceptInvitation(deps, strangerOf(req, res), given);
    if (isRefusal(accepted)) {
      const { problem, status } = sayNo(res, accepted);
      return showInvitation(req, res, problem, status);
    }
    await begin(req, res, accepted.userId);
    res.redirect(303, '/admin');
  });

  installAccount(router, deps, begin);
  app.use('/staff', router);

  /** Whatever login the browser had before ends here: a key that somebody planted is worth nothing. */
  async function begin(req: Request, res: Response, userId: number): Promise<void> {
    const sessions = sessionsOf(deps);
    await sessions.close(req.get('cookie'));
    res.append('Set-Cookie', await sessions.open(userId, deviceOf(req)));
  }

  async function showSignIn(req: Request, res: Response, props: Omit<SignInProps, 'door'>, status = 200) {
    sendDoor(res, createElement(SignInPage, { door: await doorOf(deps, req), ...props }), status);
  }

  async function showInvitation(req: Request, res: Response, problem: string, status = 200) {
    const person = await findLink(sql(deps.db), String(req.params.key), 'invitation');
    const gone = person ? null : sayNo(res, refuse('link_expired'));
    const props = { door: await doorOf(deps, req), person, problem: gone?.problem ?? problem };
    sendDoor(res, createElement(InvitationPage, props), gone?.status ?? status);
  }
}
