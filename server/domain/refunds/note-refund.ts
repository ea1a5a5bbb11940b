import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db.ts';
import type { PaymentEvent } from '../../gateways/payments.ts';
import { system } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { tellCustomer } from '../orders/tell-customer.ts';
import { tellOrder } from '../webhooks/tell-order.ts';

type RefundWord = Extract<PaymentEvent, { kind: 'refund_changed' }>['refund'];

/**
 * The processor's word on a refund. One that we never asked for was made in the processor's own dashboard: it is
 * recorded, and frees no seat by itself (rule 8). Words come in any order: one that failed stays failed, one that went
 * through may still fail.
 */
export async function noteRefund(tx: Tx, house: House, refund: RefundWord): Promise<void> {
  const [was] = await tx.query<{ status: string }>(
    'SELECT status FROM refunds WHERE processor_id = $1 OR (id = $2 AND processor_id IS NULL) FOR UPDATE',
    [refund.id, refund.refundId],
  );
  const [ours] = await tx.query<{ id: number; orderId: number; status: string }>(
    `UPDATE refunds SET status = CASE WHEN (status = 'succeeded' AND $3 = 'pending') OR (status = 'failed' AND processor_id = $1)
                               THEN status ELSE $3::refund_status END,
            processor_id = $1, settled_at = CASE WHEN $3 = 'pending' THEN settled_at ELSE coalesce(settled_at, now()) END
      WHERE processor_id = $1 OR (id = $2 AND processor_id IS NULL)
      RETURNING id, order_id AS "orderId", status`,
    [refund.id, refund.refundId, refund.status],
  );
  // The bank sent it back: the customer hears of it from us, once, and how to come by the money.
  if (ours?.status === 'failed') await tellCustomer(tx, ours.orderId, 'refund_failed', String(ours.id));
  if (ours && ours.status !== was?.status) await tellOrder(tx, house, 'order.refunded', ours.orderId);
  if (ours || refund.refundId !== null || refund.status === 'failed') return;
  const [external] = await tx.query<{ id: number; orderId: number }>(
    `INSERT INTO refunds (order_id, payment_id, status, reason, amount, idempotency_key, processor_id, settled_at)
     SELECT p.order_id, p.id, $3::refund_status, 'external', $4, $5, $1, CASE WHEN $3 = 'pending' THEN NULL ELSE now() END
       FROM payments p WHERE p.payment_intent = $2 AND p.status = 'captured' RETURNING id, order_id AS "orderId"`,
    [refund.id, refund.paymentIntent, refund.status, refund.amount, `external_${randomUUID()}`],
  );
  if (external) {
    await tellOrder(tx, house, 'order.refunded', external.orderId);
    await recordAudit(tx, system, {
      action: 'note_external_refund',
      entity: 'refund',
      entityId: external.id,
      after: { amount: refund.amount },
    });
  }
}
