import type { Request, Response } from 'express';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { clockTime, dateInWords, localDate } from '../../server/contract/venue-time.ts';
import { findProfile } from '../../server/domain/accounts/profile.ts';
import type { Cinema } from '../../server/domain/cinema.ts';
import { loadSale } from '../../server/domain/pricing/load-sale.ts';
import { usualType } from '../../server/domain/pricing/quote.ts';
import { findFilm } from '../../server/domain/programme/find-film.ts';
import { findScreening, type ScreeningDetail } from '../../server/domain/programme/find-screening.ts';
import { listScreenings } from '../../server/domain/programme/list-screenings.ts';
import { isFree } from '../ui/seat-picker/advice.ts';
import type { Notice, SeatPickerData } from '../ui/seat-picker/data.ts';
import { SeatPicker } from '../ui/seat-picker/seat-picker.tsx';
import { type ClosedReason, ClosedSessionPage, SessionPage } from '../views/session.tsx';
import { sendNotFound } from './faults.ts';
import { showTime, stateOf } from './film-cards.ts';
import { loginOf } from './login.ts';
import { ownHold } from './own-hold.ts';
import { frameFor, type Shop, sendPage } from './shop.ts';
import { showFacts } from './show-facts.ts';

export interface SeatPageWish {
  /** Seats to show as chosen, as far as they are free. */
  selected?: readonly number[];
  notice?: Notice | null;
  status?: number;
}

const otherShows = 8;

/** Sends the map of a screening, or the page that says why there is none to choose from. */
export async function sendSeatPage(
  shop: Shop,
  req: Request,
  res: Response,
  id: number,
  wish: SeatPageWish = {},
): Promise<void> {
  const { db, feed } = shop.deps;
  const customer = loginOf(res)?.person.id;
  const [cinema, screening, sale, live, profile] = await Promise.all([
    shop.cinema(),
    findScreening(db, id),
    loadSale(db, id),
    feed.read(id),
    customer ? findProfile(db, customer) : null,
  ]);
  const film = screening && (await findFilm(db, screening.film.id));
  if (!screening || !sale || !live || !film) return sendNotFound(shop, req, res);
  const path = `/sessions/${id}`;
  const show = showFacts(screening, film);
  const own = await ownHold(shop, req, res, id, live.floor);
  const reason = closedReason(screening);
  if (reason && !(reason === 'sold_out' && own)) return sendClosed(shop, req, res, cinema, { screening, show, reason });

  const frame = frameFor(shop, req, cinema, { sheets: ['seats'], islands: ['seats.tsx'], path });
  const { plan } = live.floor;
  const data: SeatPickerData = {
    screeningId: id,
    plan: { id: plan.id, width: plan.width, height: plan.height, seats: plan.seats },
    categories: plan.categories,
    symbols: live.floor.symbols,
    version: live.version,
    accessibleReleased: live.floor.accessibleReleased ?? false,
    taste: profile && { depth: profile.depth, aisle: profile.aisle },
    prices: Object.fromEntries(
      plan.categories.map(({ id: category }) => [
        category,
        sale.prices[`${usualType(sale, category)?.id}:${category}`] ?? 0,
      ]),
    ),
    currency: sale.currency,
    maxSeats: cinema.maxSeatsPerBuyer,
    holdMinutes: cinema.holdMinutes,
    selected: (wish.selected ?? []).filter((seat) => isFree(live.floor, seat)).slice(0, cinema.maxSeatsPerBuyer),
    notice: wish.notice ?? null,
  };
  const picker = renderToString(createElement(SeatPicker, { data, words: frame.words }));
  sendPage(res, createElement(SessionPage, { frame, show, data, picker, own }), wish.status);
}

function closedReason(screening: ScreeningDetail): ClosedReason | null {
  const state = stateOf(screening, new Date());
  if (state === 'cancelled') return 'screening_cancelled';
  if (state === 'closed') return 'sales_closed';
  if (state === 'not_yet') return 'sales_not_open';
  return state === 'sold_out' ? 'sold_out' : null;
}

interface Closed {
  screening: ScreeningDetail;
  show: ReturnType<typeof showFacts>;
  reason: ClosedReason;
}

async function sendClosed(shop: Shop, req: Request, res: Response, cinema: Cinema, closed: Closed): Promise<void> {
  const { screening, show, reason } = closed;
  const now = new Date();
  const { screenings } = await listScreenings(shop.deps.db, {
    filmId: screening.film.id,
    page: 1,
    pageSize: otherShows + 1,
    now,
  });
  const frame = frameFor(shop, req, cinema, { path: `/sessions/${screening.id}` });
  const { locale } = frame.words;
  const day = dateInWords(localDate(screening.salesOpenAt, frame.zone), locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  const opensAt = `${day}, ${clockTime(screening.salesOpenAt, frame.zone, locale)}`;
  const others = screenings.filter((other) => other.id !== screening.id).slice(0, otherShows);
  const shows = others.map((other) => showTime(other, now));
  sendPage(
    res,
    createElement(ClosedSessionPage, { frame, show, reason, opensAt, others: shows }),
    req.method === 'POST' ? 409 : 200,
  );
}
