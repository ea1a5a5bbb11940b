import type { Request, Response } from 'express';
import { createElement } from 'react';
import type { Refusal } from '../../server/contract/refusals.ts';
import { type OrderView, openOrder } from '../../server/domain/orders/find-order.ts';
import { findFilm } from '../../server/domain/programme/find-film.ts';
import { posterAddress } from '../../server/domain/programme/poster-address.ts';
import { posterPalette } from '../ui/poster/poster.ts';
import { CancelOrderPage } from '../views/cancel-order.tsx';
import { OrderPage } from '../views/order.tsx';
import type { OrderProps, OrderState } from '../views/order-shapes.ts';
import type { ShowFacts } from '../views/show-head.tsx';
import { posterFilmOf } from './film-cards.ts';
import { loginOf } from './login.ts';
import { qrPath } from './qr.ts';
import { statusOf } from './refusal-status.ts';
import { readId } from './seat-form.ts';
import { frameFor, type Shop, sendPage } from './shop.ts';

/** The order that the address names, if its key opens it or its own customer asks; null otherwise. */
export async function orderOf(shop: Shop, req: Request, res: Response): Promise<OrderView | null> {
  const id = readId(req.params.id);
  const token = typeof req.query.token === 'string' ? req.query.token : undefined;
  const userId = loginOf(res)?.person.id ?? null;
  return id === null ? null : openOrder(shop.deps.db, shop.deps.signer, id, { token, userId });
}

interface Wish {
  /** The customer comes from the payment page. */
  paid?: boolean;
  refusal?: Refusal;
}

export async function sendOrder(
  shop: Shop,
  req: Request,
  res: Response,
  order: OrderView,
  wish: Wish = {},
): Promise<void> {
  const props = await orderProps(shop, req, res, order, wish);
  sendPage(res, createElement(OrderPage, props), wish.refusal ? statusOf(wish.refusal) : 200);
}

export async function sendCancelPage(shop: Shop, req: Request, res: Response, order: OrderView): Promise<void> {
  sendPage(res, createElement(CancelOrderPage, await orderProps(shop, req, res, order, {})));
}

export function mayCancel(order: OrderView, now: Date): boolean {
  if (order.status === 'pending') return true;
  const paid = order.status === 'paid' || order.status === 'partially_refunded';
  return paid && now <= order.screening.cancelUntil && !order.tickets.some((ticket) => ticket.status === 'used');
}

async function orderProps(shop: Shop, req: Request, res: Response, order: OrderView, wish: Wish): Promise<OrderProps> {
  const cinema = await shop.cinema();
  const now = new Date();
  const { id, number, token, email, currency, total, screening } = order;
  const paidUp = order.status !== 'pending';
  const frame = frameFor(shop, req, cinema, { islands: ['order.ts'], path: `/orders/${id}?token=${token}` });
  return {
    frame,
    show: await orderShow(shop, order),
    id,
    number,
    token,
    state: stateOf(order, wish.paid ?? false),
    email,
    currency,
    total,
    tickets: order.tickets.map((ticket) => ({
      id: ticket.id,
      row: ticket.seat.row,
      number: ticket.seat.number,
      type: ticket.ticketType.name,
      category: ticket.category.name,
      price: ticket.price,
      status: ticket.status,
      code: ticket.code,
      qr: ticket.code ? qrPath(ticket.code) : null,
    })),
    expiresAt: order.expiresAt?.toISOString() ?? null,
    refunds: order.refunds,
    processing: order.payments.some((payment) => payment.status === 'processing'),
    cancelUntil: paidUp && mayCancel(order, now) ? screening.cancelUntil.toISOString() : null,
    screeningCancelled: screening.cancelled,
    over: screening.endsAt < now,
    own: order.userId !== null && order.userId === loginOf(res)?.person.id,
    problem: wish.refusal ? frame.words.refusals[wish.refusal.refused](wish.refusal.details) : null,
  };
}

/** Whoever comes back from the payment page before its message does is told to wait, not to pay again. */
function stateOf(order: OrderView, paid: boolean): OrderState {
  const open = order.status === 'pending' || (order.status === 'expired' && order.refunds.length === 0);
  return open && paid ? 'arriving' : order.status;
}

/** Of the order itself: its film may have been put away since. */
async function orderShow(shop: Shop, { screening }: OrderView): Promise<ShowFacts> {
  const film = await findFilm(shop.deps.db, screening.filmId);
  return {
    id: screening.id,
    film: screening.film,
    filmSlug: screening.filmSlug,
    poster: posterAddress({ slug: screening.filmSlug, poster: film?.poster ?? null }),
    colors: film ? posterPalette(posterFilmOf(film)) : { background: '#221d1a', ink: '#f7f2ea', accent: '#c8a04a' },
    ageLimit: screening.ageLimit,
    startsAt: screening.startsAt.toISOString(),
    businessDate: screening.businessDate,
    hall: screening.hall,
    format: screening.format,
    language: screening.language,
    subtitles: screening.subtitles,
  };
}
