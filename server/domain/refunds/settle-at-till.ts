import type { Tx } from '../../db.ts';

/**
 * Refunds of this transaction belong to a till's open shift: cash leaves its drawer at once, what was paid by card goes
 * back to the card. Answers both sums in minor units.
 */
export async function settleAtTill(
  tx: Tx,
  refunds: readonly number[],
  till: { shiftId: number; clerkId: number },
): Promise<{ cash: number; card: number }> {
  const rows = await tx.query<{ amount: number; cash: boolean }>(
    `UPDATE refunds r SET shift_id = $2, clerk_id = $3,
            status = CASE WHEN way.method = 'cash' THEN 'succeeded' ELSE r.status END,
            settled_at = CASE WHEN way.method = 'cash' THEN now() ELSE r.settled_at END
       FROM refund_ways way WHERE r.id = ANY ($1) AND way.payment_id = r.payment_id
      RETURNING r.amount, way.method = 'cash' AS cash`,
    [refunds, till.shiftId, till.clerkId],
  );
  const sum = (cash: boolean) => rows.filter((row) => row.cash === cash).reduce((all, row) => all + row.amount, 0);
  return { cash: sum(true), card: sum(false) };
}
