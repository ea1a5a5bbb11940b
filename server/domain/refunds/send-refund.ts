import type { RefundReason, RefundStatus } from '@prisma/client';
import type { Refusal } from '../../contract/refusals.ts';
import { inTransaction, sql } from '../../db.ts';
import { PaymentGatewayError } from '../../gateways/payments.ts';
import { type Actor, denied, system } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { tellCustomer } from '../orders/tell-customer.ts';
import { tellOrder } from '../webhooks/tell-order.ts';

/**
 * Sends a pending refund to the processor, under the key that was stored with it: sent twice, it goes back once.
 * Throws where trying again may help.
 */
export async function sendRefund(house: House, actor: Actor, refundId: number): Promise<RefundStatus | null | Refusal> {
  const no = denied(actor, 'send_refund');
  if (no) return no;
  const [refund] = await sql(house.db).query<{
    amount: number;
    currency: string;
    reason: RefundReason;
    key: string;
    intent: string;
  }>(
    `SELECT r.amount, p.currency, r.reason, r.idempotency_key AS key, way.payment_intent AS intent
       FROM refunds r JOIN payments p ON p.id = r.payment_id JOIN refund_ways way ON way.payment_id = r.payment_id
      WHERE r.id = $1 AND r.status = 'pending' AND r.processor_id IS NULL AND way.payment_intent IS NOT NULL`,
    [refundId],
  );
  if (!refund) return null;
  const sent = await house.payments
    .refund({
      paymentIntent: refund.intent,
      amount: refund.amount,
      currency: refund.currency,
      reason: refund.reason === 'double_payment' ? 'duplicate' : 'requested_by_customer',
      refundId,
      idempotencyKey: refund.key,
    })
    .catch((fault: unknown) => {
      if (fault instanceof PaymentGatewayError && !fault.retryable)
        return { id: null, status: 'failed' as const, failure: fault.message };
      throw fault;
    });
  await inTransaction(house.db, async (tx) => {
    const [changed] = await tx.query<{ orderId: number }>(
      `UPDATE refunds SET status = $2::refund_status, processor_id = coalesce($3, processor_id), failure = $4,
              settled_at = CASE WHEN $2 = 'pending' THEN NULL ELSE now() END
        WHERE id = $1 AND status = 'pending' RETURNING order_id AS "orderId"`,
      [refundId, sent.status, sent.id, 'failure' in sent ? sent.failure : null],
    );
    if (changed && sent.status !== 'pending') await tellOrder(tx, house, 'order.refunded', changed.orderId);
    if (changed && sent.status === 'failed') await tellCustomer(tx, changed.orderId, 'refund_failed', String(refundId));
    await recordAudit(tx, system, {
      action: 'send_refund',
      entity: 'refund',
      entityId: refundId,
      after: { status: sent.status },
    });
  });
  return sent.status;
}
