import type { CutSaleDetails, CutSaleList, CutSaleSummary } from '../../contract/api/staff/cut-sales.ts';
import { type Refusal, refuse } from '../../contract/refusals.ts';
import { rfc3339 } from '../../contract/venue-time.ts';
import { type Sql, sql } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';

/** The supervisors' queue: what waits, the oldest first; or what was settled, the newest first. */
export async function listCutSales(
  house: House,
  actor: Actor,
  { settled }: { settled: boolean },
): Promise<CutSaleList | Refusal> {
  const no = denied(actor, 'settle_cut_sales');
  if (no) return no;
  const db = sql(house.db);
  const { timeZone, currency } = await loadCinema(db);
  const [count] = await db.query<{ waiting: number }>(
    `SELECT count(*)::int AS waiting FROM cut_sales WHERE outcome = 'rejected' AND settled_at IS NULL`,
  );
  const rows = await db.query<Row>(
    settled
      ? `${summary} WHERE c.outcome = 'rejected' AND c.settled_at IS NOT NULL ORDER BY c.received_at DESC, c.id DESC LIMIT 100`
      : `${summary} WHERE c.outcome = 'rejected' AND c.settled_at IS NULL ORDER BY c.received_at, c.id LIMIT 100`,
  );
  return { timeZone, currency, waiting: count?.waiting ?? 0, sales: rows.map((row) => shown(row, timeZone)) };
}

/** One of them, with the seats that it could still have. Refusal: `not_found`. */
export async function findCutSale(house: House, actor: Actor, id: number): Promise<CutSaleDetails | Refusal> {
  const no = denied(actor, 'settle_cut_sales');
  if (no) return no;
  const db = sql(house.db);
  const { timeZone, currency } = await loadCinema(db);
  const [row] = await db.query<Row & { drawer: CutSaleDetails['drawer'] }>(
    `${summary} WHERE c.id = $1 AND c.outcome = 'rejected'`,
    [id],
  );
  if (!row) return refuse('not_found');
  const { drawer } = row;
  return { ...shown(row, timeZone), timeZone, currency, drawer, ...(await seatsFor(db, id)) };
}

type Row = Omit<CutSaleSummary, 'soldAt' | 'receivedAt'> &
  Record<string, unknown> & { soldAt: Date | null; receivedAt: Date; drawer: CutSaleDetails['drawer'] };

const summary = `
SELECT c.id, k.name AS till, c.sold_at AS "soldAt", c.received_at AS "receivedAt", clerk.name AS clerk, c.total, c.reason,
       CASE WHEN sc.id IS NOT NULL THEN json_build_object('id', sc.id, 'film', f.title, 'hall', h.name,
         'startsAt', sc.starts_at, 'cancelled', sc.status = 'cancelled') END AS screening,
       ARRAY (SELECT s.row || s.number FROM jsonb_array_elements(c.sale -> 'lines') line
                JOIN seats s ON s.id = (line ->> 'seat')::int ORDER BY s.ordinal) AS seats,
       CASE WHEN c.settled_at IS NOT NULL THEN json_build_object('how', c.settlement, 'at', c.settled_at, 'by', u.name,
         'note', c.note, 'order', o.number) END AS settled,
       CASE WHEN shift.id IS NULL THEN 'unknown' WHEN shift.closed_at IS NULL THEN 'open' ELSE 'counted' END AS drawer
  FROM cut_sales c JOIN kiosks k ON k.id = c.kiosk_id
  LEFT JOIN screenings sc ON sc.id = c.screening_id
  LEFT JOIN films f ON f.id = sc.film_id LEFT JOIN halls h ON h.id = sc.hall_id
  LEFT JOIN users clerk ON clerk.id = (c.sale ->> 'clerk')::int
  LEFT JOIN shifts shift ON shift.id = (c.sale ->> 'shift')::int AND shift.kiosk_id = c.kiosk_id
  LEFT JOIN users u ON u.id = c.settled_by LEFT JOIN orders o ON o.id = c.order_id`;

function shown({ drawer: _, ...row }: Row, zone: string): CutSaleSummary {
  const at = (instant: Date | string) => rfc3339(new Date(instant), zone);
  const { screening, settled, soldAt, receivedAt } = row;
  return {
    ...row,
    soldAt: soldAt && at(soldAt),
    receivedAt: at(receivedAt),
    screening: screening && { ...screening, startsAt: at(screening.startsAt) },
    settled: settled && { ...settled, at: at(settled.at) },
  };
}

async function seatsFor(db: Sql, id: number): Promise<Pick<CutSaleDetails, 'lines' | 'free'>> {
  const lines = await db.query<CutSaleDetails['lines'][number] & Record<string, unknown>>(
    `SELECT (line ->> 'seat')::int AS seat, s.row || s.number AS label, cat.name AS category, tt.name AS "ticketType",
            (line ->> 'price')::int AS price,
            CASE WHEN sc.id IS NULL OR s.id IS NULL OR s.seat_plan_id <> sc.seat_plan_id THEN 'gone'
                 WHEN claim.cut_sale_id = c.id THEN 'kept'
                 WHEN claim.seat_id IS NULL OR (claim.expires_at <= now() AND claim.kiosk_id IS NULL) THEN 'free'
                 ELSE 'taken' END AS state
       FROM cut_sales c CROSS JOIN LATERAL jsonb_array_elements(c.sale -> 'lines') WITH ORDINALITY AS each (line, nth)
       LEFT JOIN screenings sc ON sc.id = c.screening_id LEFT JOIN seats s ON s.id = (line ->> 'seat')::int
       LEFT JOIN seat_categories cat ON cat.id = s.category_id
       LEFT JOIN ticket_types tt ON tt.id = (line ->> 'ticketType')::int
       LEFT JOIN seat_claims claim ON claim.screening_id = sc.id AND claim.seat_id = s.id
      WHERE c.id = $1 ORDER BY nth`,
    [id],
  );
  const free = await db.query<CutSaleDetails['free'][number] & Record<string, unknown>>(
    `SELECT s.id AS seat, s.row || s.number AS label, cat.name AS category
       FROM cut_sales c JOIN screenings sc ON sc.id = c.screening_id AND sc.status = 'published' AND sc.claims_cleared_at IS NULL
       JOIN seats s ON s.seat_plan_id = sc.seat_plan_id JOIN seat_categories cat ON cat.id = s.category_id
       LEFT JOIN seat_claims claim ON claim.screening_id = sc.id AND claim.seat_id = s.id
      WHERE c.id = $1 AND (claim.seat_id IS NULL OR claim.cut_sale_id = c.id
                           OR (claim.expires_at <= now() AND claim.kiosk_id IS NULL))
      ORDER BY s.ordinal`,
    [id],
  );
  return { lines, free };
}
