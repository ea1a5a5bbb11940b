import type { Tx } from '../../db.ts';
import type { LockedOrder } from '../orders/lock-order.ts';
import { keptOf } from '../refunds/refund-kept.ts';

/** What is still to be paid of a locked order: its total, less what is carried over into it, less the parts paid so far. */
export async function dueOf(tx: Tx, order: LockedOrder): Promise<number> {
  const [sale] = await tx.query<{ carried: number }>('SELECT carried FROM till_sales WHERE order_id = $1', [order.id]);
  const paid = order.status === 'pending' || order.status === 'expired' ? await keptOf(tx, order.id) : 0;
  return order.total - (sale?.carried ?? 0) - paid;
}
