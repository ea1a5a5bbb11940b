import type { TimelineEvent } from '../../contract/api/staff/orders.ts';
import { type Db, sql } from '../../db.ts';

interface Row {
  at: string;
  what: string;
  by: string | null;
  person: string | null;
  detail: Record<string, unknown>;
}

/**
 * Everything that happened to an order, oldest first: audit entries of its hold, itself, its payments and refunds,
 * notes, payments, refunds, letters, and the processor's messages.
 */
export async function orderTimeline(db: Db, orderId: number): Promise<TimelineEvent[]> {
  const [rows, labels] = await Promise.all([
    sql(db).query<Row>({ name: 'order_timeline', text }, [orderId]),
    sql(db).query<{ seats: [number, string][]; tickets: [number, string][] }>(
      `SELECT coalesce(json_agg(DISTINCT jsonb_build_array(s.id, s.row || s.number)), '[]') AS seats,
              coalesce((SELECT json_agg(jsonb_build_array(t.id, x.row || x.number)) FROM tickets t
                          JOIN seats x ON x.id = t.seat_id WHERE t.order_id = $1), '[]') AS tickets
         FROM orders o JOIN screenings sc ON sc.id = o.screening_id JOIN seats s ON s.seat_plan_id = sc.seat_plan_id
        WHERE o.id = $1`,
      [orderId],
    ),
  ]);
  const seats = new Map(labels[0]?.seats);
  const tickets = new Map(labels[0]?.tickets);
  return rows.map(({ detail, by, person, at, what }) => ({ at, what, by, person, ...facts(detail, seats, tickets) }));
}

type Names = ReadonlyMap<number, string>;

/** Ids in the detail of an entry become names; what is empty goes. */
function facts(detail: Row['detail'], seats: Names, tickets: Names): Partial<TimelineEvent> {
  const named = (ids: unknown, names: Names) =>
    Array.isArray(ids) ? ids.map((each) => names.get(Number(each)) ?? String(each)) : undefined;
  const { seats: seatIds, tickets: ticketIds, labels, ...rest } = detail;
  const shown = named(labels, new Map()) ?? named(seatIds, seats) ?? named(ticketIds, tickets);
  return Object.fromEntries(
    Object.entries({ ...rest, seats: shown }).filter(([, value]) => value !== null && value !== undefined),
  );
}

/**
 * What entries of the audit log say again in other tables is left to those: notes, payments begun, refunds sent.
 * `rank` puts cause before effect among events of one transaction, which share its time.
 */
const text = `
WITH o AS (SELECT * FROM orders WHERE id = $1),
events (at, rank, what, by, user_id, detail) AS (
  SELECT a.at, a.id::numeric, a.action, a.actor, a.user_id,
         jsonb_build_object('seats', a.after -> 'seats', 'tickets', a.after -> 'tickets', 'labels', a.after -> 'labels',
           'from', a.before -> 'labels', 'reason', a.after -> 'reason', 'amount', a.after -> 'amount')
    FROM audit_entries a JOIN (
      SELECT 'order' AS entity, id::text AS entity_id FROM o
      UNION ALL SELECT 'hold', hold_id::text FROM o
      UNION ALL SELECT 'payment', id::text FROM payments WHERE order_id = $1
      UNION ALL SELECT 'refund', id::text FROM refunds WHERE order_id = $1
      UNION ALL SELECT 'ticket', id::text FROM tickets WHERE order_id = $1
    ) subject USING (entity, entity_id)
   WHERE a.action NOT IN ('add_order_note', 'send_refund', 'start_payment')
  UNION ALL
  SELECT n.created_at, 'Infinity', 'note', NULL, n.user_id, jsonb_build_object('text', n.text)
    FROM order_notes n WHERE n.order_id = $1
  UNION ALL
  SELECT p.created_at, 'Infinity', 'payment', NULL, NULL,
         jsonb_build_object('amount', p.amount, 'kind', p.method, 'state', p.status)
    FROM payments p WHERE p.order_id = $1 AND p.method IN ('checkout', 'terminal', 'exchange')
  UNION ALL
  SELECT r.created_at, 'Infinity', 'refund', NULL, NULL,
         jsonb_build_object('amount', r.amount, 'kind', r.reason, 'tickets',
           (SELECT json_agg(l.ticket_id) FROM refund_lines l WHERE l.refund_id = r.id))
    FROM refunds r WHERE r.order_id = $1
  UNION ALL
  SELECT r.settled_at, 'Infinity', 'refund_settled', NULL, NULL, jsonb_build_object('amount', r.amount, 'state', r.status)
    FROM refunds r JOIN refund_ways p ON p.payment_id = r.payment_id AND p.method <> 'cash'
   WHERE r.order_id = $1 AND r.settled_at IS NOT NULL
  UNION ALL
  SELECT coalesce(m.sent_at, m.created_at), 'Infinity', 'letter', NULL, NULL,
         jsonb_build_object('kind', m.kind, 'to', m.recipient, 'state', CASE WHEN m.sent_at IS NULL THEN 'waiting' ELSE 'sent' END)
    FROM mails m WHERE m.order_id = $1
  UNION ALL
  SELECT max(t.used_at), 'Infinity', 'used', NULL, NULL, jsonb_build_object('tickets', json_agg(t.id))
    FROM tickets t WHERE t.order_id = $1 AND t.used_at IS NOT NULL
     AND NOT EXISTS (SELECT FROM door_scans d WHERE d.ticket_id = t.id AND d.admitted) GROUP BY t.used_at
  UNION ALL
  SELECT w.processed_at, '-Infinity', 'message', NULL, NULL, jsonb_build_object('kind', w.type)
    FROM (
      SELECT id, processed_at, type FROM webhook_events
       WHERE payload #>> '{data,object,id}' IN (SELECT checkout_id FROM payments WHERE order_id = $1)
      UNION
      SELECT id, processed_at, type FROM webhook_events
       WHERE payload #>> '{data,object,payment_intent}' IN (SELECT payment_intent FROM payments WHERE order_id = $1)
    ) w
)
SELECT to_json(e.at) #>> '{}' AS at, e.what, e.by, nullif(u.name, '') AS person, e.detail
  FROM events e LEFT JOIN users u ON u.id = e.user_id AND u.role <> 'customer'
 ORDER BY e.at, e.rank`;
