import { isRefusal, type Refusal } from '../../contract/refusals.ts';
import { inTransaction, type Tx } from '../../db.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { type Actor, denied } from '../actor.ts';
import type { House } from '../house.ts';
import { endHolds, endInSets } from './end-holds.ts';

/**
 * Tidies up after dead holds: their seats were free the moment they died; this only takes the rows away. Holds with an
 * order are left to `expireUnpaid`, and those with a payment to `expireOrder`, which must speak to the payment processor
 * first.
 */
export async function expireHolds(house: House, actor: Actor): Promise<{ ended: number; orders: number } | Refusal> {
  const no = denied(actor, 'expire_holds');
  if (no) return no;
  const ended = await endInSets(house, (tx, most) => endSome(tx, house, most));
  if (isRefusal(ended)) return ended;
  const orders = await inTransaction(house.db, queueOrders);
  return isRefusal(orders) ? orders : { ended, orders };
}

async function endSome(tx: Tx, house: House, most: number): Promise<{ found: number; ended: number }> {
  const found = await tx.query<{ id: number }>(
    `SELECT id FROM holds h
      WHERE ended_at IS NULL AND expires_at <= now() AND NOT EXISTS (SELECT FROM orders o WHERE o.hold_id = h.id)
      ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [most],
  );
  // Looked at once more now that they are locked: one may have become an order between the first look and its lock.
  const dead = await tx.query<{ id: number }>(
    'SELECT id FROM holds h WHERE id = ANY ($1) AND NOT EXISTS (SELECT FROM orders o WHERE o.hold_id = h.id)',
    [found.map(({ id }) => id)],
  );
  await endHolds(
    tx,
    house,
    dead.map(({ id }) => id),
  );
  return { found: found.length, ended: dead.length };
}

async function queueOrders(tx: Tx): Promise<number> {
  const late = await tx.query<{ id: number }>(
    `SELECT o.id FROM holds h JOIN orders o ON o.hold_id = h.id
      WHERE h.ended_at IS NULL AND h.expires_at <= now() AND o.status::text = 'pending' ORDER BY h.expires_at LIMIT 500`,
  );
  for (const { id } of late) await enqueue(tx, 'expire_order', { orderId: id }, { key: `expire_order:${id}` });
  return late.length;
}
