import { randomUUID } from 'node:crypto';
import { type Refusal, refuse } from '../../contract/refusals.ts';
import type { Tender } from '../../contract/till/sales.ts';
import type { Tx } from '../../db.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import type { Actor } from '../actor.ts';
import type { House } from '../house.ts';
import { clerkAt } from '../kiosks/at-till.ts';
import type { LockedOrder } from '../orders/lock-order.ts';
import { fulfil } from '../payments/fulfil.ts';
import { extendHold } from '../seats/extend-hold.ts';

/** A customer at a reader is given so long, past the clerk's own minutes. */
const cardMs = 10 * 60_000;

/**
 * Takes what is due of a locked, pending order. A card part begins here and is settled when its money comes; cash is
 * booked at once and completes the order; nothing due completes it too. No shift: a drawer that has been counted.
 * Refusal: `order_expired` if it cannot be completed.
 */
export async function takeTenders(
  tx: Tx,
  house: House,
  actor: Actor,
  order: LockedOrder,
  shiftId: number | null,
  tenders: readonly Tender[],
): Promise<Refusal | null> {
  const [first] = tenders;
  if (first?.method === 'card') {
    await beginCard(tx, actor, order, shiftId, first);
    return null;
  }
  if (first) {
    await bookCash(tx, actor, order, shiftId, first);
  } else if (order.total === 0 && order.exchangeOf === null) {
    await tx.query(
      `INSERT INTO payments (order_id, method, status, amount, currency, idempotency_key, captured_at, shift_id, clerk_id)
       VALUES ($1, 'none', 'captured', 0, $2, $3, now(), $4, $5)`,
      [order.id, order.currency, `free_${randomUUID()}`, shiftId, actor.userId],
    );
  }
  return (await fulfil(tx, house, actor, order)) ? null : refuse('order_expired', { status: order.status });
}

async function bookCash(
  tx: Tx,
  actor: Actor,
  order: LockedOrder,
  shiftId: number | null,
  cash: Extract<Tender, { method: 'cash' }>,
): Promise<void> {
  await tx.query(
    `INSERT INTO payments (order_id, method, status, amount, currency, idempotency_key, captured_at, shift_id, clerk_id)
     VALUES ($1, 'cash', 'captured', $2, $3, $4, now(), $5, $6)`,
    [order.id, cash.amount, order.currency, `cash_${randomUUID()}`, shiftId, clerkAt(actor).userId],
  );
  await tx.query('UPDATE till_sales SET tendered = $2, change = $3 WHERE order_id = $1', [
    order.id,
    cash.tendered,
    cash.tendered - cash.amount,
  ]);
}

async function beginCard(
  tx: Tx,
  actor: Actor,
  order: LockedOrder,
  shiftId: number | null,
  card: Extract<Tender, { method: 'card' }>,
): Promise<void> {
  await tx.query(
    `INSERT INTO payments (order_id, method, amount, currency, idempotency_key, shift_id, clerk_id, reader)
     VALUES ($1, 'terminal', $2, $3, $4, $5, $6, $7)`,
    [order.id, card.amount, order.currency, `terminal_${randomUUID()}`, shiftId, clerkAt(actor).userId, card.reader],
  );
  const heldUntil = (await extendHold(tx, order.holdId, new Date(Date.now() + cardMs))) ?? order.holdExpiresAt;
  await enqueue(tx, 'expire_order', { orderId: order.id }, { runAt: heldUntil, key: `expire_order:${order.id}` });
}
