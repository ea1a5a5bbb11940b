import type { Tx } from '../../db.ts';
import type { Checkout } from '../../gateways/payments.ts';
import type { Actor } from '../actor.ts';
import type { House } from '../house.ts';
import { findPayment } from './find-payment.ts';
import { recordCapture } from './record-capture.ts';

/**
 * Brings our record of a payment to what the processor says of its checkout, whoever asked: a webhook, the reconciler
 * or the job that closes a checkout. Saying it twice, or late, changes nothing.
 */
export async function noteCheckout(tx: Tx, house: House, actor: Actor, checkout: Checkout): Promise<void> {
  if (checkout.paid) {
    await recordCapture(tx, house, actor, checkout);
    return;
  }
  const status = ({ open: null, complete: 'processing', expired: 'expired' } as const)[checkout.status];
  if (!status) return;
  const payment = await findPayment(tx, checkout);
  if (payment) await closePayment(tx, payment.id, status);
}

/** The slow payment method that the customer chose has failed: no money will come. */
export async function noteFailedCheckout(tx: Tx, checkout: Checkout): Promise<void> {
  const payment = await findPayment(tx, checkout);
  if (payment) await closePayment(tx, payment.id, 'failed');
}

async function closePayment(tx: Tx, paymentId: number, status: 'processing' | 'expired' | 'failed'): Promise<void> {
  // A payment only moves forward: `processing` comes from `open`, an end from either, and captured money stays captured.
  await tx.query(
    `UPDATE payments SET status = $2::payment_status
      WHERE id = $1 AND (status = 'open' OR (status = 'processing' AND $2 <> 'processing'))`,
    [paymentId, status],
  );
}
