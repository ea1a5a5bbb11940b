import { type Refusal, refuse } from '../../contract/refusals.ts';
import type { TillOrder } from '../../contract/till/orders.ts';
import { rfc3339 } from '../../contract/venue-time.ts';
import { type Sql, sql } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import type { House } from '../house.ts';
import { searchOrders, statusNow } from '../orders/search-orders.ts';

type Row = Omit<TillOrder, 'screening' | 'tickets'> & {
  zone: string;
  screening: TillOrder['screening'];
  tickets: TillOrder['tickets'];
};

const mostHits = 10;

/** Orders by a ticket's code, a number, a name, an e-mail address or a seat of today, newest first, at most ten. */
export async function findTillOrders(
  house: House,
  actor: Actor,
  q: string,
): Promise<{ results: TillOrder[] } | Refusal> {
  const no = denied(actor, 'sell_at_till');
  if (no) return no;
  const found = await searchOrders(house, actor, { q, page: 1 });
  if ('refused' in found) return found;
  const ids = found.results.slice(0, mostHits).map((hit) => hit.id);
  const orders = await readTillOrders(sql(house.db), ids);
  return { results: orders.sort((a, b) => b.id - a.id) };
}

/** Refusal: `not_found`. */
export async function tillOrder(house: House, actor: Actor, orderId: number): Promise<TillOrder | Refusal> {
  const no = denied(actor, 'sell_at_till');
  if (no) return no;
  return (await readTillOrder(sql(house.db), orderId)) ?? refuse('not_found');
}

export async function readTillOrder(db: Sql, orderId: number): Promise<TillOrder | null> {
  const [order] = await readTillOrders(db, [orderId]);
  return order ?? null;
}

async function readTillOrders(db: Sql, ids: readonly number[]): Promise<TillOrder[]> {
  const rows = await db.query<Row & Record<string, unknown>>({ name: 'till_orders', text }, [ids]);
  return rows.map(({ zone, ...row }) => ({
    ...row,
    screening: { ...row.screening, startsAt: rfc3339(new Date(row.screening.startsAt), zone) },
    tickets: row.tickets.map((ticket) => ({
      ...ticket,
      usedAt: ticket.usedAt && rfc3339(new Date(ticket.usedAt), zone),
    })),
  }));
}

/** Money that was carried over shows under its own method; how it goes back is told when it does. */
const text = `
SELECT o.id, o.number, ${statusNow} AS status, o.name, o.email, o.total, c.time_zone AS zone,
  json_build_object('id', sc.id, 'film', f.title, 'hall', hall.name, 'startsAt', sc.starts_at,
    'cancelled', sc.status = 'cancelled') AS screening,
  (SELECT coalesce(json_agg(json_build_object('method', p.method, 'amount', p.amount, 'refundable',
      p.amount - (SELECT coalesce(sum(r.amount), 0) FROM refunds r WHERE r.payment_id = p.id AND r.status <> 'failed'))
      ORDER BY p.id), '[]') FROM payments p WHERE p.order_id = o.id AND p.status = 'captured') AS paid,
  (SELECT coalesce(json_agg(json_build_object('id', t.id, 'seat', json_build_object('id', s.id, 'row', s.row, 'number', s.number),
      'ticketType', json_build_object('id', y.id, 'name', y.name), 'category', k.name, 'price', t.price, 'status', t.status,
      'usedAt', t.used_at) ORDER BY s.ordinal), '[]')
     FROM tickets t JOIN seats s ON s.id = t.seat_id JOIN ticket_types y ON y.id = t.ticket_type_id
     JOIN seat_categories k ON k.id = t.category_id WHERE t.order_id = o.id) AS tickets
  FROM orders o JOIN holds h ON h.id = o.hold_id JOIN screenings sc ON sc.id = o.screening_id
  JOIN films f ON f.id = sc.film_id JOIN halls hall ON hall.id = sc.hall_id CROSS JOIN cinema c
 WHERE o.id = ANY ($1)`;
