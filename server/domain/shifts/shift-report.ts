import type { ShiftReport } from '../../contract/till/shifts.ts';
import { rfc3339 } from '../../contract/venue-time.ts';
import type { Sql } from '../../db.ts';
import { findShift } from './find-shift.ts';

interface Figures {
  zone: string;
  currency: string;
  number: number | null;
  counted: number | null;
  note: string | null;
  closedAtOfficeBy: string | null;
  cashSales: number;
  cardSales: number;
  cashRefunds: number;
  cardRefunds: number;
  drops: number;
  paidOut: number;
  paidIn: number;
  orders: number;
  tickets: number;
  tax: number;
}

/**
 * What is in a drawer and why, from the rows themselves, in minor units: X while it is open, Z once it is closed. Money
 * counts at the till that took it or gave it back; an order, with its tickets and their tax as they were sold, at the
 * till that took its first payment. Null: no such shift.
 */
export async function shiftReport(sql: Sql, shiftId: number): Promise<ShiftReport | null> {
  const shift = await findShift(sql, { id: shiftId });
  const [figures] = await sql.query<Figures>({ name: 'shift_figures', text: figuresText }, [shiftId]);
  if (!shift || !figures) return null;
  const { zone, number, counted, note, closedAtOfficeBy, currency, orders, tickets, tax, ...money } = figures;
  const { cashSales, cashRefunds, drops, paidIn, paidOut } = money;
  const expected = shift.float + cashSales + paidIn - cashRefunds - drops - paidOut;
  return {
    kind: shift.closedAt ? 'z' : 'x',
    number,
    at: shift.closedAt ?? rfc3339(new Date(), zone),
    shift,
    currency,
    float: shift.float,
    ...money,
    expected,
    counted,
    difference: counted === null ? null : counted - expected,
    orders,
    tickets,
    byClerk: await sql.query<ShiftReport['byClerk'][number]>({ name: 'shift_clerks', text: clerksText }, [shiftId]),
    byTicketType: await sql.query<ShiftReport['byTicketType'][number]>({ name: 'shift_types', text: typesText }, [
      shiftId,
    ]),
    tax,
    movements: await movementsOf(sql, shiftId, zone),
    note,
    closedAtOfficeBy,
  };
}

async function movementsOf(sql: Sql, shiftId: number, zone: string): Promise<ShiftReport['movements']> {
  const rows = await sql.query<Omit<ShiftReport['movements'][number], 'at'> & { at: Date }>(
    {
      name: 'shift_movements',
      text: `SELECT m.at, m.kind, m.amount, m.reason, u.name AS by, s.name AS "approvedBy"
               FROM cash_movements m JOIN users u ON u.id = m.user_id
               LEFT JOIN approvals a ON a.id = m.approval_id LEFT JOIN users s ON s.id = a.supervisor_id
              WHERE m.shift_id = $1 ORDER BY m.at, m.id`,
    },
    [shiftId],
  );
  return rows.map((row) => ({ ...row, at: rfc3339(row.at, zone) }));
}

/** The orders whose first payment is this shift's. */
const sold = `
  SELECT DISTINCT p.order_id FROM payments p WHERE p.shift_id = $1 AND p.status = 'captured'
     AND NOT EXISTS (SELECT FROM payments earlier WHERE earlier.order_id = p.order_id AND earlier.status = 'captured'
                        AND earlier.id < p.id AND earlier.shift_id IS DISTINCT FROM p.shift_id)`;

const figuresText = `
  WITH sold AS (${sold}),
  taken AS (SELECT coalesce(sum(amount) FILTER (WHERE method = 'cash'), 0) AS cash,
                   coalesce(sum(amount) FILTER (WHERE method = 'terminal'), 0) AS card
              FROM payments WHERE shift_id = $1 AND status = 'captured'),
  returned AS (SELECT coalesce(sum(r.amount) FILTER (WHERE p.method = 'cash'), 0) AS cash,
                      coalesce(sum(r.amount) FILTER (WHERE p.method IN ('terminal', 'checkout')), 0) AS card
                 FROM refunds r JOIN refund_ways p ON p.payment_id = r.payment_id WHERE r.shift_id = $1 AND r.status <> 'failed'),
  moved AS (SELECT coalesce(sum(amount) FILTER (WHERE kind = 'drop'), 0) AS drops,
                   coalesce(sum(amount) FILTER (WHERE kind = 'paid_out'), 0) AS out,
                   coalesce(sum(amount) FILTER (WHERE kind = 'paid_in'), 0) AS in FROM cash_movements WHERE shift_id = $1),
  tickets AS (SELECT count(*) AS count, coalesce(sum(t.tax), 0) AS tax FROM tickets t
               WHERE t.order_id IN (SELECT order_id FROM sold) AND t.issued_at IS NOT NULL)
  SELECT c.time_zone AS zone, c.currency, s.z_number AS number, s.closing_count AS counted, s.note,
         CASE WHEN s.closed_at_office THEN (SELECT name FROM users WHERE id = s.closed_by) END AS "closedAtOfficeBy",
         taken.cash AS "cashSales", taken.card AS "cardSales", returned.cash AS "cashRefunds", returned.card AS "cardRefunds",
         moved.drops, moved.out AS "paidOut", moved.in AS "paidIn", (SELECT count(*) FROM sold) AS orders,
         tickets.count AS tickets, tickets.tax
    FROM shifts s CROSS JOIN cinema c CROSS JOIN taken CROSS JOIN returned CROSS JOIN moved CROSS JOIN tickets
   WHERE s.id = $1`;

/** What each took, less what they gave back. */
const clerksText = `
  SELECT coalesce(u.name, '') AS clerk, count(DISTINCT sold.order_id) AS orders,
         coalesce(sum(money.amount) FILTER (WHERE money.method = 'cash'), 0) AS cash,
         coalesce(sum(money.amount) FILTER (WHERE money.method IN ('terminal', 'checkout')), 0) AS card
    FROM (SELECT clerk_id, order_id, method, amount, true AS sale FROM payments WHERE shift_id = $1 AND status = 'captured'
          UNION ALL
          SELECT r.clerk_id, r.order_id, p.method, -r.amount, false FROM refunds r JOIN refund_ways p ON p.payment_id = r.payment_id
           WHERE r.shift_id = $1 AND r.status <> 'failed') money
    LEFT JOIN users u ON u.id = money.clerk_id
    LEFT JOIN (${sold}) sold ON sold.order_id = money.order_id AND money.sale
   GROUP BY u.id, u.name ORDER BY u.name, u.id`;

const typesText = `
  SELECT y.name, count(*) AS tickets, sum(t.price) AS amount FROM tickets t JOIN ticket_types y ON y.id = t.ticket_type_id
   WHERE t.order_id IN (${sold}) AND t.issued_at IS NOT NULL GROUP BY y.id ORDER BY y.sort_order, y.id`;
