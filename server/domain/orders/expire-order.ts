import type { Refusal } from '../../contract/refusals.ts';
import { inTransaction, sql } from '../../db.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { announceSeats } from '../../realtime/announce.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { closeCheckout } from '../payments/close-checkout.ts';
import { refundKept } from '../refunds/refund-kept.ts';
import { lockOrder, moveOrder } from './lock-order.ts';

export type ExpiryOutcome = 'expired' | 'still_held' | 'over';

/**
 * Ends an order whose hold has run out. Its payment page is closed first, outside any transaction: if the processor
 * answers that it was paid meanwhile, the order is settled instead. The tickets stay as they are, for money that comes
 * late all the same.
 */
export async function expireOrder(house: House, actor: Actor, orderId: number): Promise<ExpiryOutcome | Refusal> {
  const no = denied(actor, 'expire_holds');
  if (no) return no;
  const [due] = await sql(house.db).query<{ dead: boolean; paymentId: number | null }>(
    `SELECT h.expires_at <= now() AS dead, p.id AS "paymentId"
       FROM orders o JOIN holds h ON h.id = o.hold_id
       LEFT JOIN payments p ON p.order_id = o.id AND p.status = 'open'
      WHERE o.id = $1 AND o.status = 'pending'`,
    [orderId],
  );
  if (!due) return 'over';
  if (due.dead && due.paymentId !== null) await closeCheckout(house, actor, due.paymentId);
  return inTransaction(house.db, async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order?.status !== 'pending') return 'over' as const;
    if (order.holdLives) {
      await enqueue(tx, 'expire_order', { orderId }, { runAt: order.holdExpiresAt, key: `expire_order:${orderId}` });
      return 'still_held' as const;
    }
    await moveOrder(tx, order, 'expired');
    await tx.query('SELECT end_hold($1)', [order.holdId]);
    await announceSeats(tx, house, order.screeningId);
    // A part that was paid at a till buys nothing any more.
    if (await refundKept(tx, order.id, 'abandoned_sale')) await moveOrder(tx, order, 'refunded');
    await recordAudit(tx, actor, { action: 'expire_order', entity: 'order', entityId: orderId });
    return 'expired' as const;
  });
}
