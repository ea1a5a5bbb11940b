import type { Tx } from '../../db.ts';
import type { TerminalPayment } from '../../gateways/payments.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import type { Actor } from '../actor.ts';
import type { House } from '../house.ts';
import { findTerminalPayment } from './find-payment.ts';
import { recordTerminalCapture } from './record-capture.ts';

/**
 * Brings our record of a try at a reader to what the processor says of it, whoever asked: a webhook, the till, the
 * reconciler, or the job that ends it. Saying it twice, or late, changes nothing.
 */
export async function noteTerminal(tx: Tx, house: House, actor: Actor, payment: TerminalPayment): Promise<void> {
  if (payment.status === 'paid') {
    await recordTerminalCapture(tx, house, actor, payment);
    return;
  }
  if (payment.status === 'waiting') return;
  const found = await findTerminalPayment(tx, payment);
  if (!found) return;
  await failTry(tx, found.id, payment.status === 'cancelled' ? 'expired' : 'failed', payment.failure);
}

/**
 * A try that has come to nothing. What was declined is cancelled at the processor too, so that no reader can still take
 * it: another try is another payment.
 */
export async function failTry(
  tx: Tx,
  paymentId: number,
  status: 'failed' | 'expired',
  failure: string | null,
): Promise<void> {
  const [ended] = await tx.query(
    `UPDATE payments SET status = $2::payment_status, failure = $3 WHERE id = $1 AND status = 'open' RETURNING id`,
    [paymentId, status, failure],
  );
  if (ended && status === 'failed')
    await enqueue(tx, 'close_checkout', { paymentId }, { key: `close_checkout:${paymentId}` });
}
