import type { TonightScreening } from '../../contract/api/staff/reports.ts';
import type { Sql } from '../../db.ts';

/** The published screenings of a business day in the order in which they start, with their seats counted now. */
export async function tonightsScreenings(sql: Sql, date: string): Promise<TonightScreening[]> {
  const rows = await sql.query<Omit<TonightScreening, 'startsAt' | 'endsAt'> & { startsAt: Date; endsAt: Date }>(
    {
      name: 'tonights_screenings',
      text: `SELECT s.id, f.title AS film, h.name AS hall, s.starts_at AS "startsAt", s.ends_at AS "endsAt",
                    s.business_date AS "businessDate", s.seats_total AS capacity, c.sold, c.held, c.blocked
               FROM screenings s JOIN films f ON f.id = s.film_id JOIN halls h ON h.id = s.hall_id
              CROSS JOIN LATERAL (
                SELECT count(*) FILTER (WHERE kind = 'sale') AS sold, count(*) FILTER (WHERE kind = 'hold') AS held,
                       count(*) FILTER (WHERE kind IN ('block', 'allotment')) AS blocked
                  FROM live_claims WHERE screening_id = s.id) c
              WHERE s.business_date = $1 AND s.status = 'published'
              ORDER BY s.starts_at, h.sort_order, s.id`,
    },
    [date],
  );
  return rows.map((row) => ({ ...row, startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString() }));
}
