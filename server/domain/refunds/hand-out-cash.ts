import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { lockOpenShift } from '../shifts/open-shift.ts';
import { tellOrder } from '../webhooks/tell-order.ts';

/**
 * Says that the money of a refund was handed over at the counter: what was paid in cash goes back in cash, when its
 * owner comes for it. At a till it comes out of the open drawer (`no_open_shift`); at the office's counter out of none,
 * and the cash-up tells it apart. Said twice, it was handed over once: the second time is refused
 * (`refund_not_waiting`).
 */
export async function handOutCash(house: House, actor: Actor, refundId: number): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'hand_out_cash');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    const shift = actor.kioskId === undefined ? null : await lockOpenShift(tx, actor);
    if (isRefusal(shift)) return shift;
    const [refund] = await tx.query<{ orderId: number; amount: number }>(
      `UPDATE refunds r SET status = 'succeeded', settled_at = now(), shift_id = $2, clerk_id = $3 FROM refund_ways p
        WHERE r.id = $1 AND p.payment_id = r.payment_id AND p.method = 'cash' AND r.status = 'pending'
        RETURNING r.order_id AS "orderId", r.amount`,
      [refundId, shift?.id ?? null, actor.userId],
    );
    if (!refund) {
      const [other] = await tx.query('SELECT FROM refunds WHERE id = $1', [refundId]);
      return refuse(other ? 'refund_not_waiting' : 'not_found');
    }
    await recordAudit(tx, actor, {
      action: 'hand_out_cash',
      entity: 'order',
      entityId: refund.orderId,
      after: { refund: refundId, amount: refund.amount },
    });
    await tellOrder(tx, house, 'order.refunded', refund.orderId);
    return { id: refundId };
  });
}
