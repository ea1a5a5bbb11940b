import type { Board, BoardFilm, BoardHall, BoardScreening } from '../../contract/api/staff/board.ts';
import type { Refusal } from '../../contract/refusals.ts';
import { businessDate, businessDay } from '../../contract/venue-time.ts';
import { sql } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';

export interface BoardQuestion {
  /** First business date; today's if left out. */
  from?: string | undefined;
  days: number;
}

/** Everything that the schedule board shows of some business days. */
export async function loadBoard(house: House, actor: Actor, { from, days }: BoardQuestion): Promise<Board | Refusal> {
  const no = denied(actor, 'schedule_screening');
  if (no) return no;
  const db = sql(house.db);
  const { timeZone, businessDayCutoff: cutoff, preShowMinutes } = await loadCinema(db);
  const today = businessDate(new Date(), timeZone, cutoff);
  const first = Temporal.PlainDate.from(from ?? today);
  const dates = Array.from({ length: days }, (_, i) => first.add({ days: i }).toString());
  const edges = dates.map((date) => ({ date, ...businessDay(date, timeZone, cutoff) }));
  const [begin, end] = [edges[0]?.from, edges.at(-1)?.to];
  const [halls, screenings, films, priceCards] = await Promise.all([
    db.query<BoardHall & Record<string, unknown>>(hallsText),
    db.query<Timed & Record<string, unknown>>(screeningsText, [begin, end]),
    db.query<BoardFilm & Record<string, unknown>>(filmsText, [begin, end]),
    db.query<{ id: number; name: string }>('SELECT id, name FROM price_cards ORDER BY id'),
  ]);
  return {
    timeZone,
    preShowMinutes,
    today,
    days: edges.map((day) => ({ date: day.date, from: day.from.toISOString(), to: day.to.toISOString() })),
    halls,
    screenings: screenings.map((one) => ({
      ...one,
      startsAt: one.startsAt.toISOString(),
      hallFreeAt: one.hallFreeAt.toISOString(),
    })),
    films,
    priceCards,
  };
}

type Timed = Omit<BoardScreening, 'startsAt' | 'hallFreeAt'> & { startsAt: Date; hallFreeAt: Date };

// A hall that was given up still shows what it has to show.
const hallsText = `
  SELECT h.id, h.name, h.cleaning_minutes AS "cleaningMinutes", p.id IS NOT NULL AS "hasPlan",
         (SELECT count(*) FROM seats WHERE seat_plan_id = p.id) AS seats
    FROM halls h LEFT JOIN seat_plans p ON p.hall_id = h.id AND p.status = 'published'
   WHERE h.archived_at IS NULL
   ORDER BY h.sort_order, h.id`;

/** Nothing lasts longer than a day. */
const shown = `starts_at > $1::timestamptz - interval '1 day' AND starts_at < $2 AND hall_free_at > $1`;

const screeningsText = `
  SELECT s.id, s.film_id AS "filmId", s.hall_id AS "hallId", s.price_card_id AS "priceCardId", s.status,
         s.starts_at AS "startsAt", s.hall_free_at AS "hallFreeAt", s.business_date AS "businessDate",
         s.pre_show_minutes AS "preShowMinutes", s.film_minutes AS "filmMinutes",
         s.cleaning_minutes AS "cleaningMinutes", s.format, s.language, s.subtitles, s.seats_total AS seats,
         c.sold, c.held, c.blocked, s.cancel_reason AS "cancelReason"
    FROM screenings s CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE kind = 'sale') AS sold, count(*) FILTER (WHERE kind = 'hold') AS held,
             count(*) FILTER (WHERE kind IN ('block', 'allotment')) AS blocked
        FROM live_claims WHERE screening_id = s.id) c
   WHERE ${shown}
   ORDER BY s.hall_id, s.starts_at, s.id`;

export const filmColumns = `f.id, f.slug, f.title, f.duration_minutes AS minutes, f.age_limit AS "ageLimit", f.language,
  f.year, ARRAY(SELECT g.code FROM film_genres fg JOIN genres g ON g.id = fg.genre_id
                 WHERE fg.film_id = f.id ORDER BY fg.position) AS genres`;

const filmsText = `
  SELECT ${filmColumns} FROM films f WHERE id IN (SELECT film_id FROM screenings WHERE ${shown}) ORDER BY f.title`;
