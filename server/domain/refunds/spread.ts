import type { RefundReason } from '@prisma/client';
import type { Tx } from '../../db.ts';
import { queueRefund, refundable } from './queue-refund.ts';

/** What is owed for a ticket, in minor units. */
export interface Debt {
  ticketId: number;
  amount: number;
}

/** A payment's share of it. */
export interface Share {
  paymentId: number;
  amount: number;
  lines: Debt[];
}

/** Spreads what is owed for tickets over what is left of the order's captured payments, oldest first. */
export async function spread(tx: Tx, orderId: number, debts: readonly Debt[]): Promise<Share[]> {
  const payments = await tx.query<{ id: number }>(
    `SELECT id FROM payments WHERE order_id = $1 AND status = 'captured' AND method <> 'none' ORDER BY id FOR NO KEY UPDATE`,
    [orderId],
  );
  const owed = debts.map((debt) => ({ ...debt }));
  const shares: Share[] = [];
  for (const payment of payments) {
    let left = await refundable(tx, payment.id);
    const lines: Debt[] = [];
    for (const debt of owed) {
      const amount = Math.min(debt.amount, left);
      if (amount === 0) continue;
      lines.push({ ticketId: debt.ticketId, amount });
      debt.amount -= amount;
      left -= amount;
    }
    const amount = lines.reduce((sum, line) => sum + line.amount, 0);
    if (amount > 0) shares.push({ paymentId: payment.id, amount, lines });
  }
  return shares;
}

/** Queues what is owed for tickets to go back the way it came. Answers the refunds' ids. */
export async function refundTickets(
  tx: Tx,
  orderId: number,
  debts: readonly Debt[],
  reason: RefundReason,
): Promise<number[]> {
  const ids: number[] = [];
  for (const share of await spread(tx, orderId, debts)) ids.push(await queueRefund(tx, { orderId, reason, ...share }));
  return ids;
}
