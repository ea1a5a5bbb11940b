import express, { type Express, type Request } from 'express';
import { languageOfTag } from '../../server/contract/words/words.ts';
import { changeProfile } from '../../server/domain/accounts/change-profile.ts';
import { answerIn, keepLanguage } from '../../server/http/language.ts';
import { loginOf } from './login.ts';
import { customerOf } from './own-hold.ts';
import { ownPath } from './own-path.ts';
import type { Shop } from './shop.ts';

/**
 * An address that names a language (`?lang=uk`, as search engines find it) is answered in it, and the switch is left
 * there.
 */
export function installLanguage(app: Express, secure: boolean): void {
  app.use((req, res, next) => {
    const asked = req.method === 'GET' ? languageOfTag(req.query.lang) : null;
    if (asked) {
      answerIn(res, asked);
      keepLanguage(res, asked, secure);
    }
    next();
  });
}

/** The language switch: a cookie and, of whoever is signed in, the account's language; back to where the reader was. */
export function installLanguageSwitch(app: Express, shop: Shop, secure: boolean): void {
  app.post('/language', express.urlencoded({ extended: false, limit: '8kb' }), async (req, res) => {
    const { language, back } = (req.body ?? {}) as Record<string, unknown>;
    const chosen = languageOfTag(language);
    if (chosen) {
      keepLanguage(res, chosen, secure);
      // An account that has just been erased has no language: the cookie does.
      if (loginOf(res)) await changeProfile(shop.deps, customerOf(shop, req, res), { language: chosen });
    }
    res.redirect(303, ownPath(back));
  });
}

/** Where a page was asked for, path and query, whatever language the address named. */
export function pathOf(req: Request): string {
  const [path = '/', query = ''] = req.originalUrl.split(/\?(.*)/s);
  if (!/(^|&)lang=/.test(query)) return req.originalUrl;
  const rest = new URLSearchParams(query);
  rest.delete('lang');
  return rest.size > 0 ? `${path}?${rest}` : path;
}
