import type { Tx } from '../../db.ts';
import type { House } from '../house.ts';
import { refundKept } from '../refunds/refund-kept.ts';
import { type LockedOrder, moveOrder } from './lock-order.ts';
import { releaseOrder } from './release-order.ts';

/**
 * Ends a locked, unpaid order on purpose: its seats are on sale again, and whatever part was paid at a till goes back. Who
 * may still pay it at a reader or on a page is the caller's to stop.
 */
export async function giveUpOrder(tx: Tx, house: House, order: LockedOrder): Promise<void> {
  await moveOrder(tx, order, 'cancelled');
  await releaseOrder(tx, house, order);
  if (await refundKept(tx, order.id, 'abandoned_sale')) await moveOrder(tx, order, 'refunded');
}
