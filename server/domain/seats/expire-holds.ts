import type { Refusal } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { type Actor, denied } from '../actor.ts';
import type { House } from '../house.ts';

/**
 * Tidies up after dead holds: their seats were free the moment they died; this only takes the rows away. Holds with an
 * order are left to `expireOrder`, which must speak to the payment processor first.
 */
export async function expireHolds(house: House, actor: Actor): Promise<{ ended: number; orders: number } | Refusal> {
  const no = denied(actor, 'expire_holds');
  if (no) return no;
  return inTransaction(house.db, async (tx) => {
    const ended = await tx.query<{ screening_id: number }>(
      `WITH dead AS (
         SELECT h.id, h.screening_id FROM holds h
          WHERE h.ended_at IS NULL AND h.expires_at <= now() AND NOT EXISTS (SELECT FROM orders o WHERE o.hold_id = h.id)
          ORDER BY h.expires_at LIMIT 500 FOR UPDATE SKIP LOCKED
       ) SELECT screening_id FROM dead WHERE end_hold(id)`,
    );
    const late = await tx.query<{ id: number }>(
      `SELECT o.id FROM holds h JOIN orders o ON o.hold_id = h.id
        WHERE h.ended_at IS NULL AND h.expires_at <= now() AND o.status = 'pending' ORDER BY h.expires_at LIMIT 500`,
    );
    for (const order of late)
      await enqueue(tx, 'expire_order', { orderId: order.id }, { key: `expire_order:${order.id}` });
    for (const screening of new Set(ended.map((row) => row.screening_id))) {
      tx.afterCommit(() => house.seatsChanged(screening));
    }
    return { ended: ended.length, orders: late.length };
  });
}
