import type { RefundReason } from '@prisma/client';
import type { Tx } from '../../db.ts';
import type { Checkout } from '../../gateways/payments.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { type LockedOrder, lockOrder, moveOrder } from '../orders/lock-order.ts';
import { mayBecome } from '../orders/order-lifecycle.ts';
import { releaseOrder } from '../orders/release-order.ts';
import { settleOrder } from '../orders/settle-order.ts';
import { tellCustomer } from '../orders/tell-customer.ts';
import { queueRefund } from '../refunds/queue-refund.ts';
import { tellOrder } from '../webhooks/tell-order.ts';
import { findPayment } from './find-payment.ts';

export type CaptureOutcome = 'settled' | 'refunded' | 'known' | 'not_ours';

/**
 * Books money that the processor says it has. Whatever is true of the order by now, this transaction ends with tickets
 * or with a refund on its way: paid with neither cannot be written.
 */
export async function recordCapture(tx: Tx, house: House, actor: Actor, checkout: Checkout): Promise<CaptureOutcome> {
  const found = await findPayment(tx, checkout);
  if (!found) return 'not_ours';
  const order = await lockOrder(tx, found.orderId);
  if (!order) return 'not_ours';
  const [payment] = await tx.query<{ id: number }>(
    `UPDATE payments SET status = 'captured', captured_at = now(), amount = $2, currency = $3, payment_intent = $4, checkout_id = $5
      WHERE id = $1 AND status <> 'captured' RETURNING id`,
    [found.id, checkout.amount, checkout.currency, checkout.paymentIntent, checkout.id],
  );
  if (!payment) return 'known';
  await recordAudit(tx, actor, {
    action: 'record_capture',
    entity: 'payment',
    entityId: payment.id,
    after: { order: order.id, amount: checkout.amount, currency: checkout.currency },
  });

  const reason = await whyNot(tx, house, actor, order, checkout);
  if (!reason) return 'settled';
  await queueRefund(tx, { orderId: order.id, paymentId: payment.id, reason, amount: checkout.amount });
  if (reason !== 'double_payment') {
    await releaseOrder(tx, house, order);
    if (mayBecome(order.status, 'refunded')) await moveOrder(tx, order, 'refunded');
  }
  await tellCustomer(tx, order.id, reason === 'double_payment' ? 'refund' : 'late_payment', String(payment.id));
  await tellOrder(tx, house, 'order.refunded', order.id);
  return 'refunded';
}

/** Settles the order, or says why the money must go back. */
async function whyNot(
  tx: Tx,
  house: House,
  actor: Actor,
  order: LockedOrder,
  checkout: Checkout,
): Promise<RefundReason | null> {
  // First of all: whatever the sum, a second payment takes no ticket from an order that has them.
  if (!['pending', 'expired', 'cancelled'].includes(order.status)) return 'double_payment';
  if (checkout.amount !== order.total || checkout.currency !== order.currency) return 'wrong_amount';
  if (order.status === 'cancelled') return 'late_payment';
  return (await settleOrder(tx, house, actor, order)) ? null : 'late_payment';
}
