import { type Refusal, refuse } from '../../contract/refusals.ts';
import { sql } from '../../db.ts';
import type { Actor } from '../actor.ts';
import type { House } from '../house.ts';
import { findOrder, type OrderView } from './find-order.ts';
import type { OrderStatus } from './order-lifecycle.ts';

interface Wish {
  /**
   * `coming`: seats of a showing that is not over, soonest first; `past`: the others, latest first. `ahead` and `over` part
   * them as people look for them: by the showing alone, so that what was cancelled stays beside it; only what ran out
   * before it was paid is over.
   */
  which: 'all' | 'coming' | 'past' | 'ahead' | 'over';
  status?: OrderStatus | undefined;
  /** From 1. */
  page: number;
  pageSize: number;
}

const ahead = `ends_at > now() AND status <> 'expired'`;

const order = {
  all: 'id DESC',
  coming: 'starts_at, id',
  past: 'starts_at DESC, id DESC',
  ahead: 'NOT living, starts_at, id',
  over: 'starts_at DESC, id DESC',
} as const;

/** Of the columns of `mine`. */
const condition = {
  all: 'true',
  coming: 'living',
  past: 'NOT living',
  ahead,
  over: `NOT (${ahead})`,
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
       SELECT o.id, sc.starts_at, sc.ends_at, state.status,
              sc.ends_at > now() AND sc.status <> 'cancelled'
                AND state.status IN ('pending', 'paid', 'partially_refunded') AS living
         FROM orders o JOIN screenings sc ON sc.id = o.screening_id JOIN holds h ON h.id = o.hold_id
        CROSS JOIN LATERAL (SELECT CASE WHEN o.status = 'pending' AND h.expires_at <= now() THEN 'expired'
                                        ELSE o.status::text END AS status) state
        WHERE o.user_id = $1
     ), wanted AS MATERIALIZED (
       SELECT id, starts_at, living FROM mine WHERE ($2::text IS NULL OR status = $2) AND ${condition[which]}
     )
     SELECT (SELECT count(*)::int FROM wanted) AS count,
            coalesce((SELECT array_agg(id ORDER BY ${order[which]})
                        FROM (SELECT * FROM wanted ORDER BY ${order[which]} LIMIT $3 OFFSET $4) page), '{}') AS ids`,
    [actor.userId, status ?? null, pageSize, (page - 1) * pageSize],
  );
  const { count, ids } = found ?? { count: 0, ids: [] };
  const orders = await Promise.all(ids.map((id) => findOrder(house.db, house.signer, id)));
  return { count, orders: orders.filter((each) => each !== null) };
}
