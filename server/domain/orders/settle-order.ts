import { businessDate } from '../../contract/venue-time.ts';
import type { Tx } from '../../db.ts';
import { announceSeats } from '../../realtime/announce.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { tellOrder } from '../webhooks/tell-order.ts';
import { type LockedOrder, moveOrder } from './lock-order.ts';
import { tellCustomer } from './tell-customer.ts';

/**
 * Money for a locked order has arrived: its seats become its own and its tickets are issued (rule 5). A hold that died
 * meanwhile is claimed again if every seat is still free and the screening still on sale. Answers false, and changes
 * nothing but to let go of the hold, if the seats are lost, or the screening is off or over: then the money must go back.
 */
export async function settleOrder(tx: Tx, house: House, actor: Actor, order: LockedOrder): Promise<boolean> {
  const [screening] = await tx.query<{ cancelled: boolean; closed: boolean; zone: string; cutoff: string }>(
    `SELECT sc.status = 'cancelled' AS cancelled, sc.sales_close_at <= now() AS closed, c.time_zone AS zone, c.business_day_cutoff AS cutoff
       FROM screenings sc CROSS JOIN cinema c WHERE sc.id = $1 FOR SHARE OF sc`,
    [order.screeningId],
  );
  if (!screening || screening.cancelled || (screening.closed && !order.holdLives)) return false;
  const [claimed] = await tx.query<{ lost: number[] | null }>('SELECT claim_for_sale($1) AS lost', [order.id]);
  await announceSeats(tx, house, order.screeningId);
  if (claimed?.lost) return false;

  await moveOrder(tx, order, 'paid');
  await tx.query('UPDATE orders SET sale_business_date = $2 WHERE id = $1', [
    order.id,
    businessDate(new Date(), screening.zone, screening.cutoff),
  ]);
  await tx.query(`UPDATE tickets SET status = 'valid', issued_at = now() WHERE order_id = $1 AND status = 'pending'`, [
    order.id,
  ]);
  await tellCustomer(tx, order.id, 'tickets');
  await tellOrder(tx, house, 'order.paid', order.id);
  await recordAudit(tx, actor, {
    action: 'settle_order',
    entity: 'order',
    entityId: order.id,
    after: { status: 'paid' },
  });
  return true;
}
