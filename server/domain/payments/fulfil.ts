import type { Tx } from '../../db.ts';
import type { Actor } from '../actor.ts';
import type { House } from '../house.ts';
import type { LockedOrder } from '../orders/lock-order.ts';
import { settleOrder } from '../orders/settle-order.ts';
import { carryOver } from '../tickets/carry-over.ts';

/**
 * All that was due of a locked order is paid: its tickets are issued, and those that they stand for are given up. False,
 * and nothing but the hold has changed, if that can no longer be.
 */
export async function fulfil(tx: Tx, house: House, actor: Actor, order: LockedOrder): Promise<boolean> {
  if (order.exchangeOf === null) return settleOrder(tx, house, actor, order);
  await tx.query('SAVEPOINT exchange');
  const before = order.status;
  if ((await carryOver(tx, house, actor, order)) && (await settleOrder(tx, house, actor, order))) return true;
  await tx.query('ROLLBACK TO SAVEPOINT exchange');
  order.status = before;
  return false;
}
