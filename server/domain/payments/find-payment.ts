import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db.ts';
import type { Checkout, TerminalPayment } from '../../gateways/payments.ts';

/**
 * The payment that a checkout belongs to. One whose id never reached us (a crash between the processor's answer and
 * our note of it) is found by the order that we told the processor; a second one for the same order gets a new row,
 * so that no money is without a record. Null if the checkout names no order of ours.
 */
export async function findPayment(tx: Tx, checkout: Checkout): Promise<{ id: number; orderId: number } | null> {
  const [known] = await tx.query<{ id: number; orderId: number }>(
    'SELECT id, order_id AS "orderId" FROM payments WHERE checkout_id = $1',
    [checkout.id],
  );
  if (known) return known;
  if (checkout.orderId === null) return null;
  const [order] = await tx.query('SELECT id FROM orders WHERE id = $1 AND number = $2 FOR UPDATE', [
    checkout.orderId,
    checkout.orderNumber,
  ]);
  if (!order) return null;
  const [unnamed] = await tx.query<{ id: number; orderId: number }>(
    `UPDATE payments SET checkout_id = $2 WHERE id =
       (SELECT id FROM payments WHERE order_id = $1 AND method = 'checkout' AND checkout_id IS NULL ORDER BY id LIMIT 1)
     RETURNING id, order_id AS "orderId"`,
    [checkout.orderId, checkout.id],
  );
  if (unnamed) return unnamed;
  const [added] = await tx.query<{ id: number; orderId: number }>(
    `INSERT INTO payments (order_id, method, status, amount, currency, idempotency_key, checkout_id)
     VALUES ($1, 'checkout', 'expired', $2, $3, $4, $5) RETURNING id, order_id AS "orderId"`,
    [checkout.orderId, checkout.amount, checkout.currency, `found_${randomUUID()}`, checkout.id],
  );
  return added ?? null;
}

/**
 * The payment that a reader's money belongs to: by the processor's id of it, or, if that never reached us, by our own id
 * and the order's number that we told it. Null if it is not ours.
 */
export async function findTerminalPayment(
  tx: Tx,
  payment: Pick<TerminalPayment, 'paymentIntent' | 'paymentId' | 'orderNumber'>,
): Promise<{ id: number; orderId: number } | null> {
  const [known] = await tx.query<{ id: number; orderId: number }>(
    `UPDATE payments p SET payment_intent = $1 FROM orders o
      WHERE o.id = p.order_id AND p.method = 'terminal'
        AND (p.payment_intent = $1 OR (p.payment_intent IS NULL AND p.id = $2 AND o.number = $3))
      RETURNING p.id, p.order_id AS "orderId"`,
    [payment.paymentIntent, payment.paymentId, payment.orderNumber],
  );
  return known ?? null;
}
