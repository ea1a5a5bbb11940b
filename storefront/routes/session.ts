import express, { type Express } from 'express';
import { isRefusal, type Refusal } from '../../server/contract/refusals.ts';
import type { Words } from '../../server/contract/words/words.ts';
import { findBestAvailable } from '../../server/domain/seats/find-best-available.ts';
import { findOwnHold } from '../../server/domain/seats/find-own-hold.ts';
import { holdSeats } from '../../server/domain/seats/hold-seats.ts';
import { loadFloor } from '../../server/domain/seats/load-floor.ts';
import { wordsOf } from '../../server/http/language.ts';
import { noteRefusal } from '../../server/http/note-refusal.ts';
import { rateLimiter } from '../../server/http/rate-limit.ts';
import { adviceOn, isFree, labelsOf, lossNotice } from '../ui/seat-picker/advice.ts';
import { sendNotFound } from './faults.ts';
import { checkoutPath, customerOf, orderPath } from './own-hold.ts';
import { statusOf } from './refusal-status.ts';
import { readBest, readId, readSeats } from './seat-form.ts';
import { type SeatPageWish, sendSeatPage } from './seat-page.ts';
import type { Shop } from './shop.ts';

/** Holds per address: a new cookie must not be a way to take the whole house off sale. */
const holdLimit = { requests: 60, seconds: 60 };

export function installSessions(app: Express, shop: Shop): void {
  const holdWait = rateLimiter(shop.deps, 'shop:holds', holdLimit);

  app.get('/sessions/:id', async (req, res) => {
    const id = readId(req.params.id);
    if (id === null) return sendNotFound(shop, req, res);
    const count = readBest(req.query);
    const wish =
      count === null ? { selected: readSeats(req.query) ?? [] } : await bestFor(shop, id, count, wordsOf(req).seats);
    return sendSeatPage(shop, req, res, id, wish);
  });

  // Where a refused choice was shown, and its reader comes back to.
  app.get('/sessions/:id/hold', (req, res) => res.redirect(303, `/sessions/${readId(req.params.id) ?? 0}`));

  app.post('/sessions/:id/hold', express.urlencoded({ extended: false, limit: '8kb' }), async (req, res) => {
    const id = readId(req.params.id);
    if (id === null) return sendNotFound(shop, req, res);
    const seats = readSeats(req.body);
    const words = wordsOf(req);
    if (!seats?.length) {
      const notice = { tone: 'warn' as const, text: words.seats.chooseFirst };
      return sendSeatPage(shop, req, res, id, { notice, status: 422 });
    }
    const wait = await holdWait(req);
    if (wait !== null) {
      res.set('Retry-After', String(wait));
      const notice = { tone: 'warn' as const, text: words.refusals.rate_limited({}) };
      return sendSeatPage(shop, req, res, id, { selected: seats, notice, status: 429 });
    }
    const actor = customerOf(shop, req, res);
    const hold = await holdSeats(shop.deps, actor, { screeningId: id, seats });
    if (!isRefusal(hold)) return res.redirect(303, checkoutPath(shop, hold.id));
    // The same choice sent twice is one choice.
    const own = hold.refused === 'seat_taken' ? await findOwnHold(shop.deps.db, actor, id) : null;
    if (own && sameSeats(own.seats, seats)) {
      return res.redirect(303, own.orderId === null ? checkoutPath(shop, own.id) : await orderPath(shop, own.orderId));
    }
    noteRefusal(res, hold);
    return sendSeatPage(shop, req, res, id, await refusedWish(shop, id, seats, hold, words));
  });
}

const sameSeats = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((seat) => b.includes(seat));

/** The page again, with the reason, what is left of the choice, and a better one. */
async function refusedWish(
  shop: Shop,
  id: number,
  seats: readonly number[],
  refusal: Refusal,
  words: Words,
): Promise<SeatPageWish> {
  const floor = await loadFloor(shop.deps.db, id);
  if (!floor) return {};
  const lost = seats.filter((seat) => refusal.refused === 'seat_taken' && !isFree(floor, seat));
  const kept = seats.filter((seat) => !lost.includes(seat));
  const notice = lost.length > 0 ? lossNotice(floor, lost, kept, words) : adviceOn(refusal, floor.plan, seats, words);
  return { selected: seats, notice: { ...notice, tone: 'bad' }, status: statusOf(refusal) };
}

async function bestFor(shop: Shop, id: number, count: number, words: Words['seats']): Promise<SeatPageWish> {
  const [found, floor] = await Promise.all([findBestAvailable(shop.deps, id, count), loadFloor(shop.deps.db, id)]);
  if (isRefusal(found) || !floor) return { notice: { tone: 'warn', text: words.notThatMany(count) } };
  return { selected: found, notice: { tone: 'good', text: words.found(labelsOf(floor.plan, found)) } };
}
