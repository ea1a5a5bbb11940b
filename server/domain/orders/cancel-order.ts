import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction, sql, type Tx } from '../../db.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { cancelTickets } from '../tickets/cancel-tickets.ts';
import { tellOrder } from '../webhooks/tell-order.ts';
import { giveUpOrder } from './give-up-order.ts';
import { type LockedOrder, lockOrder } from './lock-order.ts';

/**
 * Cancels a whole order: an unpaid one lets its seats go at once; a paid one gives up its tickets, and the money goes
 * back by the rules (rule 8).
 */
export async function cancelOrder(
  house: House,
  actor: Actor,
  orderId: number,
  reason?: string,
): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'cancel_order');
  if (no) return no;
  return inTransaction(house.db, async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (!order) return refuse('not_found');
    if (order.status === 'pending') {
      await cancelUnpaid(tx, house, actor, order, reason);
      return { id: orderId };
    }
    if (order.status !== 'paid' && order.status !== 'partially_refunded') {
      return refuse('not_cancellable', { status: order.status });
    }
    const tickets = await tx.query<{ id: number }>(
      `SELECT id FROM tickets WHERE order_id = $1 AND status IN ('valid', 'used') ORDER BY id`,
      [orderId],
    );
    const cancelled = await cancelTickets(
      tx,
      house,
      actor,
      order,
      tickets.map((ticket) => ticket.id),
      { reason },
    );
    return isRefusal(cancelled) ? cancelled : { id: orderId };
  });
}

async function cancelUnpaid(
  tx: Tx,
  house: House,
  actor: Actor,
  order: LockedOrder,
  reason: string | undefined,
): Promise<void> {
  await giveUpOrder(tx, house, order);
  const open = await tx.query<{ id: number }>(`SELECT id FROM payments WHERE order_id = $1 AND status = 'open'`, [
    order.id,
  ]);
  for (const payment of open) await enqueue(tx, 'close_checkout', { paymentId: payment.id });
  await tellOrder(tx, house, 'order.cancelled', order.id);
  await recordAudit(tx, actor, {
    action: 'cancel_order',
    entity: 'order',
    entityId: order.id,
    before: { status: 'pending' },
    after: { reason },
  });
}

/** Cancels some tickets of a paid order; the others still scan. */
export async function cancelSomeTickets(
  house: House,
  actor: Actor,
  orderId: number,
  ticketIds: readonly number[],
  reason?: string,
): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'cancel_order');
  if (no) return no;
  return inTransaction(house.db, async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (!order) return refuse('not_found');
    const cancelled = await cancelTickets(tx, house, actor, order, ticketIds, { reason });
    return isRefusal(cancelled) ? cancelled : { id: orderId };
  });
}

/**
 * Cancels what is left of a cancelled screening's orders, one transaction each, and answers how many (rule 8). Called
 * again after a crash it goes on with those that are left; nothing is refunded twice.
 */
export async function cancelScreeningOrders(house: House, actor: Actor, screeningId: number): Promise<number> {
  const open = await sql(house.db).query<{ id: number }>(
    `SELECT o.id FROM orders o JOIN screenings sc ON sc.id = o.screening_id
      WHERE o.screening_id = $1 AND sc.status = 'cancelled' AND o.status IN ('pending', 'paid', 'partially_refunded')
      ORDER BY o.id`,
    [screeningId],
  );
  for (const { id } of open) await cancelOrder(house, actor, id);
  return open.length;
}
