import { type Refusal, refuse } from '../../contract/refusals.ts';
import type { Tx } from '../../db.ts';
import { announceSeats } from '../../realtime/announce.ts';
import { type Actor, may } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { type LockedOrder, moveOrder } from '../orders/lock-order.ts';
import { tellCustomer } from '../orders/tell-customer.ts';
import { refundTickets } from '../refunds/spread.ts';
import { tellOrder } from '../webhooks/tell-order.ts';
import { judgeLeaving } from './judge-leaving.ts';

/**
 * Cancels tickets of a locked, paid order: the seats are on sale again at once, and what was paid for them is queued to
 * go back. Customers may until the cancel window closes, only what has not been scanned (rule 8), and so that whoever is
 * left may still come (rules 11, 12); staff decide that themselves.
 */
export async function cancelTickets(
  tx: Tx,
  house: House,
  actor: Actor,
  order: LockedOrder,
  ticketIds: readonly number[],
  /** A member of staff's, for the record; at a till, a supervisor's yes to scanned tickets too. */
  { reason, usedToo = false }: { reason?: string | undefined; usedToo?: boolean } = {},
): Promise<{ refunds: number[] } | Refusal> {
  const tickets = await tx.query<{ id: number; seatId: number; price: number; status: string }>(
    `SELECT id, seat_id AS "seatId", price, status FROM tickets WHERE order_id = $1 AND id = ANY ($2) ORDER BY seat_id`,
    [order.id, ticketIds],
  );
  if (tickets.length < ticketIds.length || tickets.length === 0) return refuse('not_found');
  const [screening] = await tx.query<{ cancelled: boolean; open: boolean; until: Date }>(
    `SELECT sc.status = 'cancelled' AS cancelled, now() <= until AS open, until
       FROM screenings sc CROSS JOIN cinema c JOIN orders o ON o.id = $2 CROSS JOIN cancel_until(sc, c, o.paid_at) until
      WHERE sc.id = $1`,
    [order.screeningId, order.id],
  );
  const byCustomer = actor.kind === 'customer' || actor.kind === 'api_client';
  if (byCustomer && !screening?.cancelled && !screening?.open) {
    return refuse('not_cancellable', { until: screening?.until.toISOString() });
  }
  if (tickets.some((ticket) => ticket.status === 'used') && !usedToo && !may(actor, 'cancel_used_ticket')) {
    return refuse('ticket_used', { tickets: tickets.filter((t) => t.status === 'used').map((t) => t.id) });
  }
  if (tickets.some((ticket) => ticket.status !== 'valid' && ticket.status !== 'used')) {
    return refuse('not_cancellable', { tickets: ticketIds });
  }
  const left = byCustomer && !screening?.cancelled ? await judgeLeaving(tx, house, order, ticketIds) : null;
  if (left) return left;

  await tx.query(`UPDATE tickets SET status = 'cancelled', cancelled_at = now() WHERE id = ANY ($1)`, [ticketIds]);
  await tx.query(`DELETE FROM seat_claims WHERE screening_id = $1 AND hold_id = $2 AND seat_id = ANY ($3)`, [
    order.screeningId,
    order.holdId,
    tickets.map((ticket) => ticket.seatId),
  ]);
  await announceSeats(tx, house, order.screeningId);
  const refunds = await refundTickets(
    tx,
    order.id,
    tickets.map((ticket) => ({ ticketId: ticket.id, amount: ticket.price })),
    screening?.cancelled ? 'screening_cancelled' : byCustomer ? 'customer_cancelled' : 'staff',
  );
  const [living] = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM tickets WHERE order_id = $1 AND status IN ('valid', 'used')`,
    [order.id],
  );
  const before = order.status;
  if (living?.count === 0)
    await moveOrder(tx, order, order.total === 0 && before === 'paid' ? 'cancelled' : 'refunded');
  else if (before === 'paid') await moveOrder(tx, order, 'partially_refunded');
  await tellCustomer(tx, order.id, screening?.cancelled ? 'screening_cancelled' : 'cancellation', ticketIds.join('-'));
  await tellOrder(tx, house, order.status === 'cancelled' ? 'order.cancelled' : 'order.refunded', order.id);
  await recordAudit(tx, actor, {
    action: 'cancel_tickets',
    entity: 'order',
    entityId: order.id,
    before: { status: before },
    after: { status: order.status, tickets: ticketIds, reason },
  });
  return { refunds };
}
