import { randomUUID } from 'node:crypto';
import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import type { OfflineSale } from '../../contract/till/allotments.ts';
import { inTransaction, type Tx } from '../../db.ts';
import { type Actor, denied, type Role } from '../actor.ts';
import { findLease } from '../allotments/lease.ts';
import type { House } from '../house.ts';
import { bookCutSale, type CutBooking } from './book-cut-sale.ts';
import { writeSettlement } from './settle-cut-sale.ts';
import { lockWaitingSale, type WaitingSale } from './waiting-sale.ts';

/** A till's word on when it sold is believed for so long before it was heard. */
const believableMs = 14 * 86_400_000;

interface Placed {
  id: number;
  order: { id: number; number: string };
}

/**
 * Makes a rejected sale an order after all, at the prices that were paid, in the seats that were sold or in others (one a
 * line). Its cash counts in the drawer that took it, or at the office if that has been counted. Refusals: `not_found`,
 * `changed_meanwhile`, `seat_taken`, `unknown_seat`, `duplicate_seat`, `screening_cancelled`; `price_changed` if the sale
 * does not add up as it was told, and can only be given back or written off.
 */
export async function placeCutSale(
  house: House,
  actor: Actor,
  { id, seats, note = '' }: { id: number; seats?: readonly number[] | undefined; note?: string | undefined },
): Promise<Placed | Refusal> {
  const no = denied(actor, 'settle_cut_sales');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<Placed | Refusal> => {
    const waiting = await lockWaitingSale(tx, id);
    if (isRefusal(waiting)) return waiting;
    const entry = await asPlaced(tx, waiting, seats);
    if (isRefusal(entry)) return entry;
    const booked = await bookCutSale(tx, house, entry, await bookingOf(tx, actor, waiting, entry));
    if (isRefusal(booked)) return booked;
    await writeSettlement(tx, house, actor, waiting, { how: 'placed', note, orderId: booked.orderId });
    const [order] = await tx.query<Placed['order'] & Record<string, unknown>>(
      'SELECT id, number FROM orders WHERE id = $1',
      [booked.orderId],
    );
    if (!order) throw new Error('an order that was placed is gone');
    return { id, order };
  });
}

/** The sale as it is to be booked. Keeps the screening from being moved or cancelled until this ends. */
async function asPlaced(
  tx: Tx,
  { kioskId, screeningId, entry, soldAt, receivedAt }: WaitingSale,
  seats: readonly number[] | undefined,
): Promise<OfflineSale | Refusal> {
  const [screening] = await tx.query<{ cancelled: boolean }>(
    `SELECT status = 'cancelled' OR claims_cleared_at IS NOT NULL AS cancelled FROM screenings
      WHERE id = $1 AND status <> 'draft' FOR SHARE`,
    [screeningId],
  );
  if (!screening || screening.cancelled) return refuse('screening_cancelled');
  if (seats && seats.length !== entry.lines.length) return refuse('unknown_seat');
  const lines = entry.lines.map((line, i) => ({ ...line, seat: seats?.[i] ?? line.seat }));
  if (new Set(lines.map(({ seat }) => seat)).size < lines.length) return refuse('duplicate_seat');
  const known = await tx.query('SELECT FROM ticket_types WHERE id = ANY ($1)', [
    [...new Set(lines.map(({ ticketType }) => ticketType))],
  ]);
  const types = new Set(lines.map(({ ticketType }) => ticketType)).size;
  const sum = lines.reduce((total, { price }) => total + price, 0);
  if (known.length < types || sum !== entry.total) return refuse('price_changed');
  const used = await tx.query('SELECT FROM till_sales WHERE kiosk_id = $1 AND uuid = $2', [kioskId, entry.uuid]);
  const heard = receivedAt.getTime();
  const believed = soldAt && soldAt.getTime() <= heard && heard - soldAt.getTime() < believableMs;
  return {
    ...entry,
    lines,
    uuid: used.length > 0 ? randomUUID() : entry.uuid,
    at: (believed ? soldAt : receivedAt).toISOString(),
  };
}

async function bookingOf(tx: Tx, actor: Actor, waiting: WaitingSale, entry: OfflineSale): Promise<CutBooking> {
  const { id, kioskId, drawerOpen } = waiting;
  const [clerk] = await tx.query<{ id: number; role: Role }>(
    `SELECT id, role FROM users WHERE id = $1 AND role <> 'customer'`,
    [entry.clerk],
  );
  const seller = clerk ? { ...actor, userId: clerk.id, kind: clerk.role } : actor;
  if (seller.userId === null) throw new Error('nobody settles this');
  return {
    seller: { ...seller, userId: seller.userId },
    kioskId,
    shiftId: drawerOpen === null ? null : entry.shift,
    countsIn: drawerOpen ? entry.shift : null,
    tickets: await printedTickets(tx, waiting, entry),
    cutSaleId: id,
  };
}

/** The ids on the paper of those who sit where they were sold to sit, as far as no other ticket has them. */
async function printedTickets(tx: Tx, { kioskId, entry: sold }: WaitingSale, entry: OfflineSale) {
  const reserved = (await findLease(tx, kioskId, sold.epoch))?.screenings[sold.screening]?.tickets ?? {};
  const pairs = entry.lines
    .filter(({ seat }, i) => seat === sold.lines[i]?.seat)
    .flatMap(({ seat }) => (reserved[seat] === undefined ? [] : [[seat, reserved[seat]] as const]));
  const taken = await tx.query<{ id: number }>('SELECT id FROM tickets WHERE id = ANY ($1)', [pairs.map(([, t]) => t)]);
  const used = new Set(taken.map(({ id }) => id));
  return new Map(pairs.filter(([, ticket]) => !used.has(ticket)));
}
