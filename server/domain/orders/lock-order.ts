import type { Tx } from '../../db.ts';
import { mayBecome, type OrderStatus } from './order-lifecycle.ts';

export interface LockedOrder {
  id: number;
  number: string;
  screeningId: number;
  holdId: number;
  status: OrderStatus;
  channel: 'web' | 'api' | 'kiosk' | 'office';
  /** The order whose tickets go into this one. */
  exchangeOf: number | null;
  total: number;
  currency: string;
  email: string | null;
  holdExpiresAt: Date;
  holdCapAt: Date;
  /** By the database's clock, at this moment. */
  holdLives: boolean;
}

/** Reads an order and keeps it from everyone else until the transaction ends: the first lock that any verb takes. */
export async function lockOrder(tx: Tx, orderId: number): Promise<LockedOrder | null> {
  const [order] = await tx.query<LockedOrder>(
    {
      name: 'lock_order',
      text: `SELECT o.id, o.number, o.screening_id AS "screeningId", o.hold_id AS "holdId", o.status, o.channel, o.exchange_of AS "exchangeOf", o.total, o.currency, o.email,
                    h.expires_at AS "holdExpiresAt", h.cap_at AS "holdCapAt",
                    h.ended_at IS NULL AND h.expires_at > clock_timestamp() AS "holdLives"
               FROM orders o JOIN holds h ON h.id = o.hold_id WHERE o.id = $1 FOR UPDATE OF o`,
    },
    [orderId],
  );
  return order ?? null;
}

/** Moves a locked order along its lifecycle. A step that the lifecycle does not know is a fault of ours. */
export async function moveOrder(tx: Tx, order: LockedOrder, to: OrderStatus): Promise<void> {
  await moveOrders(tx, [order.id], order.status, to);
  order.status = to;
}

/** The same for many, all locked and all at `from`. */
export async function moveOrders(
  tx: Tx,
  orderIds: readonly number[],
  from: OrderStatus,
  to: OrderStatus,
): Promise<void> {
  if (!mayBecome(from, to)) throw new Error(`orders ${orderIds} cannot go from ${from} to ${to}`);
  await tx.query(
    {
      name: 'move_orders',
      text: `UPDATE orders SET status = $2::order_status,
                    paid_at = CASE WHEN $2 = 'paid' THEN now() ELSE paid_at END,
                    ended_at = CASE WHEN $2 IN ('expired', 'cancelled', 'refunded') THEN now() ELSE NULL END
              WHERE id = ANY ($1)`,
    },
    [orderIds, to],
  );
}
