import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db.ts';
import type { PaymentEvent } from '../../gateways/payments.ts';
import { system } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { tellCustomer } from '../orders/tell-customer.ts';
import { tellOrder } from '../webhooks/tell-order.ts';
import { refundable } from './queue-refund.ts';

type RefundWord = Extract<PaymentEvent, { kind: 'refund_changed' }>['refund'];

/**
 * The processor's word on a refund. One that we never asked for was made in the processor's own dashboard: it is
 * recorded, and frees no seat by itself (rule 8). Words come in any order: one that failed stays failed, one that went
 * through may still fail.
 */
export async function noteRefund(tx: Tx, house: House, refund: RefundWord): Promise<void> {
  const [was] = await tx.query<{ status: string }>(
    `SELECT status FROM refunds WHERE processor_id = $1 OR starts_with(processor_id, $1 || '/') OR (id = $2 AND processor_id IS NULL)
      ORDER BY id FOR UPDATE`,
    [refund.id, refund.refundId],
  );
  const [ours] = await tx.query<{ id: number; orderId: number; status: string }>(
    `UPDATE refunds SET status = CASE WHEN (status = 'succeeded' AND $3 = 'pending') OR (status = 'failed' AND processor_id IS NOT NULL)
                               THEN status ELSE $3::refund_status END,
            processor_id = coalesce(processor_id, $1), settled_at = CASE WHEN $3 = 'pending' THEN settled_at ELSE coalesce(settled_at, now()) END
      WHERE processor_id = $1 OR starts_with(processor_id, $1 || '/') OR (id = $2 AND processor_id IS NULL) 
      RETURNING id, order_id AS "orderId", status`,
    [refund.id, refund.refundId, refund.status],
  );
  // The bank sent it back: the customer hears of it from us, once, and how to come by the money.
  if (ours?.status === 'failed') await tellCustomer(tx, ours.orderId, 'refund_failed', String(ours.id));
  if (ours && ours.status !== was?.status) await tellOrder(tx, house, 'order.refunded', ours.orderId);
  if (ours || refund.refundId !== null || refund.status === 'failed') return;
  for (const share of await sharesOf(tx, refund)) {
    const [external] = await tx.query<{ id: number; orderId: number }>(
      `INSERT INTO refunds (order_id, payment_id, status, reason, amount, idempotency_key, processor_id, settled_at)
       SELECT p.order_id, p.id, $2::refund_status, 'external', $3, $4, $5, CASE WHEN $2 = 'pending' THEN NULL ELSE now() END
         FROM payments p WHERE p.id = $1 RETURNING id, order_id AS "orderId"`,
      [share.paymentId, refund.status, share.amount, `external_${randomUUID()}`, share.processorId],
    );
    if (!external) continue;
    await tellOrder(tx, house, 'order.refunded', external.orderId);
    await recordAudit(tx, system, {
      action: 'note_external_refund',
      entity: 'refund',
      entityId: external.id,
      after: { amount: share.amount },
    });
  }
}

/**
 * Where the money was that the processor's dashboard sent back: with the payment itself, and what an exchange carried on
 * with the payments that point at it. What no payment has left, our own refund is sending as well: that one will fail.
 */
async function sharesOf(
  tx: Tx,
  refund: RefundWord,
): Promise<{ paymentId: number; amount: number; processorId: string }[]> {
  const payments = await tx.query<{ id: number }>(
    `SELECT p.id FROM payments root JOIN payments p ON p.id = root.id OR p.source_id = root.id
      WHERE root.payment_intent = $1 AND p.status = 'captured' ORDER BY p.id FOR NO KEY UPDATE OF p`,
    [refund.paymentIntent],
  );
  let owed = refund.amount;
  const shares: { paymentId: number; amount: number; processorId: string }[] = [];
  for (const { id } of payments) {
    const amount = Math.min(owed, await refundable(tx, id));
    if (amount === 0) continue;
    owed -= amount;
    const processorId = shares.length === 0 ? refund.id : `${refund.id}/${shares.length}`;
    shares.push({ paymentId: id, amount, processorId });
  }
  return shares;
}
