import { randomUUID } from 'node:crypto';
import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { lockOrder } from '../orders/lock-order.ts';
import { settleOrder } from '../orders/settle-order.ts';
import { lockOpenShift } from '../shifts/open-shift.ts';

/**
 * The whole total of a pending order was paid in cash at the counter: its tickets are issued at once. At a till the
 * money goes into the open drawer. Refusals: `no_open_shift`, `already_paid`, `order_expired`.
 */
export async function takeCash(house: House, actor: Actor, orderId: number): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'take_cash');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    const order = await lockOrder(tx, orderId);
    if (!order) return refuse('not_found');
    if (order.status !== 'pending') return refuse(order.status === 'paid' ? 'already_paid' : 'order_expired');
    const shift = actor.kioskId === undefined ? null : await lockOpenShift(tx, actor);
    if (isRefusal(shift)) return shift;
    await tx.query(
      `INSERT INTO payments (order_id, method, status, amount, currency, idempotency_key, captured_at, shift_id, clerk_id)
       VALUES ($1, 'cash', 'captured', $2, $3, $4, now(), $5, $6)`,
      [orderId, order.total, order.currency, `cash_${randomUUID()}`, shift?.id ?? null, actor.userId],
    );
    if (!(await settleOrder(tx, house, actor, order))) return refuse('order_expired');
    await recordAudit(tx, actor, {
      action: 'take_cash',
      entity: 'order',
      entityId: orderId,
      after: { amount: order.total },
    });
    return { id: orderId };
  });
}
