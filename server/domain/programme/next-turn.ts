import { businessDate, businessDay } from '../../contract/venue-time.ts';
import type { Sql } from '../../db.ts';
import { loadCinema } from '../cinema.ts';

/**
 * The next moment at which the programme changes by the clock alone: sales open or close, a screening leaves the lists, a
 * business day begins.
 */
export async function nextTurn(sql: Sql, now: Date): Promise<Date> {
  const [{ timeZone, businessDayCutoff }, [sales]] = await Promise.all([
    loadCinema(sql),
    sql.query<{ at: Date | null }>({ name: 'next_turn', text }, [now]),
  ]);
  const day = businessDay(businessDate(now, timeZone, businessDayCutoff), timeZone, businessDayCutoff).to;
  return sales?.at && sales.at < day ? sales.at : day;
}

// As `stillToCome`: nothing is on sale a day after its start.
const text = `
SELECT min(at) AS at
  FROM screenings, LATERAL (VALUES (sales_open_at), (sales_close_at), (starts_at + interval '1 day')) turns (at)
 WHERE status = 'published' AND starts_at > $1::timestamptz - interval '1 day' AND at > $1`;
