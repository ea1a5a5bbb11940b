import express, { type Request, type Response, type Router } from 'express';
import { createElement } from 'react';
import type { Login } from '../../server/auth/sessions.ts';
import { sessionsOf, staffActor, staffOnly } from '../../server/auth/staff.ts';
import { isRefusal } from '../../server/contract/refusals.ts';
import { accountWords as words } from '../../server/contract/words/en/office-accounts.ts';
import type { Deps } from '../../server/deps.ts';
import { changeOwnPassword } from '../../server/domain/accounts/change-own-password.ts';
import { endLogins } from '../../server/domain/accounts/end-logins.ts';
import { setPin } from '../../server/domain/accounts/set-pin.ts';
import { fromOwnPage, isWrite } from '../../server/http/own-page.ts';
import { doorOf, sayNo, sendDoor, text } from './door.ts';
import { AccountPage } from './pages.tsx';

const form = express.urlencoded({ extended: false, limit: '8kb' });

type Begin = (req: Request, res: Response, userId: number) => Promise<void>;

/** `/staff/account`: one's own password, PIN and logins. */
export function installAccount(router: Router, deps: Deps, begin: Begin): void {
  const account = express.Router();
  account.use(staffOnly(deps, (_req, res) => res.redirect(303, '/staff/sign-in?next=/staff/account')));
  account.use((req, res, next) => {
    if (isWrite(req) && !fromOwnPage(req, deps.publicUrl)) res.redirect(303, '/staff/account');
    else next();
  });

  account.get('/', (req, res) => show(req, res, {}));

  account.post('/password', form, async (req, res) => {
    const given = { password: text(req, 'password'), next: text(req, 'new-password') };
    const changed = await changeOwnPassword(deps, actorOf(req, res), given);
    if (isRefusal(changed)) return refused(req, res, changed);
    await begin(req, res, changed.userId);
    await show(req, res, { done: words.done.password });
  });

  account.post('/pin', form, async (req, res) => {
    const pin = text(req, 'pin') || null;
    const set = await setPin(deps, actorOf(req, res), { userId: login(res).person.id, pin });
    if (isRefusal(set)) return refused(req, res, set);
    await show(req, res, { done: pin ? words.done.pin : words.done.noPin });
  });

  account.post('/everywhere', async (req, res) => {
    await endLogins(deps, actorOf(req, res), { userId: login(res).person.id });
    res.append('Set-Cookie', await sessionsOf(deps).close(req.get('cookie')));
    res.redirect(303, '/staff/sign-in?out');
  });

  router.use('/account', account);

  async function show(req: Request, res: Response, said: { done?: string; problem?: string }, status = 200) {
    const props = { door: await doorOf(deps, req), person: login(res).person, ...said };
    sendDoor(res, createElement(AccountPage, props), status);
  }

  async function refused(req: Request, res: Response, refusal: Parameters<typeof sayNo>[1]) {
    const { problem, status } = sayNo(res, refusal);
    await show(req, res, { problem }, status);
  }
}

const login = (res: Response) => res.locals.login as Login;
const actorOf = (req: Request, res: Response) => staffActor(login(res), req, res);
