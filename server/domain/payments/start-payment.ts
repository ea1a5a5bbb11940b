import { randomUUID } from 'node:crypto';
import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction, sql, type Tx } from '../../db.ts';
import { PaymentGatewayError } from '../../gateways/payments.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { type LockedOrder, lockOrder } from '../orders/lock-order.ts';
import { orderUrl } from '../orders/order-url.ts';
import { settleOrder } from '../orders/settle-order.ts';
import { refuseIfOff } from '../programme/refuse-if-off.ts';
import { extendHold } from '../seats/extend-hold.ts';
import { describeCheckout } from './describe-checkout.ts';

/** Stripe keeps a checkout open for 30 minutes at least; the seats stay held a little longer than the page. */
const checkoutMs = 31 * 60_000;
const graceMs = 60_000;

interface OpenPayment {
  id: number;
  url: string | null;
  key: string;
  expiresAt: Date;
}

/**
 * Where the customer pays for a pending order. A second tap, a reload or a crash finds the checkout of the first time:
 * its row and its idempotency key are committed before the processor is asked, and it is asked outside any transaction.
 * An order that costs nothing is settled at once.
 */
export async function startPayment(house: House, actor: Actor, orderId: number): Promise<{ url: string } | Refusal> {
  const no = denied(actor, 'start_payment');
  if (no) return no;
  const opened = await inTransaction(house.db, (tx) => openPayment(tx, house, actor, orderId));
  if (isRefusal(opened)) return opened;
  if ('settled' in opened) return { url: opened.settled };
  return opened.url ? { url: opened.url } : askProcessor(house, orderId, opened);
}

async function openPayment(
  tx: Tx,
  house: House,
  actor: Actor,
  orderId: number,
): Promise<OpenPayment | { settled: string } | Refusal> {
  const order = await lockOrder(tx, orderId);
  if (!order) return refuse('not_found');
  const refusal = await whyNotPayable(tx, order);
  if (refusal) return refusal;
  if (order.total === 0) return settleFree(tx, house, actor, order);
  const [existing] = await tx.query<OpenPayment & { status: string }>(
    `SELECT id, checkout_url AS url, idempotency_key AS key, expires_at AS "expiresAt", status
       FROM payments WHERE order_id = $1 AND status IN ('open', 'processing')`,
    [orderId],
  );
  if (existing?.status === 'processing') return refuse('payment_processing');
  if (existing && (!existing.url || existing.expiresAt.getTime() > Date.now())) return existing;
  if (existing) await tx.query(`UPDATE payments SET status = 'expired' WHERE id = $1`, [existing.id]);

  const expiresAt = new Date(Date.now() + checkoutMs);
  const heldUntil =
    (await extendHold(tx, order.holdId, new Date(expiresAt.getTime() + graceMs))) ?? order.holdExpiresAt;
  await enqueue(tx, 'expire_order', { orderId }, { runAt: heldUntil, key: `expire_order:${orderId}` });
  const [payment] = await tx.query<OpenPayment>(
    `INSERT INTO payments (order_id, method, amount, currency, idempotency_key, expires_at) VALUES ($1, 'checkout', $2, $3, $4, $5)
     RETURNING id, checkout_url AS url, idempotency_key AS key, expires_at AS "expiresAt"`,
    [orderId, order.total, order.currency, `checkout_${randomUUID()}`, expiresAt],
  );
  if (!payment) throw new Error('a payment was not written');
  await recordAudit(tx, actor, {
    action: 'start_payment',
    entity: 'order',
    entityId: orderId,
    after: { payment: payment.id },
  });
  return payment;
}

async function whyNotPayable(tx: Tx, order: LockedOrder): Promise<Refusal | null> {
  if (['paid', 'partially_refunded', 'refunded'].includes(order.status)) return refuse('already_paid');
  const off = await refuseIfOff(tx, order.screeningId);
  if (off) return off;
  if (order.status === 'pending' && order.holdLives) return null;
  // An order ends with its hold, whether that has been written down yet or not.
  return refuse('order_expired', { status: order.status === 'pending' ? 'expired' : order.status });
}

async function settleFree(
  tx: Tx,
  house: House,
  actor: Actor,
  order: LockedOrder,
): Promise<{ settled: string } | Refusal> {
  await tx.query(
    `INSERT INTO payments (order_id, method, status, amount, currency, idempotency_key, captured_at)
     VALUES ($1, 'none', 'captured', 0, $2, $3, now())`,
    [order.id, order.currency, `free_${randomUUID()}`],
  );
  const settled = await settleOrder(tx, house, actor, order);
  return settled ? { settled: orderUrl(house, order) } : refuse('order_expired', { status: order.status });
}

async function askProcessor(house: House, orderId: number, payment: OpenPayment): Promise<{ url: string } | Refusal> {
  try {
    const description = await describeCheckout(house, orderId);
    if (!description) {
      await giveUp(house, payment);
      return refuse('order_expired', { status: 'cancelled' });
    }
    const checkout = await house.payments.openCheckout({
      ...description,
      expiresAt: payment.expiresAt,
      idempotencyKey: payment.key,
    });
    return await inTransaction(house.db, async (tx) => {
      const order = await lockOrder(tx, orderId);
      await tx.query(`UPDATE payments SET checkout_id = $2, checkout_url = $3 WHERE id = $1 AND checkout_id IS NULL`, [
        payment.id,
        checkout.id,
        checkout.url,
      ]);
      if (order?.status === 'pending' && checkout.url) return { url: checkout.url };
      // The order ended while the processor was answering: nobody will ever be sent to this page.
      await enqueue(tx, 'close_checkout', { paymentId: payment.id });
      return { url: orderUrl(house, description) };
    });
  } catch (fault) {
    if (!(fault instanceof PaymentGatewayError)) throw fault;
    // Where asking again cannot help, the next tap begins anew with another key.
    if (!fault.retryable) await giveUp(house, payment);
    return refuse('payment_unavailable');
  }
}

async function giveUp(house: House, payment: OpenPayment): Promise<void> {
  await sql(house.db).query(
    `UPDATE payments SET status = 'failed' WHERE id = $1 AND status = 'open' AND checkout_id IS NULL`,
    [payment.id],
  );
}
