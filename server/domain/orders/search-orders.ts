import type { OrderHit } from '../../contract/api/staff/orders.ts';
import type { Refusal } from '../../contract/refusals.ts';
import { businessDate } from '../../contract/venue-time.ts';
import { sql } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { readTicketCode } from '../tickets/ticket-code.ts';
import { showJson } from './show-json.ts';

export interface OrderSearch {
  /** Part of a number, an e-mail or a name; a ticket's code, old ones too; or a seat (`F7`). Empty: the newest. */
  q: string;
  /** Only orders for this screening. Without it, a seat is looked for among tonight's. */
  screeningId?: number | undefined;
  /** From 1. */
  page: number;
}

const pageSize = 25;

/** Finds orders for the desk, newest first. */
export async function searchOrders(
  house: House,
  actor: Actor,
  { q, screeningId, page }: OrderSearch,
): Promise<{ results: OrderHit[]; more: boolean } | Refusal> {
  const no = denied(actor, 'search_orders');
  if (no) return no;
  const { where, values } = await meant(house, q.trim(), screeningId);
  const rows = await sql(house.db).query<OrderHit>(
    `SELECT o.id, o.number, o.name, o.email, o.total, o.currency,
            to_json(o.created_at) #>> '{}' AS "createdAt", ${statusNow} AS status, ${showJson} AS show,
            (SELECT array_agg(s.row || s.number ORDER BY s.ordinal) FROM tickets t JOIN seats s ON s.id = t.seat_id
              WHERE t.order_id = o.id) AS seats
       FROM orders o JOIN holds h ON h.id = o.hold_id JOIN screenings sc ON sc.id = o.screening_id
       JOIN films f ON f.id = sc.film_id JOIN halls hall ON hall.id = sc.hall_id
      WHERE o.id IN (
        SELECT found.id FROM orders found WHERE ($1::int IS NULL OR found.screening_id = $1) AND (${where})
         ORDER BY found.id DESC LIMIT ${pageSize + 1} OFFSET $2)
      ORDER BY o.id DESC`,
    [screeningId ?? null, (page - 1) * pageSize, ...values],
  );
  return { results: rows.slice(0, pageSize), more: rows.length > pageSize };
}

/** A pending order whose hold has run out reads `expired`, whether or not anybody wrote that down yet. */
export const statusNow = `CASE WHEN o.status = 'pending' AND h.expires_at <= now() THEN 'expired' ELSE o.status END`;

/** What somebody typed or scanned, as a condition on `found` whose first parameter is $3. */
async function meant(house: House, q: string, screeningId: number | undefined) {
  if (q === '') return { where: 'true', values: [] };
  const code = readTicketCode(house.signer, q);
  if (code) return { where: 'found.id = (SELECT order_id FROM tickets WHERE id = $3)', values: [code.id] };
  const seat = /^(\p{L}{1,2})[\s-]?(\d{1,3})$/u.exec(q);
  if (seat) {
    const { timeZone, businessDayCutoff } = await loadCinema(sql(house.db));
    return {
      where: `found.id IN (
        SELECT t.order_id FROM screenings near
          JOIN seats s ON s.seat_plan_id = near.seat_plan_id AND s.row = upper($3) AND s.number = $4
          JOIN tickets t ON t.screening_id = near.id AND t.seat_id = s.id
         WHERE near.id = $1 OR ($1 IS NULL AND near.business_date = $5))`,
      values: [seat[1], seat[2], screeningId ? null : businessDate(new Date(), timeZone, businessDayCutoff)],
    };
  }
  return {
    where: `order_words(found.name, found.email, found.number) LIKE '%' || search_fold($3) || '%'
         OR found.number = upper($4)`,
    values: [q.replaceAll(/[\\%_]/g, '\\$&'), q.replaceAll(/[\s-]/g, '')],
  };
}
