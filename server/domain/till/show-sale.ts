import { type Refusal, refuse } from '../../contract/refusals.ts';
import type { Sale } from '../../contract/till/sales.ts';
import { rfc3339 } from '../../contract/venue-time.ts';
import { cardWords } from '../../contract/words/en/till.ts';
import { type Sql, sql } from '../../db.ts';
import type { Actor } from '../actor.ts';
import type { House } from '../house.ts';
import { atTill } from '../kiosks/at-till.ts';
import { printsOfSale } from '../prints/sale-prints.ts';

interface Row {
  orderId: number;
  number: string;
  status: string;
  paid: boolean;
  lives: boolean;
  expiresAt: Date;
  zone: string;
  total: number;
  carried: number;
  change: number;
  cash: number;
  card: number;
  open: boolean;
  lastStatus: string | null;
  failure: string | null;
  off: boolean;
  tickets: Sale['tickets'];
}

/** A sale of this till as it is at this moment. Refusal: `not_found` if it never arrived. */
export async function showSale(house: House, actor: Actor, uuid: string): Promise<Sale | Refusal> {
  const [row] = await sql(house.db).query<Row>({ name: 'show_sale', text }, [atTill(actor).kioskId, uuid]);
  if (!row) return refuse('not_found');
  const state = stateOf(row);
  return {
    uuid,
    state,
    cardMessage:
      state === 'awaiting_card' ? cardWords.waiting : state === 'declined' ? cardWords.failed(row.failure) : null,
    order: { id: row.orderId, number: row.number },
    total: row.total,
    paidCash: row.cash,
    paidCard: row.card,
    due: state === 'paid' ? 0 : Math.max(0, row.total - row.carried - row.cash - row.card),
    change: row.change,
    screeningCancelled: row.off,
    tickets: row.tickets,
    expiresAt: row.status === 'pending' ? rfc3339(row.expiresAt, row.zone) : null,
    documents: state === 'paid' ? await printsOfSale(house, row.orderId) : [],
  };
}

/** The order of a till's sale; null if it never arrived. */
export async function saleOrder(db: Sql, actor: Actor, uuid: string): Promise<number | null> {
  const [row] = await db.query<{ id: number }>(
    'SELECT order_id AS id FROM till_sales WHERE kiosk_id = $1 AND uuid = $2',
    [atTill(actor).kioskId, uuid],
  );
  return row?.id ?? null;
}

/**
 * awaiting_card → paid | part_paid | declined | cancelled | expired; declined and part_paid go on with another tender. An
 * expired sale whose card money came late and still found its seats is paid.
 */
function stateOf(row: Row): Sale['state'] {
  if (row.paid) return 'paid';
  if (row.status === 'expired') return 'expired';
  if (row.status !== 'pending') return 'cancelled';
  if (row.open) return 'awaiting_card';
  if (!row.lives) return 'expired';
  if (row.lastStatus === 'captured') return 'part_paid';
  return 'declined';
}

const text = `
SELECT o.id AS "orderId", o.number, o.status, o.paid_at IS NOT NULL AS paid, o.total, s.carried, s.change,
       h.ended_at IS NULL AND h.expires_at > now() AS lives, h.expires_at AS "expiresAt", c.time_zone AS zone, sc.status = 'cancelled' AS off,
       coalesce(p.cash, 0)::int AS cash, coalesce(p.card, 0)::int AS card, coalesce(p.open, false) AS open,
       last.status AS "lastStatus", last.failure,
       (SELECT coalesce(json_agg(json_build_object('id', t.id, 'seat', json_build_object('id', x.id, 'row', x.row, 'number', x.number),
           'ticketType', y.name, 'price', t.price) ORDER BY x.ordinal), '[]')
          FROM tickets t JOIN seats x ON x.id = t.seat_id JOIN ticket_types y ON y.id = t.ticket_type_id
         WHERE t.order_id = o.id AND (t.status <> 'cancelled' OR o.paid_at IS NULL)) AS tickets
  FROM till_sales s JOIN orders o ON o.id = s.order_id JOIN holds h ON h.id = o.hold_id
  JOIN screenings sc ON sc.id = o.screening_id CROSS JOIN cinema c
  LEFT JOIN LATERAL (
    SELECT sum(amount) FILTER (WHERE method = 'cash' AND status = 'captured') AS cash,
           sum(amount) FILTER (WHERE method = 'terminal' AND status = 'captured') AS card,
           bool_or(status = 'open') AS open
      FROM payments WHERE order_id = o.id) p ON true
  LEFT JOIN LATERAL (SELECT status, failure FROM payments WHERE order_id = o.id ORDER BY id DESC LIMIT 1) last ON true
 WHERE s.kiosk_id = $1 AND s.uuid = $2`;
