import type { Refusal } from '../../contract/refusals.ts';
import type { Tx } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAuditOfEach } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { endHolds, endInSets } from '../seats/end-holds.ts';
import { moveOrders } from './lock-order.ts';

/**
 * Ends the orders whose hold has run out and that nobody began to pay, many at once, as `expireOrder` ends one. Answers how
 * many. An evening on which a film goes on sale leaves thousands; with a payment there are few, and each has its job.
 */
export async function expireUnpaid(house: House, actor: Actor): Promise<number | Refusal> {
  const no = denied(actor, 'expire_holds');
  if (no) return no;
  return endInSets(house, (tx, most) => expireSome(tx, house, actor, most));
}

// As text: a status that the planner believes to be rare would have it go through all that are pending for each hold, on
// an evening on which thousands are.
const deadAndUnpaid = `h.ended_at IS NULL AND h.expires_at <= now() AND o.status::text = 'pending'
  AND NOT EXISTS (SELECT FROM payments p WHERE p.order_id = o.id)`;

async function expireSome(tx: Tx, house: House, actor: Actor, most: number): Promise<{ found: number; ended: number }> {
  const found = await tx.query<{ id: number }>(
    `SELECT o.id FROM holds h JOIN orders o ON o.hold_id = h.id WHERE ${deadAndUnpaid}
      ORDER BY h.expires_at LIMIT $1 FOR UPDATE OF o SKIP LOCKED`,
    [most],
  );
  // Looked at once more now that they are locked: a payment may have begun between the first look and the lock, and have
  // kept its hold alive.
  const looked = await tx.query<{ id: number; holdId: number; ends: boolean }>(
    `SELECT o.id, o.hold_id AS "holdId", (${deadAndUnpaid}) AS ends
       FROM orders o JOIN holds h ON h.id = o.hold_id WHERE o.id = ANY ($1)`,
    [found.map(({ id }) => id)],
  );
  const dead = looked.filter(({ ends }) => ends);
  const ids = dead.map(({ id }) => id);
  await moveOrders(tx, ids, 'pending', 'expired');
  await recordAuditOfEach(tx, actor, { action: 'expire_order', entity: 'order' }, ids);
  await endHolds(
    tx,
    house,
    dead.map(({ holdId }) => holdId),
  );
  return { found: found.length, ended: dead.length };
}
