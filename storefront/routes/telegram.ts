import type { Express, Request, Response } from 'express';
import { createElement } from 'react';
import { isRefusal } from '../../server/contract/refusals.ts';
import { dateInWords, localDate } from '../../server/contract/venue-time.ts';
import { changeTelegramWants } from '../../server/domain/telegram/change-wants.ts';
import { findTelegramLink } from '../../server/domain/telegram/find-link.ts';
import { offerTelegramLink } from '../../server/domain/telegram/offer-link.ts';
import { unlinkTelegram } from '../../server/domain/telegram/unlink.ts';
import { wordsOf } from '../../server/http/language.ts';
import { TelegramPage, type TelegramProps } from '../views/account/telegram.tsx';
import { form, line } from './account/form.ts';
import { signedIn } from './account/own.ts';
import { loginOf } from './login.ts';
import { customerOf } from './own-hold.ts';
import { qrPath } from './qr.ts';
import { frameOf, type Shop, sendPage } from './shop.ts';

const home = '/telegram/link/';

/** Where a customer links the Telegram of theirs, says what it is to be told, and parts with it again. */
export function installTelegram(app: Express, shop: Shop): void {
  const { deps } = shop;

  app.get('/telegram/link', signedIn, (req, res) => sendTelegram(shop, req, res));

  // Asked by the open page, again and again: when was the link confirmed?
  app.get('/telegram/link/state', signedIn, async (_req, res) => {
    const link = await findTelegramLink(deps.db, loginOf(res)?.person.id ?? 0);
    res.set('Cache-Control', 'no-store').json({ linkedAt: link?.linkedAt.toISOString() ?? null });
  });

  app.post('/telegram/link/wants', signedIn, form, async (req, res) => {
    const wants = (name: string) => line(req, name) === 'yes';
    const wish = { tickets: wants('tickets'), reminders: wants('reminders'), changes: wants('changes') };
    const done = await changeTelegramWants(deps, customerOf(shop, req, res), wish);
    res.redirect(303, isRefusal(done) ? home : `${home}?done=saved`);
  });

  app.post('/telegram/link/unlink', signedIn, async (req, res) => {
    await unlinkTelegram(deps, customerOf(shop, req, res));
    res.redirect(303, `${home}?done=unlinked`);
  });
}

async function sendTelegram(shop: Shop, req: Request, res: Response): Promise<void> {
  const login = loginOf(res);
  if (!login) throw new Error('nobody is signed in');
  const frame = await frameOf(shop, req, { islands: ['telegram.ts'] });
  const link = await findTelegramLink(shop.deps.db, login.person.id);
  const { locale } = frame.words;
  const props: TelegramProps = {
    frame,
    who: login.person.name || login.person.email,
    done: doneIn(req),
    bot: shop.deps.telegram?.name ?? null,
    link: link && {
      ...link,
      since: dateInWords(localDate(link.linkedAt, frame.zone), locale, {
        day: 'numeric',
        month: 'long',
        year: 'numeric',
      }),
      linkedAt: link.linkedAt.toISOString(),
    },
    offer: !link || req.query.other !== undefined ? await offerOf(shop, req, res) : null,
  };
  sendPage(res, createElement(TelegramPage, props));
}

async function offerOf(shop: Shop, req: Request, res: Response): Promise<TelegramProps['offer']> {
  const { telegram } = shop.deps;
  if (!telegram) return null;
  const offer = await offerTelegramLink(shop.deps, customerOf(shop, req, res));
  if (isRefusal(offer)) throw new Error('a signed-in customer is offered no link');
  const href = telegram.startLink(offer.code);
  return { href, qr: qrPath(href), until: offer.expiresAt.toISOString(), seconds: secondsTo(offer.expiresAt) };
}

const secondsTo = (at: Date) => Math.max(0, Math.round((at.getTime() - Date.now()) / 1000));

function doneIn(req: Request): string | null {
  const { page } = wordsOf(req).telegram;
  if (req.query.done === 'saved') return page.saved;
  if (req.query.done === 'linked') return page.done;
  return req.query.done === 'unlinked' ? page.unlinked : null;
}
