import type { OfficeOrder } from '../../contract/api/staff/orders.ts';
import { type Refusal, refuse } from '../../contract/refusals.ts';
import { sql } from '../../db.ts';
import { type Actor, denied, may } from '../actor.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { orderTimeline } from './order-timeline.ts';
import { orderUrl } from './order-url.ts';
import { statusNow } from './search-orders.ts';
import { showJson } from './show-json.ts';

type Row = Omit<OfficeOrder, 'timeZone' | 'url' | 'timeline' | 'may'>;

/** An order as the desk sees it, with all that happened to it. Refusal: `not_found`. */
export async function officeOrder(house: House, actor: Actor, orderId: number): Promise<OfficeOrder | Refusal> {
  const no = denied(actor, 'search_orders');
  if (no) return no;
  const [[row], timeline, { timeZone }] = await Promise.all([
    sql(house.db).query<Row>({ name: 'office_order', text }, [orderId]),
    orderTimeline(house.db, orderId),
    loadCinema(sql(house.db)),
  ]);
  if (!row) return refuse('not_found');
  const living = row.tickets.some((ticket) => ticket.status === 'valid' || ticket.status === 'used');
  return {
    ...row,
    timeZone,
    url: orderUrl(house, row),
    timeline,
    may: {
      cancel: may(actor, 'cancel_order') && (living || row.status === 'pending'),
      cancelUsed: may(actor, 'cancel_used_ticket'),
      resend: may(actor, 'resend_tickets') && living,
    },
  };
}

const iso = (column: string) => `to_json(${column}) #>> '{}'`;

const text = `
SELECT o.id, o.number, ${statusNow} AS status, o.name, o.email, o.channel, o.total, o.currency, ${showJson} AS show,
  ${iso('o.created_at')} AS "createdAt", ${iso('o.paid_at')} AS "paidAt",
  CASE WHEN o.status = 'pending' AND h.expires_at > now() THEN ${iso('h.expires_at')} END AS "expiresAt",
  (SELECT coalesce(json_agg(json_build_object('id', t.id, 'seat', s.row || s.number, 'ticketType', tt.name,
      'category', c.name, 'price', t.price, 'status', t.status, 'revision', t.revision, 'usedAt', t.used_at)
      ORDER BY s.ordinal), '[]')
     FROM tickets t JOIN seats s ON s.id = t.seat_id JOIN ticket_types tt ON tt.id = t.ticket_type_id
     JOIN seat_categories c ON c.id = t.category_id WHERE t.order_id = o.id) AS tickets,
  (SELECT coalesce(json_agg(json_build_object('id', p.id, 'method', p.method, 'status', p.status, 'amount', p.amount,
      'at', coalesce(p.captured_at, p.created_at), 'intent', p.payment_intent) ORDER BY p.id), '[]')
     FROM payments p WHERE p.order_id = o.id) AS payments,
  (SELECT coalesce(json_agg(json_build_object('id', r.id, 'status', r.status, 'reason', r.reason, 'amount', r.amount,
      'at', r.created_at, 'atTill', r.status = 'pending' AND p.method = 'cash', 'seats', (SELECT coalesce(json_agg(s.row || s.number ORDER BY s.ordinal), '[]')
        FROM refund_lines l JOIN tickets t ON t.id = l.ticket_id JOIN seats s ON s.id = t.seat_id
       WHERE l.refund_id = r.id)) ORDER BY r.id), '[]')
     FROM refunds r JOIN refund_ways p ON p.payment_id = r.payment_id WHERE r.order_id = o.id) AS refunds
  FROM orders o JOIN holds h ON h.id = o.hold_id JOIN screenings sc ON sc.id = o.screening_id
  JOIN films f ON f.id = sc.film_id JOIN halls hall ON hall.id = sc.hall_id WHERE o.id = $1`;
