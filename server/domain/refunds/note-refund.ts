import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db.ts';
import type { PaymentEvent } from '../../gateways/payments.ts';
import { system } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';

type RefundWord = Extract<PaymentEvent, { kind: 'refund_changed' }>['refund'];

/**
 * The processor's word on a refund. One that we never asked for was made in the processor's own dashboard: it is
 * recorded, and frees no seat by itself (rule 8). Words come in any order: one that failed stays failed, one that went
 * through may still fail.
 */
export async function noteRefund(tx: Tx, refund: RefundWord): Promise<void> {
  const [ours] = await tx.query<{ id: number }>(
    `UPDATE refunds SET status = CASE WHEN (status = 'succeeded' AND $3 = 'pending') OR (status = 'failed' AND processor_id = $1)
                               THEN status ELSE $3::refund_status END,
            processor_id = $1, settled_at = CASE WHEN $3 = 'pending' THEN settled_at ELSE coalesce(settled_at, now()) END
      WHERE processor_id = $1 OR (id = $2 AND processor_id IS NULL) RETURNING id`,
    [refund.id, refund.refundId, refund.status],
  );
  if (ours || refund.refundId !== null || refund.status === 'failed') return;
  const [external] = await tx.query<{ id: number }>(
    `INSERT INTO refunds (order_id, payment_id, status, reason, amount, idempotency_key, processor_id, settled_at)
     SELECT p.order_id, p.id, $3::refund_status, 'external', $4, $5, $1, CASE WHEN $3 = 'pending' THEN NULL ELSE now() END
       FROM payments p WHERE p.payment_intent = $2 AND p.status = 'captured' RETURNING id`,
    [refund.id, refund.paymentIntent, refund.status, refund.amount, `external_${randomUUID()}`],
  );
  if (external) {
    await recordAudit(tx, system, {
      action: 'note_external_refund',
      entity: 'refund',
      entityId: external.id,
      after: { amount: refund.amount },
    });
  }
}
