import type { RefundReason } from '@prisma/client';
import type { Tx } from '../../db.ts';
import type { Checkout, TerminalPayment } from '../../gateways/payments.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { type LockedOrder, lockOrder, moveOrder } from '../orders/lock-order.ts';
import { mayBecome } from '../orders/order-lifecycle.ts';
import { releaseOrder } from '../orders/release-order.ts';
import { tellCustomer } from '../orders/tell-customer.ts';
import { queueRefund } from '../refunds/queue-refund.ts';
import { refundKept } from '../refunds/refund-kept.ts';
import { tellOrder } from '../webhooks/tell-order.ts';
import { dueOf } from './due-of.ts';
import { findPayment, findTerminalPayment } from './find-payment.ts';
import { fulfil } from './fulfil.ts';

/** `waits`: it is a part of a sale at a till, and the rest is still to be paid. */
export type CaptureOutcome = 'settled' | 'waits' | 'refunded' | 'known' | 'not_ours';

/** What a processor says it has taken. */
interface Capture {
  paymentId: number;
  orderId: number;
  amount: number;
  currency: string;
  paymentIntent: string | null;
  checkoutId: string | null;
}

/** Money that came over a payment page. */
export async function recordCapture(tx: Tx, house: House, actor: Actor, checkout: Checkout): Promise<CaptureOutcome> {
  const found = await findPayment(tx, checkout);
  if (!found) return 'not_ours';
  return book(tx, house, actor, { ...checkout, paymentId: found.id, orderId: found.orderId, checkoutId: checkout.id });
}

/** Money that came over a card reader. */
export async function recordTerminalCapture(
  tx: Tx,
  house: House,
  actor: Actor,
  payment: TerminalPayment,
): Promise<CaptureOutcome> {
  const found = await findTerminalPayment(tx, payment);
  if (!found) return 'not_ours';
  return book(tx, house, actor, { ...payment, paymentId: found.id, orderId: found.orderId, checkoutId: null });
}

/**
 * Books money that the processor says it has. Whatever is true of the order by now, this transaction ends with tickets,
 * with a refund on its way, or with a part of a sale at a till whose hold is still alive and ends as one of them: paid
 * with neither cannot be written.
 */
async function book(tx: Tx, house: House, actor: Actor, capture: Capture): Promise<CaptureOutcome> {
  const order = await lockForCapture(tx, capture.orderId);
  if (!order) return 'not_ours';
  const due = await dueOf(tx, order);
  const [payment] = await tx.query<{ id: number }>(
    `UPDATE payments SET status = 'captured', captured_at = now(), amount = $2, currency = $3, payment_intent = $4,
            checkout_id = coalesce($5, checkout_id), failure = NULL
      WHERE id = $1 AND status <> 'captured' RETURNING id`,
    [capture.paymentId, capture.amount, capture.currency, capture.paymentIntent, capture.checkoutId],
  );
  if (!payment) return 'known';
  await recordAudit(tx, actor, {
    action: 'record_capture',
    entity: 'payment',
    entityId: payment.id,
    after: { order: order.id, amount: capture.amount, currency: capture.currency },
  });

  const outcome = await settleOr(tx, house, actor, order, capture, due);
  if (outcome === 'settled' || outcome === 'waits') return outcome;
  if (outcome === 'double_payment') {
    await queueRefund(tx, { orderId: order.id, paymentId: payment.id, reason: outcome, amount: capture.amount });
  } else {
    // Parts that came before it go back with it.
    await refundKept(tx, order.id, outcome);
    await releaseOrder(tx, house, order);
    if (mayBecome(order.status, 'refunded')) await moveOrder(tx, order, 'refunded');
  }
  await tellCustomer(tx, order.id, outcome === 'double_payment' ? 'refund' : 'late_payment', String(payment.id));
  await tellOrder(tx, house, 'order.refunded', order.id);
  return 'refunded';
}

/** The older order of an exchange is locked before the newer one, by whoever locks both. */
async function lockForCapture(tx: Tx, orderId: number): Promise<LockedOrder | null> {
  const [source] = await tx.query<{ id: number | null }>('SELECT exchange_of AS id FROM orders WHERE id = $1', [
    orderId,
  ]);
  if (source?.id) await lockOrder(tx, source.id);
  return lockOrder(tx, orderId);
}

/** Settles the order or lets the part wait for the rest; else says why the money must go back. */
async function settleOr(
  tx: Tx,
  house: House,
  actor: Actor,
  order: LockedOrder,
  { amount, currency }: Capture,
  due: number,
): Promise<'settled' | 'waits' | RefundReason> {
  // First of all: whatever the sum, a second payment takes no ticket from an order that has them.
  if (!['pending', 'expired', 'cancelled'].includes(order.status)) return 'double_payment';
  const part = order.channel === 'kiosk' && amount < due;
  if (currency !== order.currency || (amount !== due && !part)) return 'wrong_amount';
  if (order.status === 'cancelled') return 'late_payment';
  if (part) return order.status === 'pending' && order.holdLives ? 'waits' : 'late_payment';
  return (await fulfil(tx, house, actor, order)) ? 'settled' : 'late_payment';
}
