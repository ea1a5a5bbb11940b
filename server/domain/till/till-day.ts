import type { TillDay, TillScreening } from '../../contract/till/programme.ts';
import { businessDate, rfc3339 } from '../../contract/venue-time.ts';
import { type Sql, sql } from '../../db.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { posterAddress } from '../programme/poster-address.ts';

interface Row extends Omit<TillScreening, 'film' | 'startsAt' | 'endsAt'> {
  film: { title: string; slug: string; poster: string | null; duration: number };
  startsAt: Date;
  endsAt: Date;
}

/** What is on in all halls on a business day, with the seats left for this till; today's if no date is named. */
export async function tillDay(house: House, kioskId: number, date?: string): Promise<TillDay> {
  const { timeZone, businessDayCutoff } = await loadCinema(sql(house.db));
  const day = date ?? businessDate(new Date(), timeZone, businessDayCutoff);
  const rows = await screeningsWhere(sql(house.db), 'sc.business_date = $2', [kioskId, day]);
  return { date: day, screenings: rows.map((row) => shown(row, timeZone)) };
}

export async function tillScreening(house: House, kioskId: number, id: number): Promise<TillScreening | null> {
  const { timeZone } = await loadCinema(sql(house.db));
  const [row] = await screeningsWhere(sql(house.db), 'sc.id = $2', [kioskId, id]);
  return row ? shown(row, timeZone) : null;
}

function shown({ film, startsAt, endsAt, ...row }: Row, zone: string): TillScreening {
  return {
    ...row,
    film: { title: film.title, poster: posterAddress(film), duration: film.duration },
    startsAt: rfc3339(startsAt, zone),
    endsAt: rfc3339(endsAt, zone),
  };
}

/** Seats allotted to the till itself are free to it. */
function screeningsWhere(db: Sql, where: string, values: unknown[]): Promise<Row[]> {
  return db.query<Row & Record<string, unknown>>(
    `SELECT sc.id, json_build_object('title', f.title, 'slug', f.slug, 'poster', f.poster, 'duration', sc.film_minutes) AS film,
            json_build_object('limit', f.age_limit, 'policy', f.age_policy) AS age, hall.name AS hall,
            sc.starts_at AS "startsAt", sc.ends_at AS "endsAt", sc.format, sc.language, sc.seats_total AS "seatsTotal",
            sc.seats_total - (SELECT count(*) FROM live_claims c WHERE c.screening_id = sc.id
              AND NOT coalesce(c.kiosk_id = $1 AND (c.kind = 'allotment' OR c.expires_at <= now()), false))::int AS "seatsFree",
            sales_refusal(sc.id, true) AS closed
       FROM screenings sc JOIN films f ON f.id = sc.film_id JOIN halls hall ON hall.id = sc.hall_id
      WHERE sc.status <> 'draft' AND ${where} ORDER BY sc.starts_at, hall.sort_order, sc.id`,
    values,
  );
}
