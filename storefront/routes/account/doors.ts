import type { Express, Request, Response } from 'express';
import { createElement, type FunctionComponent } from 'react';
import { deviceOf } from '../../../server/auth/customer.ts';
import { sessionsOf } from '../../../server/auth/staff.ts';
import { isRefusal } from '../../../server/contract/refusals.ts';
import { endLogins } from '../../../server/domain/accounts/end-logins.ts';
import { register } from '../../../server/domain/accounts/register.ts';
import { requestPasswordReset } from '../../../server/domain/accounts/request-password-reset.ts';
import { signInCustomer } from '../../../server/domain/accounts/sign-in-customer.ts';
import { wordsOf } from '../../../server/http/language.ts';
import { type DoorProps, ForgotPage, MailSentPage, RegisterPage, SignInPage } from '../../views/account/doors.tsx';
import { isEmail, longestName } from '../checkout-form.ts';
import { loginOf } from '../login.ts';
import { customerOf } from '../own-hold.ts';
import { frameOf, type Shop, sendPage } from '../shop.ts';
import { backOf, form, inWords, line, raw, statusOfRefusal } from './form.ts';

/** In, out, a new account, a forgotten password. */
export function installAccountDoors(app: Express, shop: Shop): void {
  const show = async (
    req: Request,
    res: Response,
    page: FunctionComponent<DoorProps>,
    props: Omit<DoorProps, 'frame'>,
    status = 200,
  ) => sendPage(res, createElement(page, { frame: await frameOf(shop, req, { path: req.path }), ...props }), status);

  app.get('/account/sign-in', (req, res) => {
    const back = backOf(req.query.back);
    if (loginOf(res)) return res.redirect(303, back);
    return show(req, res, SignInPage, { back });
  });

  app.post('/account/sign-in', form, async (req, res) => {
    const [email, password, back] = [line(req, 'email'), raw(req, 'password'), backOf(line(req, 'back'))];
    const signed = await signInCustomer(shop.deps, customerOf(shop, req, res), { email, password });
    if (isRefusal(signed)) {
      const words = wordsOf(req);
      const wrong = signed.refused === 'wrong_credentials';
      const problems = { form: wrong ? words.account.signInPage.wrong : inWords(res, words, signed) };
      return show(req, res, SignInPage, { back, values: { email }, problems }, statusOfRefusal(signed));
    }
    await beginLogin(shop, req, res, signed.userId);
    return res.redirect(303, back);
  });

  app.post('/account/sign-out', async (req, res) => {
    const login = loginOf(res);
    if (login) {
      await endLogins(shop.deps, customerOf(shop, req, res), { userId: login.person.id, loginId: login.id });
      res.append('Set-Cookie', await sessionsOf(shop.deps).close(req.get('cookie')));
    }
    res.redirect(303, '/');
  });

  app.get('/account/register', (req, res) => show(req, res, RegisterPage, { back: backOf(req.query.back) }));

  app.post('/account/register', form, async (req, res) => {
    const words = wordsOf(req);
    const [email, name, back] = [line(req, 'email'), line(req, 'name'), backOf(line(req, 'back'))];
    const problems: NonNullable<DoorProps['problems']> = {
      ...(!isEmail(email) && { email: words.account.problems.email }),
      ...(name.length > longestName && { name: words.account.problems.name }),
    };
    if (Object.keys(problems).length === 0) {
      const stranger = customerOf(shop, req, res);
      const wish = { email, name, password: raw(req, 'password'), language: words.language, browser: stranger.buyer };
      const done = await register(shop.deps, stranger, wish);
      if (!isRefusal(done)) {
        return mailSent(shop, req, res, words.account.mailSent.register(email), '/account/register');
      }
      const said = inWords(res, words, done);
      if (done.refused === 'weak_password') problems.password = said;
      else problems.form = said;
      return show(req, res, RegisterPage, { back, values: { email, name }, problems }, statusOfRefusal(done));
    }
    return show(req, res, RegisterPage, { back, values: { email, name }, problems }, 422);
  });

  app.get('/account/forgot', (req, res) => {
    const email = typeof req.query.email === 'string' ? req.query.email.slice(0, 254) : '';
    return show(req, res, ForgotPage, { back: '/account', values: { email } });
  });

  app.post('/account/forgot', form, async (req, res) => {
    const words = wordsOf(req);
    const email = line(req, 'email');
    const values = { email };
    if (!isEmail(email)) {
      const problems = { email: words.account.problems.email };
      return show(req, res, ForgotPage, { back: '/account', values, problems }, 422);
    }
    const asked = await requestPasswordReset(shop.deps, customerOf(shop, req, res), { email });
    if (isRefusal(asked)) {
      const problems = { email: inWords(res, words, asked) };
      return show(req, res, ForgotPage, { back: '/account', values, problems }, statusOfRefusal(asked));
    }
    return mailSent(shop, req, res, words.account.mailSent.reset(email), '/account/forgot');
  });
}

/** Whatever login the browser had before ends here: a key that somebody planted is worth nothing. */
export async function beginLogin(shop: Shop, req: Request, res: Response, userId: number): Promise<void> {
  const sessions = sessionsOf(shop.deps);
  await sessions.close(req.get('cookie'));
  res.append('Set-Cookie', await sessions.open(userId, deviceOf(req)));
}

export async function mailSent(shop: Shop, req: Request, res: Response, text: string, again: string): Promise<void> {
  const frame = await frameOf(shop, req, { path: again });
  sendPage(res, createElement(MailSentPage, { frame, text, again }));
}
