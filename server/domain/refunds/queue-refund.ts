import { randomUUID } from 'node:crypto';
import type { RefundReason } from '@prisma/client';
import type { Tx } from '../../db.ts';
import { enqueue } from '../../jobs/enqueue.ts';

export interface NewRefund {
  orderId: number;
  paymentId: number;
  reason: RefundReason;
  /** Minor units. */
  amount: number;
  /** The tickets whose money this is, with each one's share. */
  lines?: readonly { ticketId: number; amount: number }[];
}

/**
 * Decides that money goes back, in the caller's transaction; the worker sends it. The database refuses more than was
 * captured, whoever else is refunding at the moment. Answers the refund's id.
 */
export async function queueRefund(tx: Tx, refund: NewRefund): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    `INSERT INTO refunds (order_id, payment_id, reason, amount, idempotency_key) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
    [refund.orderId, refund.paymentId, refund.reason, refund.amount, `refund_${randomUUID()}`],
  );
  if (!row) throw new Error('a refund was not written');
  for (const line of refund.lines ?? []) {
    await tx.query('INSERT INTO refund_lines (refund_id, ticket_id, amount) VALUES ($1, $2, $3)', [
      row.id,
      line.ticketId,
      line.amount,
    ]);
  }
  await enqueue(tx, 'send_refund', { refundId: row.id }, { key: `send_refund:${row.id}` });
  return row.id;
}

/** What of a captured payment has not gone back yet, in minor units. Pending refunds count as gone. */
export async function refundable(tx: Tx, paymentId: number): Promise<number> {
  const [row] = await tx.query<{ left: number }>(
    `SELECT p.amount - coalesce(sum(r.amount) FILTER (WHERE r.status <> 'failed'), 0) AS left
       FROM payments p LEFT JOIN refunds r ON r.payment_id = p.id
      WHERE p.id = $1 AND p.status = 'captured' GROUP BY p.id`,
    [paymentId],
  );
  return row?.left ?? 0;
}
