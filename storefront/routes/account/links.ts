import type { Express, Request, Response } from 'express';
import { createElement } from 'react';
import { isRefusal } from '../../../server/contract/refusals.ts';
import { sql } from '../../../server/db.ts';
import { findLink, type LinkKey } from '../../../server/domain/accounts/account-link.ts';
import { confirmNewEmail } from '../../../server/domain/accounts/confirm-new-email.ts';
import { confirmRegistration } from '../../../server/domain/accounts/confirm-registration.ts';
import { isOfBrowser } from '../../../server/domain/accounts/registration-link.ts';
import { resetPassword } from '../../../server/domain/accounts/reset-password.ts';
import { wordsOf } from '../../../server/http/language.ts';
import { ConfirmPage, DeadLinkPage, ResetPage } from '../../views/account/doors.tsx';
import { customerOf } from '../own-hold.ts';
import { frameOf, type Shop, sendPage } from '../shop.ts';
import { beginLogin } from './doors.ts';
import { form, inWords, raw } from './form.ts';

const keyOf = (req: Request): LinkKey => ({ uid: String(req.params.uid), token: String(req.params.token) });

/** The pages that the links of our letters open. Each asks for a tap: mail programs open links by themselves. */
export function installAccountLinks(app: Express, shop: Shop): void {
  const deadLink = async (req: Request, res: Response, again: string) =>
    sendPage(res, createElement(DeadLinkPage, { frame: await frameOf(shop, req, { path: again }), again }), 410);
  const ask = async (req: Request, res: Response) =>
    sendPage(res, createElement(ConfirmPage, { frame: await frameOf(shop, req), action: req.path }));

  const choose = async (req: Request, res: Response, problem?: string) => {
    const say = wordsOf(req).account.confirmPage.choose;
    const frame = await frameOf(shop, req, { path: req.path });
    const page = createElement(ResetPage, { frame, action: req.path, say, ...(problem ? { problem } : {}) });
    return sendPage(res, page, problem ? 422 : 200);
  };
  const askedHere = (req: Request, res: Response) =>
    isOfBrowser(shop.deps, keyOf(req), customerOf(shop, req, res).buyer);

  app.get('/account/confirm/:uid/:token', async (req, res) => {
    const here = await askedHere(req, res);
    if (here === null) return deadLink(req, res, '/account/register');
    return here ? ask(req, res) : choose(req, res);
  });
  app.post('/account/confirm/:uid/:token', form, async (req, res) => {
    const typed = raw(req, 'password');
    if (typed === '' && (await askedHere(req, res)) === false) return choose(req, res);
    const password = typed === '' ? null : typed;
    const confirmed = await confirmRegistration(shop.deps, customerOf(shop, req, res), keyOf(req), password);
    if (isRefusal(confirmed) && confirmed.refused === 'weak_password') {
      return choose(req, res, inWords(res, wordsOf(req), confirmed));
    }
    if (isRefusal(confirmed)) return deadLink(req, res, '/account/register');
    await beginLogin(shop, req, res, confirmed.userId);
    return res.redirect(303, `/account?done=welcome&claimed=${confirmed.claimed}`);
  });

  app.get('/account/email/:uid/:token', ask);
  app.post('/account/email/:uid/:token', async (req, res) => {
    const confirmed = await confirmNewEmail(shop.deps, customerOf(shop, req, res), keyOf(req));
    if (isRefusal(confirmed)) return deadLink(req, res, '/account/settings');
    return res.redirect(303, '/account/settings?done=email');
  });

  app.get('/account/reset/:uid/:token', async (req, res) => {
    const link = await findLink(sql(shop.deps.db), keyOf(req), 'reset_password');
    if (!link) return deadLink(req, res, '/account/forgot');
    return sendPage(res, createElement(ResetPage, { frame: await frameOf(shop, req), action: req.path }));
  });

  app.post('/account/reset/:uid/:token', form, async (req, res) => {
    const wish = { ...keyOf(req), password: raw(req, 'password') };
    const reset = await resetPassword(shop.deps, customerOf(shop, req, res), wish);
    if (isRefusal(reset) && reset.refused === 'link_expired') return deadLink(req, res, '/account/forgot');
    if (isRefusal(reset)) {
      const problem = inWords(res, wordsOf(req), reset);
      const frame = await frameOf(shop, req, { path: req.path });
      return sendPage(res, createElement(ResetPage, { frame, action: req.path, problem }), 422);
    }
    await beginLogin(shop, req, res, reset.userId);
    return res.redirect(303, '/account?done=password');
  });
}
