import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import type { OfflineSale } from '../../contract/till/allotments.ts';
import { businessDate } from '../../contract/venue-time.ts';
import type { Tx } from '../../db.ts';
import { announceSeats } from '../../realtime/announce.ts';
import type { Actor } from '../actor.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { lockOrder } from '../orders/lock-order.ts';
import { newOrderNumber } from '../orders/order-number.ts';
import { takeTenders } from '../till/take-tenders.ts';
import { writeTillSale } from '../till/till-sale.ts';
import { claimCutSeats } from './claim-cut-seats.ts';
import { instantOf } from './instant-of.ts';

/** How a sale made without connection becomes an order. */
export interface CutBooking {
  /** Whoever took the money. */
  seller: Actor & { userId: number };
  kioskId: number;
  /** The drawer at which it was sold; null: nobody knows. */
  shiftId: number | null;
  /** The drawer whose sums it adds to: the same, unless that has been counted. */
  countsIn: number | null;
  /** Seat → the id of its ticket, where the paper with its code is to hold. */
  tickets: ReadonlyMap<number, number>;
  /** The entry in the queue whose seats are kept. */
  cutSaleId?: number;
}

/**
 * Books a sale that was made without connection, at the prices that were paid, with tickets under the codes that were
 * printed. Refusals: `seat_taken` if a seat is neither the till's nor kept for it, and those of `place_order`; the caller
 * takes back what was written.
 */
export async function bookCutSale(
  tx: Tx,
  house: House,
  entry: OfflineSale,
  booking: CutBooking,
): Promise<{ orderId: number } | Refusal> {
  const seats = entry.lines.map(({ seat }) => seat);
  const holdId = await holdFor(tx, entry, booking);
  if (isRefusal(holdId)) return holdId;
  const taken = await claimCutSeats(tx, entry.screening, seats, { ...booking, holdId });
  if (taken) return taken;
  const orderId = await orderOf(tx, holdId, entry, booking);
  if (isRefusal(orderId)) return orderId;
  await giveReservedIds(tx, orderId, booking.tickets);
  if (booking.shiftId !== null) {
    await writeTillSale(
      tx,
      { ...booking.seller, kioskId: booking.kioskId },
      {
        orderId,
        uuid: entry.uuid,
        shiftId: booking.shiftId,
        ageConfirmed: entry.ageConfirmed,
        override: false,
      },
    );
  }
  const order = await lockOrder(tx, orderId);
  if (!order) throw new Error('an order that was placed is gone');
  const { total, tendered } = entry;
  const tenders = total === 0 ? [] : [{ method: 'cash' as const, amount: total, tendered: Math.max(tendered, total) }];
  const wrong = await takeTenders(
    tx,
    house,
    { ...booking.seller, kioskId: booking.kioskId },
    order,
    booking.countsIn,
    tenders,
  );
  if (wrong) return wrong;
  await dateIt(tx, orderId, entry);
  await announceSeats(tx, house, entry.screening);
  return { orderId };
}

/** The hold that its order stands on, with the prices that were paid. */
async function holdFor(tx: Tx, entry: OfflineSale, { kioskId }: CutBooking): Promise<number | Refusal> {
  const prices = new Map<string, number>();
  const rows = await tx.query<{ id: number; category: number }>(
    'SELECT id, category_id AS category FROM seats WHERE id = ANY ($1)',
    [entry.lines.map(({ seat }) => seat)],
  );
  const categories = new Map(rows.map(({ id, category }) => [id, category]));
  for (const { seat, ticketType, price } of entry.lines) {
    const pair = `${ticketType}:${categories.get(seat)}`;
    if ((prices.get(pair) ?? price) !== price) return refuse('price_changed');
    prices.set(pair, price);
  }
  const [hold] = await tx.query<{ id: number }>(
    `INSERT INTO holds (screening_id, buyer, channel, prices, expires_at, cap_at)
     VALUES ($1, $2, 'kiosk', $3, now() + interval '5 minutes', now() + interval '5 minutes') RETURNING id`,
    [entry.screening, `kiosk:${kioskId}`, JSON.stringify(Object.fromEntries(prices))],
  );
  if (!hold) throw new Error('a hold was not written');
  return hold.id;
}

async function orderOf(tx: Tx, holdId: number, entry: OfflineSale, { seller }: CutBooking): Promise<number | Refusal> {
  const [outcome] = await tx.query<{ refusal: Refusal['refused'] | null; seats: number[] | null; order_id: number }>(
    `SELECT * FROM place_order($1, $2, $3, $4, NULL, NULL, NULL, 'en', $5, NULL, $6, $7, $8)`,
    [
      holdId,
      entry.lines.map(({ seat }) => seat),
      entry.lines.map(({ ticketType }) => ticketType),
      newOrderNumber(),
      entry.ageConfirmed,
      seller.kind,
      seller.requestId,
      seller.address,
    ],
  );
  if (!outcome) throw new Error('the database answered nothing to an order');
  return outcome.refusal ? refuse(outcome.refusal, { seats: outcome.seats }) : outcome.order_id;
}

/** The paper that the customer holds says these ids. */
async function giveReservedIds(tx: Tx, orderId: number, tickets: ReadonlyMap<number, number>): Promise<void> {
  await tx.query(
    `UPDATE tickets t SET id = reserved.id FROM unnest($2::int[], $3::int[]) reserved (seat, id)
      WHERE t.order_id = $1 AND t.seat_id = reserved.seat`,
    [orderId, [...tickets.keys()], [...tickets.values()]],
  );
}

/** It belongs to the business day on which it was sold (rule 2), whenever it arrived. */
async function dateIt(tx: Tx, orderId: number, entry: OfflineSale): Promise<void> {
  const { timeZone, businessDayCutoff } = await loadCinema(tx);
  const soldAt = instantOf(entry.at);
  if (!soldAt || soldAt > new Date()) return;
  await tx.query('UPDATE orders SET sale_business_date = $2 WHERE id = $1', [
    orderId,
    businessDate(soldAt, timeZone, businessDayCutoff),
  ]);
}
