import type { Request, Response } from 'express';
import { createElement } from 'react';
import { wantsAcknowledgement } from '../../server/contract/age.ts';
import { seatById } from '../../server/contract/seat-rules.ts';
import { loadSale } from '../../server/domain/pricing/load-sale.ts';
import { usualType } from '../../server/domain/pricing/quote.ts';
import { findFilm } from '../../server/domain/programme/find-film.ts';
import { findScreening } from '../../server/domain/programme/find-screening.ts';
import type { HoldView } from '../../server/domain/seats/find-hold.ts';
import { loadFloor } from '../../server/domain/seats/load-floor.ts';
import { type CheckoutLine, CheckoutPage, type CheckoutProps, HoldExpiredPage } from '../views/checkout.tsx';
import type { CheckoutForm } from './checkout-form.ts';
import { loginOf } from './login.ts';
import { checkoutPath } from './own-hold.ts';
import { frameFor, frameOf, type Shop, sendPage } from './shop.ts';
import { showFacts } from './show-facts.ts';

export const blankForm: CheckoutForm = { types: new Map(), email: '', name: '', acknowledged: false, update: false };

interface Sent {
  form: CheckoutForm;
  errors?: CheckoutProps['errors'];
  status?: number;
}

/** Sends the checkout of a living hold, with what was typed so far. */
export async function sendCheckout(shop: Shop, req: Request, res: Response, hold: HoldView, sent: Sent): Promise<void> {
  const { db } = shop.deps;
  const [cinema, screening, sale, floor] = await Promise.all([
    shop.cinema(),
    findScreening(db, hold.screeningId),
    loadSale(db, hold.screeningId, hold.id),
    loadFloor(db, hold.screeningId),
  ]);
  const film = screening && (await findFilm(db, screening.film.id));
  if (!screening || !sale || !floor || !film) throw new Error(`hold ${hold.id} has no screening to be sold`);

  const lines = hold.seats.flatMap((id): CheckoutLine[] => {
    const seat = seatById(floor.plan, id);
    if (!seat) return [];
    const types = sale.ticketTypes.flatMap(({ id: type, name }) => {
      const price = sale.prices[`${type}:${seat.category}`];
      return price === undefined ? [] : [{ id: type, name, price }];
    });
    const wanted = sent.form.types.get(id);
    const type = types.some((one) => one.id === wanted) ? wanted : usualType(sale, seat.category)?.id;
    const category = floor.plan.categories.find((one) => one.id === seat.category)?.name ?? '';
    return [{ seat: { id, row: seat.row, number: seat.number }, category, types, type: type ?? types[0]?.id ?? 0 }];
  });
  const path = checkoutPath(shop, hold.id);
  const props: CheckoutProps = {
    frame: frameFor(shop, req, cinema, { islands: ['checkout.ts'], path }),
    show: showFacts(screening, film),
    action: path,
    lines,
    currency: sale.currency,
    taxRate: sale.taxRate,
    heldUntil: hold.expiresAt.toISOString(),
    secondsLeft: Math.max(0, Math.ceil((hold.expiresAt.getTime() - Date.now()) / 1000)) + 1,
    acknowledge: wantsAcknowledgement(sale.film) ? { policy: sale.film.agePolicy, ageLimit: sale.film.ageLimit } : null,
    values: { email: sent.form.email, name: sent.form.name, acknowledged: sent.form.acknowledged },
    errors: sent.errors ?? {},
    signedIn: loginOf(res) !== null,
  };
  sendPage(res, createElement(CheckoutPage, props), sent.status ?? 200);
}

export async function sendHoldExpired(shop: Shop, req: Request, res: Response, sessionId: number): Promise<void> {
  const frame = await frameOf(shop, req, { path: `/sessions/${sessionId}` });
  sendPage(res, createElement(HoldExpiredPage, { frame, sessionId }), 410);
}
