import type { Request, Response } from 'express';
import { createElement } from 'react';
import { isRefusal } from '../../../server/contract/refusals.ts';
import type { Words } from '../../../server/contract/words/words.ts';
import { listLogins } from '../../../server/domain/accounts/list-logins.ts';
import { findProfile } from '../../../server/domain/accounts/profile.ts';
import type { OrderView } from '../../../server/domain/orders/find-order.ts';
import { listOwnOrders } from '../../../server/domain/orders/list-own-orders.ts';
import { findFilm } from '../../../server/domain/programme/find-film.ts';
import { posterAddress } from '../../../server/domain/programme/poster-address.ts';
import { type OwnOrder, OwnOrdersPage } from '../../views/account/orders.tsx';
import { SettingsPage } from '../../views/account/settings.tsx';
import { loginOf } from '../login.ts';
import { customerOf } from '../own-hold.ts';
import { frameOf, type Shop, sendPage } from '../shop.ts';
import { deviceName } from './device-name.ts';

const mostComing = 50;
const pageSize = 10;

/** Orders to come, and a page of those past. */
export async function sendOwnOrders(shop: Shop, req: Request, res: Response): Promise<void> {
  const page = /^[1-9]\d{0,4}$/.test(String(req.query.page)) ? Number(req.query.page) : 1;
  const actor = customerOf(shop, req, res);
  const [coming, past] = await Promise.all([
    listOwnOrders(shop.deps, actor, { which: 'ahead', page: 1, pageSize: mostComing }),
    listOwnOrders(shop.deps, actor, { which: 'over', page, pageSize }),
  ]);
  if (isRefusal(coming) || isRefusal(past)) throw new Error('a signed-in customer has no orders');
  const frame = await frameOf(shop, req, { path: '/account' });
  const props = {
    frame,
    who: whoIs(res),
    done: doneIn(req, frame.words),
    coming: await Promise.all(coming.orders.map((order) => ownOrder(shop, order))),
    past: await Promise.all(past.orders.map((order) => ownOrder(shop, order))),
    page,
    older: past.count > page * pageSize,
  };
  sendPage(res, createElement(OwnOrdersPage, props));
}

export async function sendSettings(
  shop: Shop,
  req: Request,
  res: Response,
  { problem = null }: { problem?: string | null },
): Promise<void> {
  const login = loginOf(res);
  const profile = login && (await findProfile(shop.deps.db, login.person.id));
  if (!login || !profile) throw new Error('a signed-in customer has no account');
  const frame = await frameOf(shop, req, { path: '/account/settings' });
  const seen = new Intl.DateTimeFormat(frame.words.locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: frame.zone,
  });
  const logins = (await listLogins(shop.deps.db, profile.id)).map((one) => ({
    id: one.id,
    kind: one.kind,
    device: one.kind === 'browser' ? deviceName(one.userAgent) : '',
    seen: seen.format(one.seenAt),
    current: one.id === login.id,
  }));
  const props = { frame, who: whoIs(res), problem, done: doneIn(req, frame.words), profile, logins };
  sendPage(res, createElement(SettingsPage, props), problem ? 422 : 200);
}

function whoIs(res: Response): string {
  const person = loginOf(res)?.person;
  return person?.name || person?.email || '';
}

/** What the step before came to, in words; the address says which. */
function doneIn(req: Request, { account }: Words): string | null {
  const claimed = /^\d{1,3}$/.test(String(req.query.claimed)) ? Number(req.query.claimed) : 0;
  switch (req.query.done) {
    case 'welcome':
      return [account.welcome, claimed > 0 && account.claimed(claimed)].filter(Boolean).join(' ');
    case 'password':
      return account.settings.passwordChanged;
    case 'email':
      return account.emailChanged;
    case 'ended':
      return account.settings.ended;
    case 'saved':
      return account.saved;
    default:
      return null;
  }
}

async function ownOrder(shop: Shop, order: OrderView): Promise<OwnOrder> {
  const { id, token, number, status, screening, total, currency } = order;
  const film = await findFilm(shop.deps.db, screening.filmId);
  return {
    id,
    url: `/orders/${id}?token=${token}`,
    number,
    status,
    film: screening.film,
    poster: posterAddress({ slug: screening.filmSlug, poster: film?.poster ?? null }),
    hall: screening.hall,
    startsAt: screening.startsAt.toISOString(),
    businessDate: screening.businessDate,
    seats: order.tickets
      .filter((ticket) => ticket.status !== 'cancelled')
      .map(({ seat }) => `${seat.row}${seat.number}`),
    total,
    currency,
  };
}
