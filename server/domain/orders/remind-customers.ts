import { isRefusal, type Refusal } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import type { House } from '../house.ts';
import { tellCustomer } from './tell-customer.ts';

const hoursBefore = 3;
/** In one transaction. */
const atOnce = 100;

/**
 * Reminds everybody whose film begins within three hours, once an order, and answers how many. Whoever bought later
 * than that, or was told of a new time, needs no reminder; after a standstill, those are reminded whose film has not
 * begun. A screening that moves to another time is reminded of anew.
 */
export async function remindCustomers(house: House, actor: Actor): Promise<number | Refusal> {
  const no = denied(actor, 'remind_customers');
  if (no) return no;
  let all = 0;
  for (;;) {
    const some = await inTransaction(house.db, async (tx) => {
      const due = await tx.query<{ id: number; startsAt: Date }>(
        `UPDATE orders SET reminded_at = now() WHERE id IN (
           SELECT o.id FROM orders o JOIN screenings sc ON sc.id = o.screening_id
            WHERE sc.status = 'published' AND sc.starts_at > now() AND sc.starts_at <= now() + make_interval(hours => $1)
              AND o.status IN ('paid', 'partially_refunded') AND o.reminded_at IS NULL
              AND greatest(o.paid_at, sc.moved_at) <= sc.starts_at - make_interval(hours => $1)
              AND EXISTS (SELECT FROM tickets t WHERE t.order_id = o.id AND t.status = 'valid')
            ORDER BY o.id LIMIT $2 FOR UPDATE OF o SKIP LOCKED)
         RETURNING id, (SELECT starts_at FROM screenings WHERE id = screening_id) AS "startsAt"`,
        [hoursBefore, atOnce],
      );
      for (const { id, startsAt } of due) await tellCustomer(tx, id, 'reminder', String(startsAt.getTime()));
      return due.length;
    });
    if (isRefusal(some)) return some;
    all += some;
    if (some < atOnce) return all;
  }
}
