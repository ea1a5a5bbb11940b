import { type Refusal, refuse } from '../../contract/refusals.ts';
import { sql } from '../../db.ts';
import type { Actor } from '../actor.ts';
import type { House } from '../house.ts';
import { findOrder, type OrderView } from './find-order.ts';
import type { OrderStatus } from './order-lifecycle.ts';

interface Wish {
  /** `coming`: seats of a showing that is not over, soonest first. `past`: the others, latest first. */
  which: 'all' | 'coming' | 'past';
  status?: OrderStatus | undefined;
  /** From 1. */
  page: number;
  pageSize: number;
}

const order = {
  all: 'id DESC',
  coming: 'starts_at, id',
  past: 'starts_at DESC, id DESC',
} as const;

/** A signed-in customer's own orders. */
export async function listOwnOrders(
  house: House,
  actor: Actor,
  { which, status, page, pageSize }: Wish,
): Promise<{ count: number; orders: OrderView[] } | Refusal> {
  if (actor.userId === null) return refuse('unauthenticated');
  const [found] = await sql(house.db).query<{ count: number; ids: number[] }>(
    `WITH mine AS MATERIALIZED (
       SELECT o.id, sc.starts_at,
              CASE WHEN o.status = 'pending' AND h.expires_at <= now() THEN 'expired' ELSE o.status::text END AS status,
              sc.ends_at > now() AND sc.status <> 'cancelled' AS ahead
         FROM orders o JOIN screenings sc ON sc.id = o.screening_id JOIN holds h ON h.id = o.hold_id WHERE o.user_id = $1
     ), wanted AS MATERIALIZED (
       SELECT id, starts_at FROM mine
        WHERE ($2::text IS NULL OR status = $2)
          AND ($3 = 'all' OR ($3 = 'coming') = (ahead AND status IN ('pending', 'paid', 'partially_refunded')))
     )
     SELECT (SELECT count(*)::int FROM wanted) AS count,
            coalesce((SELECT array_agg(id ORDER BY ${order[which]})
                        FROM (SELECT * FROM wanted ORDER BY ${order[which]} LIMIT $4 OFFSET $5) page), '{}') AS ids`,
    [actor.userId, status ?? null, which, pageSize, (page - 1) * pageSize],
  );
  const { count, ids } = found ?? { count: 0, ids: [] };
  const orders = await Promise.all(ids.map((id) => findOrder(house.db, house.signer, id)));
  return { count, orders: orders.filter((each) => each !== null) };
}
