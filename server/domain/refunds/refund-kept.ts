import type { RefundReason } from '@prisma/client';
import type { Tx } from '../../db.ts';
import { queueRefund, refundable } from './queue-refund.ts';

/** Sends back all that is left of an order's captured payments, each the way it came. Answers how much that is. */
export async function refundKept(tx: Tx, orderId: number, reason: RefundReason): Promise<number> {
  const payments = await tx.query<{ id: number }>(
    `SELECT id FROM payments WHERE order_id = $1 AND status = 'captured' AND amount > 0 ORDER BY id FOR NO KEY UPDATE`,
    [orderId],
  );
  let sum = 0;
  for (const { id } of payments) {
    const amount = await refundable(tx, id);
    if (amount > 0) await queueRefund(tx, { orderId, paymentId: id, reason, amount });
    sum += amount;
  }
  return sum;
}

/** What of an order's captured money has not gone back, in minor units. */
export async function keptOf(tx: Tx, orderId: number): Promise<number> {
  const [row] = await tx.query<{ kept: number }>(
    `SELECT coalesce((SELECT sum(amount) FROM payments WHERE order_id = $1 AND status = 'captured'), 0)
          - coalesce((SELECT sum(amount) FROM refunds WHERE order_id = $1 AND status <> 'failed'), 0) AS kept`,
    [orderId],
  );
  return row?.kept ?? 0;
}
