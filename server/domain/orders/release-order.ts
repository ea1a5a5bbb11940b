import type { Tx } from '../../db.ts';
import { announceSeats } from '../../realtime/announce.ts';
import type { House } from '../house.ts';
import type { LockedOrder } from './lock-order.ts';

/** Lets go of what an unpaid order held: its seats are on sale again, and its tickets will never be issued. */
export async function releaseOrder(tx: Tx, house: House, order: LockedOrder): Promise<void> {
  await tx.query('SELECT end_hold($1)', [order.holdId]);
  await tx.query(
    `UPDATE tickets SET status = 'cancelled', cancelled_at = now() WHERE order_id = $1 AND status = 'pending'`,
    [order.id],
  );
  await announceSeats(tx, house, order.screeningId);
}
