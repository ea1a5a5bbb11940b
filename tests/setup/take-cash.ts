import { randomUUID } from 'node:crypto';
import { type Refusal, refuse } from '../../server/contract/refusals.ts';
import { inTransaction } from '../../server/db.ts';
import type { Actor } from '../../server/domain/actor.ts';
import { recordAudit } from '../../server/domain/audit/record-audit.ts';
import type { House } from '../../server/domain/house.ts';
import { lockOrder } from '../../server/domain/orders/lock-order.ts';
import { settleOrder } from '../../server/domain/orders/settle-order.ts';

/**
 * A pending order becomes a paid one without a payment's long way, for tests of what comes after: its total is in cash, in
 * nobody's drawer. So the demo's advance sales are paid too. Refusals: `already_paid`, `order_expired`.
 */
export async function takeCash(house: House, actor: Actor, orderId: number): Promise<{ id: number } | Refusal> {
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    const order = await lockOrder(tx, orderId);
    if (!order) return refuse('not_found');
    if (order.status !== 'pending') return refuse(order.status === 'paid' ? 'already_paid' : 'order_expired');
    await tx.query(
      `INSERT INTO payments (order_id, method, status, amount, currency, idempotency_key, captured_at, clerk_id)
       VALUES ($1, 'cash', 'captured', $2, $3, $4, now(), $5)`,
      [orderId, order.total, order.currency, `cash_${randomUUID()}`, actor.userId],
    );
    if (!(await settleOrder(tx, house, actor, order))) return refuse('order_expired');
    const after = { amount: order.total };
    await recordAudit(tx, actor, { action: 'take_cash', entity: 'order', entityId: orderId, after });
    return { id: orderId };
  });
}
