import { businessDate } from '../../contract/venue-time.ts';
import { type Db, sql } from '../../db.ts';
import { loadCinema } from '../cinema.ts';

export interface Free {
  id: number;
  /** To everybody. */
  free: number;
  /** Till → seats that are free to it alone. */
  own: Record<string, number>;
}

/** The seats left of every screening of the business day that is not over. */
export async function freeToday(db: Db): Promise<Free[]> {
  const { timeZone, businessDayCutoff } = await loadCinema(sql(db));
  return sql(db).query<Free & Record<string, unknown>>(
    {
      name: 'free_today',
      text: `SELECT sc.id, sc.seats_total - (SELECT count(*) FROM live_claims c WHERE c.screening_id = sc.id)::int AS free,
                    (SELECT coalesce(json_object_agg(kiosk_id, count), '{}') FROM (
                       SELECT kiosk_id, count(*) FROM seat_claims c
                        WHERE c.screening_id = sc.id AND kiosk_id IS NOT NULL AND (kind = 'allotment' OR expires_at <= now())
                        GROUP BY kiosk_id) each_till) AS own
               FROM screenings sc WHERE sc.business_date = $1 AND sc.status = 'published' AND sc.ends_at > now()`,
    },
    [businessDate(new Date(), timeZone, businessDayCutoff)],
  );
}
