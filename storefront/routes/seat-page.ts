import type { Request, Response } from 'express';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { isRefusal, type Refusal, refuse } from '../../server/contract/refusals.ts';
import type { SeatTaste } from '../../server/contract/seat-rules.ts';
import { clockTime, dateInWords, localDate } from '../../server/contract/venue-time.ts';
import { findProfile } from '../../server/domain/accounts/profile.ts';
import type { Cinema } from '../../server/domain/cinema.ts';
import { loadSale } from '../../server/domain/pricing/load-sale.ts';
import { usualType } from '../../server/domain/pricing/quote.ts';
import { findFilm } from '../../server/domain/programme/find-film.ts';
import { findScreening, type ScreeningDetail } from '../../server/domain/programme/find-screening.ts';
import { listScreenings } from '../../server/domain/programme/list-screenings.ts';
import { findOwnHold, type OwnHold } from '../../server/domain/seats/find-own-hold.ts';
import { isFree } from '../ui/seat-picker/advice.ts';
import type { Notice, SeatPickerData } from '../ui/seat-picker/data.ts';
import { SeatPicker } from '../ui/seat-picker/seat-picker.tsx';
import { type ClosedReason, ClosedSessionPage, SessionPage } from '../views/session.tsx';
import { sendNotFound } from './faults.ts';
import { fillOf, showTime, stateOf } from './film-cards.ts';
import { loginOf } from './login.ts';
import { customerOf, showOwnHold } from './own-hold.ts';
import { type Drawing, frameFor, type Shop, sendPage, sendSharedPage } from './shop.ts';
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
  const { db } = shop.deps;
  const customer = loginOf(res)?.person.id;
  const hold = await findOwnHold(db, customerOf(shop, req, res), id);
  const plain = !wish.selected?.length && !wish.notice && !wish.status;
  if (plain && !customer && !hold && req.method === 'GET') {
    const none = await sendSharedPage(shop, req, res, () => drawSeats(shop, req, id, {}), { behind: true });
    return none ? sendNotFound(shop, req, res) : undefined;
  }
  const taste = customer ? await findProfile(db, customer) : null;
  const drawing = await drawSeats(shop, req, id, { ...wish, taste, hold });
  if (isRefusal(drawing)) return sendNotFound(shop, req, res);
  sendPage(res, drawing.page(), drawing.closed && req.method === 'POST' ? 409 : wish.status);
}

interface Own extends SeatPageWish {
  taste?: SeatTaste | null;
  hold?: OwnHold | null;
}

async function drawSeats(
  shop: Shop,
  req: Request,
  id: number,
  { taste = null, hold = null, ...wish }: Own,
): Promise<(Drawing & { closed: boolean }) | Refusal> {
  const [cinema, known, live] = await Promise.all([
    shop.cinema(),
    shop.deps.remember(`show ${id}`, () => findShow(shop, id)),
    shop.deps.feed.read(id, 0),
  ]);
  if (!known || !live) return refuse('not_found');
  const { sale, film } = known;
  const { floor } = live;
  const screening = { ...known.screening, seatsFree: floor.states.filter((state) => state === 'free').length };
  const show = showFacts(screening, film);
  const reason = closedReason(screening);
  if (reason && !(reason === 'sold_out' && hold)) return drawClosed(shop, req, cinema, { screening, show, reason });

  const own = hold && (await showOwnHold(shop, hold, floor));
  const frame = frameFor(shop, req, cinema, { sheets: ['seats'], islands: ['seats.tsx'], path: `/sessions/${id}` });
  const { plan } = floor;
  const data: SeatPickerData = {
    screeningId: id,
    plan: { id: plan.id, width: plan.width, height: plan.height, seats: plan.seats },
    categories: plan.categories,
    symbols: floor.symbols,
    version: live.version,
    accessibleReleased: floor.accessibleReleased ?? false,
    taste: taste && { depth: taste.depth, aisle: taste.aisle },
    prices: Object.fromEntries(
      plan.categories.map(({ id: category }) => [
        category,
        sale.prices[`${usualType(sale, category)?.id}:${category}`] ?? 0,
      ]),
    ),
    currency: sale.currency,
    maxSeats: cinema.maxSeatsPerBuyer,
    holdMinutes: cinema.holdMinutes,
    selected: (wish.selected ?? []).filter((seat) => isFree(floor, seat)).slice(0, cinema.maxSeatsPerBuyer),
    notice: wish.notice ?? null,
  };
  return {
    closed: false,
    basis: `${live.version} ${floor.symbols} ${floor.accessibleReleased}`,
    until: floor.nextExpiry,
    page() {
      const picker = renderToString(createElement(SeatPicker, { data, words: frame.words }));
      return createElement(SessionPage, { frame, show, data, picker, own });
    },
  };
}

/** All of a showing that stands for the programme; null if the public may not know of it. */
async function findShow({ deps: { db } }: Shop, id: number) {
  const [screening, sale] = await Promise.all([findScreening(db, id), loadSale(db, id)]);
  const film = screening && (await findFilm(db, screening.film.id));
  return screening && sale && film ? { screening, sale, film } : null;
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

async function drawClosed(shop: Shop, req: Request, cinema: Cinema, closed: Closed) {
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
  const others = screenings
    .filter((other) => other.id !== screening.id)
    .slice(0, otherShows)
    .map((other) => showTime(other, now));
  return {
    closed: true,
    basis: `${reason} ${fillOf(others)}`,
    page: () => createElement(ClosedSessionPage, { frame, show, reason, opensAt, others }),
  };
}
