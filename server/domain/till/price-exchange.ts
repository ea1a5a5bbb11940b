import { wantsAcknowledgement } from '../../contract/age.ts';
import { taxContained } from '../../contract/money.ts';
import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import type { ExchangeWish } from '../../contract/till/orders.ts';
import type { Sql } from '../../db.ts';
import type { House } from '../house.ts';
import { readSale } from '../pricing/load-sale.ts';
import { quote } from '../pricing/quote.ts';
import { readFloor } from '../seats/load-floor.ts';
import { type PartyTicket, partyOf } from '../tickets/party-of.ts';

export interface PricedExchange {
  before: number;
  after: number;
  /** In the order of the wish. */
  lines: {
    ticket: number;
    oldSeat: number;
    used: boolean;
    seat: number;
    ticketType: number;
    category: number;
    price: number;
    tax: number;
  }[];
  /** The film wants somebody to have looked at the customer. */
  ageMatters: number | null;
  sameScreening: boolean;
  /** Seats of the same screening that stay with the old order. */
  beside: number[];
  /** The tickets of the new order, where they come to the screening of the old one. */
  coming: Omit<PartyTicket, 'id'>[];
}

/**
 * What tickets cost and what they would cost elsewhere, at the prices of now. `keepPrice`: each new ticket at the price of
 * the old one. Refusals: `not_found`, `no_tickets`, `duplicate_seat`, and those of prices and ages.
 */
export async function priceExchange(
  tx: Sql,
  house: House,
  orderId: number,
  wish: ExchangeWish,
  keepPrice = false,
): Promise<PricedExchange | Refusal> {
  const distinct = (ids: number[]) => new Set(ids).size === ids.length;
  if (!distinct(wish.tickets.map((one) => one.seat)) || !distinct(wish.tickets.map((one) => one.ticket))) {
    return refuse('duplicate_seat');
  }
  const old = await tx.query<{ id: number; seatId: number; price: number; used: boolean; screeningId: number }>(
    `SELECT id, seat_id AS "seatId", price, status = 'used' AS used, screening_id AS "screeningId"
       FROM tickets WHERE order_id = $1 AND id = ANY ($2) AND status IN ('valid', 'used')`,
    [orderId, wish.tickets.map((one) => one.ticket)],
  );
  if (old.length < wish.tickets.length) return refuse('no_tickets', { tickets: wish.tickets.map((one) => one.ticket) });
  const sale = await readSale(tx, wish.screening, null);
  const floor = await readFloor(tx, house.db, wish.screening, null);
  if (!sale || !floor) return refuse('not_found');
  const sameScreening = old.every((ticket) => ticket.screeningId === wish.screening);
  const stay = (await partyOf(tx, orderId)).filter(({ id }) => !old.some((ticket) => ticket.id === id));
  const beside = sameScreening ? stay : [];
  const wanted = wish.tickets.map(({ seat, ticketType }) => ({ seat, ticketType }));
  const priced = quote(sale, floor.plan, wanted, beside);
  if (isRefusal(priced)) return priced;
  const byId = new Map(old.map((ticket) => [ticket.id, ticket]));
  const lines = wish.tickets.flatMap(({ ticket: id, seat }, i) => {
    const [ticket, line] = [byId.get(id), priced.lines[i]];
    if (!ticket || !line) return [];
    const price = keepPrice ? ticket.price : line.price;
    const tax = keepPrice ? taxContained(price, sale.taxRate) : line.tax;
    const { category, ticketType } = line;
    return [
      { ticket: id, oldSeat: ticket.seatId, used: ticket.used, seat, ticketType: ticketType.id, category, price, tax },
    ];
  });
  return {
    before: old.reduce((sum, ticket) => sum + ticket.price, 0),
    after: lines.reduce((sum, line) => sum + line.price, 0),
    lines,
    ageMatters: !sameScreening && wantsAcknowledgement(sale.film) ? sale.film.ageLimit : null,
    sameScreening,
    beside: beside.map(({ seatId }) => seatId),
    coming: sameScreening ? priced.lines.map(({ seat, ticketType }) => ({ ...ticketType, seatId: seat })) : [],
  };
}
