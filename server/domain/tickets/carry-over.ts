import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db.ts';
import { announceSeats } from '../../realtime/announce.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { type LockedOrder, lockOrder, moveOrder } from '../orders/lock-order.ts';
import { settleAtTill } from '../refunds/settle-at-till.ts';
import { type Debt, refundTickets, type Share, spread } from '../refunds/spread.ts';

interface Old {
  id: number;
  seatId: number;
  price: number;
  living: boolean;
}

/**
 * Gives up the tickets that an exchange replaces, carries over what was agreed of their price, and sends the rest back
 * the way it was paid (docs/decisions/0015). Both orders are locked. False, with the caller to undo what was written, if a
 * ticket has been used, cancelled or refunded meanwhile.
 */
export async function carryOver(tx: Tx, house: House, actor: Actor, order: LockedOrder): Promise<boolean> {
  const source = order.exchangeOf === null ? null : await lockOrder(tx, order.exchangeOf);
  if (!source || !['paid', 'partially_refunded'].includes(source.status)) return false;
  const [sale] = await tx.query<{ carried: number; shiftId: number; clerkId: number }>(
    'SELECT carried, shift_id AS "shiftId", clerk_id AS "clerkId" FROM till_sales WHERE order_id = $1',
    [order.id],
  );
  const old = await tx.query<Old>(
    `SELECT t.id, t.seat_id AS "seatId", t.price,
            t.status = 'valid' OR (t.status = 'used' AND t.used_at <= o.created_at) AS living
       FROM tickets n JOIN tickets t ON t.id = n.replaces_id JOIN orders o ON o.id = n.order_id
      WHERE n.order_id = $1 ORDER BY t.id FOR UPDATE OF t`,
    [order.id],
  );
  if (!sale || old.length === 0 || old.some((ticket) => !ticket.living)) return false;

  await tx.query(`UPDATE tickets SET status = 'cancelled', cancelled_at = now() WHERE id = ANY ($1)`, [
    old.map((ticket) => ticket.id),
  ]);
  await tx.query('DELETE FROM seat_claims WHERE screening_id = $1 AND hold_id = $2 AND seat_id = ANY ($3)', [
    source.screeningId,
    source.holdId,
    old.map((ticket) => ticket.seatId),
  ]);
  await announceSeats(tx, house, source.screeningId);

  const { over, back } = divide(old, sale.carried);
  const shares = await spread(tx, source.id, over);
  if (shares.reduce((sum, share) => sum + share.amount, 0) !== sale.carried) return false;
  for (const share of shares) await carry(tx, source, order, share);
  if (order.total === 0) await payNothing(tx, order);
  await settleAtTill(tx, await refundTickets(tx, source.id, back, 'staff'), sale);

  const [left] = await tx.query(`SELECT FROM tickets WHERE order_id = $1 AND status IN ('valid', 'used') LIMIT 1`, [
    source.id,
  ]);
  if (!left) await moveOrder(tx, source, source.status === 'paid' ? 'cancelled' : 'refunded');
  await recordAudit(tx, actor, {
    action: 'exchange_tickets',
    entity: 'order',
    entityId: source.id,
    after: { tickets: old.map((ticket) => ticket.id), into: order.id, amount: sale.carried },
  });
  return true;
}

/** What of the tickets' prices is carried over, ticket by ticket, and what goes back. */
function divide(old: readonly Old[], carried: number): { over: Debt[]; back: Debt[] } {
  let left = carried;
  const over: Debt[] = [];
  const back: Debt[] = [];
  for (const { id: ticketId, price } of old) {
    const amount = Math.min(price, left);
    left -= amount;
    over.push({ ticketId, amount });
    back.push({ ticketId, amount: price - amount });
  }
  return { over, back };
}

/** Out of one order's payment and into the other's: no money moves, so that neither the processor nor a drawer hears of it. */
async function carry(tx: Tx, source: LockedOrder, order: LockedOrder, share: Share): Promise<void> {
  const [out] = await tx.query<{ id: number }>(
    `INSERT INTO refunds (order_id, payment_id, status, reason, amount, idempotency_key, settled_at)
     VALUES ($1, $2, 'succeeded', 'exchange', $3, $4, now()) RETURNING id`,
    [source.id, share.paymentId, share.amount, `exchange_${randomUUID()}`],
  );
  for (const line of share.lines) {
    await tx.query('INSERT INTO refund_lines (refund_id, ticket_id, amount) VALUES ($1, $2, $3)', [
      out?.id,
      line.ticketId,
      line.amount,
    ]);
  }
  await tx.query(
    `INSERT INTO payments (order_id, method, status, amount, currency, idempotency_key, captured_at, source_id)
     SELECT $1, 'exchange', 'captured', $2, currency, $3, now(), coalesce(source_id, id) FROM payments WHERE id = $4`,
    [order.id, share.amount, `exchange_${randomUUID()}`, share.paymentId],
  );
}

async function payNothing(tx: Tx, order: LockedOrder): Promise<void> {
  await tx.query(
    `INSERT INTO payments (order_id, method, status, amount, currency, idempotency_key, captured_at)
     VALUES ($1, 'none', 'captured', 0, $2, $3, now())`,
    [order.id, order.currency, `free_${randomUUID()}`],
  );
}
