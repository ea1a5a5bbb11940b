import type { Express, NextFunction, Request, Response } from 'express';
import { createElement } from 'react';
import { sessionsOf } from '../../../server/auth/staff.ts';
import { isRefusal, type Refusal } from '../../../server/contract/refusals.ts';
import { languageOfTag } from '../../../server/contract/words/words.ts';
import { changeEmail } from '../../../server/domain/accounts/change-email.ts';
import { changeOwnPassword } from '../../../server/domain/accounts/change-own-password.ts';
import { changeProfile } from '../../../server/domain/accounts/change-profile.ts';
import { endLogins } from '../../../server/domain/accounts/end-logins.ts';
import { eraseAccount } from '../../../server/domain/accounts/erase-account.ts';
import { exportAccount } from '../../../server/domain/accounts/export-account.ts';
import { speakAsChosen, wordsOf } from '../../../server/http/language.ts';
import { SaidPage } from '../../views/account/doors.tsx';
import { ErasePage } from '../../views/account/settings.tsx';
import { isEmail, longestName } from '../checkout-form.ts';
import { loginOf } from '../login.ts';
import { customerOf } from '../own-hold.ts';
import { frameOf, type Shop, sendPage } from '../shop.ts';
import { beginLogin, mailSent } from './doors.ts';
import { form, inWords, line, raw } from './form.ts';
import { sendOwnOrders, sendSettings } from './own-pages.ts';

const depths = ['front', 'middle', 'back'] as const;

/** A signed-in customer's orders and settings. */
export function installOwnAccount(app: Express, shop: Shop): void {
  const { deps } = shop;
  const ownerOf = (res: Response) => loginOf(res)?.person.id ?? 0;
  /** Back to the settings, with what went wrong in words. */
  const no = (req: Request, res: Response, refusal: Refusal) => {
    const words = wordsOf(req);
    const wrong = refusal.refused === 'wrong_credentials';
    const problem = wrong ? words.account.settings.wrongPassword : inWords(res, words, refusal);
    return sendSettings(shop, req, res, { problem });
  };

  app.get('/account', signedIn, (req, res) => sendOwnOrders(shop, req, res));
  app.get('/account/settings', signedIn, (req, res) => sendSettings(shop, req, res, {}));

  app.post('/account/profile', signedIn, form, async (req, res) => {
    const name = line(req, 'name');
    if (name.length > longestName) {
      return sendSettings(shop, req, res, { problem: wordsOf(req).account.problems.name });
    }
    const language = languageOfTag(line(req, 'language')) ?? undefined;
    const depth = depths.find((one) => one === line(req, 'depth')) ?? null;
    const aisle = line(req, 'aisle') === 'yes';
    const done = await changeProfile(deps, customerOf(shop, req, res), { name, language, depth, aisle });
    if (isRefusal(done)) return no(req, res, done);
    speakAsChosen(res, done.language);
    return res.redirect(303, '/account/settings?done=saved');
  });

  app.post('/account/email', signedIn, form, async (req, res) => {
    const words = wordsOf(req);
    const email = line(req, 'email');
    if (!isEmail(email)) return sendSettings(shop, req, res, { problem: words.account.problems.email });
    const asked = await changeEmail(deps, customerOf(shop, req, res), { email, password: raw(req, 'current') });
    if (isRefusal(asked)) return no(req, res, asked);
    return mailSent(shop, req, res, words.account.mailSent.change(email), '/account/settings');
  });

  app.post('/account/password', signedIn, form, async (req, res) => {
    const wish = { password: raw(req, 'current'), next: raw(req, 'password') };
    const changed = await changeOwnPassword(deps, customerOf(shop, req, res), wish);
    if (isRefusal(changed)) return no(req, res, changed);
    await beginLogin(shop, req, res, changed.userId);
    return res.redirect(303, '/account/settings?done=password');
  });

  app.post('/account/logins/end', signedIn, form, async (req, res) => {
    const loginId = line(req, 'login');
    const wish = { userId: ownerOf(res), loginId };
    if (loginId) await endLogins(deps, customerOf(shop, req, res), wish);
    res.redirect(303, '/account/settings?done=ended');
  });

  app.post('/account/logins/end-all', signedIn, async (req, res) => {
    await endLogins(deps, customerOf(shop, req, res), { userId: ownerOf(res) });
    res.append('Set-Cookie', await sessionsOf(deps).close(req.get('cookie')));
    res.redirect(303, '/account/sign-in');
  });

  app.post('/account/export', signedIn, async (req, res) => {
    const all = await exportAccount(deps, customerOf(shop, req, res));
    if (isRefusal(all)) return no(req, res, all);
    res.set({ 'Content-Disposition': 'attachment; filename="my-data.json"', 'Cache-Control': 'no-store' });
    return res.type('json').send(JSON.stringify(all, null, 2));
  });

  app.get('/account/erase', signedIn, async (req, res) =>
    sendPage(res, createElement(ErasePage, { frame: await frameOf(shop, req) })),
  );

  app.post('/account/erase', signedIn, form, async (req, res) => {
    const erased = await eraseAccount(deps, customerOf(shop, req, res), { password: raw(req, 'current') });
    const words = wordsOf(req);
    const frame = await frameOf(shop, req, { path: '/' });
    if (isRefusal(erased)) {
      const wrong = erased.refused === 'wrong_credentials';
      const problem = wrong ? words.account.settings.wrongPassword : inWords(res, words, erased);
      return sendPage(res, createElement(ErasePage, { frame, problem }), 422);
    }
    res.append('Set-Cookie', await sessionsOf(deps).close(req.get('cookie')));
    return sendPage(res, createElement(SaidPage, { frame, ...words.account.erased }));
  });
}

/** Guests are asked to sign in first, and come back. */
export function signedIn(req: Request, res: Response, next: NextFunction): void {
  if (loginOf(res)) next();
  else
    res.redirect(
      303,
      `/account/sign-in?back=${encodeURIComponent(req.method === 'GET' ? req.originalUrl : '/account')}`,
    );
}
