import { type Db, sql } from '../../db.ts';
import { type ScreeningSummary, stillToCome, summaries } from './screening-summaries.ts';

export interface ScreeningFilter {
  /** Business date, `YYYY-MM-DD`. */
  date?: string | undefined;
  filmId?: number | undefined;
  hallId?: number | undefined;
  /** Starts at this instant or later. */
  from?: Date | undefined;
  /** Also those whose sales have closed. */
  includePast?: boolean | undefined;
  /** From 1. */
  page: number;
  pageSize: number;
  now: Date;
}

/** The published screenings, soonest first; unless the past is asked for, those that can still be bought online. */
export async function listScreenings(
  db: Db,
  { date, filmId, hallId, from, includePast = false, page, pageSize, now }: ScreeningFilter,
): Promise<{ count: number; screenings: ScreeningSummary[] }> {
  const chosen = `FROM screenings
    WHERE status = 'published' AND ($1::date IS NULL OR business_date = $1) AND ($2::int IS NULL OR film_id = $2)
      AND ($3::int IS NULL OR hall_id = $3) AND ($4::timestamptz IS NULL OR starts_at >= $4)
      AND ($5::timestamptz IS NULL OR ${stillToCome('$5')})`;
  const values = [date ?? null, filmId ?? null, hallId ?? null, from ?? null, includePast ? null : now];
  const picked = `SELECT * ${chosen} ORDER BY starts_at, hall_id, id LIMIT $6 OFFSET $7`;
  const [[counted], screenings] = await Promise.all([
    sql(db).query<{ count: number }>({ name: 'count_screenings', text: `SELECT count(*) ${chosen}` }, values),
    summaries(sql(db), picked, [...values, pageSize, (page - 1) * pageSize], 'list_screenings'),
  ]);
  return { count: counted?.count ?? 0, screenings };
}
