import { type Refusal, refuse } from '../../contract/refusals.ts';
import type { Tx } from '../../db.ts';
import { named } from './overlaps.ts';

/** A new length in minutes, for every coming screening of a film or in a hall. The halls concerned are locked. */
export type Stretch = { filmId: number; filmMinutes: number } | { hallId: number; cleaningMinutes: number };

interface Clash {
  id: number;
  film: string;
  hall: string;
  startsAt: Date;
  hallFreeAt: Date;
  nextId: number;
  nextFilm: string;
  nextStartsAt: Date;
  nextHallFreeAt: Date;
}

/**
 * Gives coming screenings their new length; what has begun or was cancelled keeps its own. Answers their ids, or the
 * refusal `stretch_overlaps` with every screening that would run into the next one.
 */
export async function stretchScreenings(tx: Tx, stretch: Stretch, timeZone: string): Promise<number[] | Refusal> {
  const values =
    'filmId' in stretch
      ? [stretch.filmId, null, stretch.filmMinutes, null]
      : [null, stretch.hallId, null, stretch.cleaningMinutes];
  // In the order in which others lock several screenings.
  await tx.query(
    `WITH ${coming} SELECT FROM screenings JOIN coming USING (id) ORDER BY id FOR NO KEY UPDATE OF screenings`,
    values,
  );
  const clashes = await tx.query<Clash>(
    `WITH ${coming}
     SELECT c.id, f.title AS film, h.name AS hall, c.starts_at AS "startsAt", c.new_free_at AS "hallFreeAt",
            n.id AS "nextId", nf.title AS "nextFilm", n.starts_at AS "nextStartsAt", n.hall_free_at AS "nextHallFreeAt"
       FROM coming c
       JOIN screenings n ON n.hall_id = c.hall_id AND n.status <> 'cancelled' AND n.id <> c.id
                        AND n.starts_at >= c.starts_at AND n.starts_at < c.new_free_at
       JOIN films f ON f.id = c.film_id JOIN films nf ON nf.id = n.film_id JOIN halls h ON h.id = c.hall_id
      ORDER BY c.starts_at, n.starts_at`,
    values,
  );
  if (clashes.length > 0) {
    const overlaps = clashes.map(({ nextId, nextFilm, nextStartsAt, nextHallFreeAt, ...screening }) => ({
      screening: named(screening, timeZone),
      next: named(
        { id: nextId, film: nextFilm, hall: screening.hall, startsAt: nextStartsAt, hallFreeAt: nextHallFreeAt },
        timeZone,
      ),
    }));
    return refuse('stretch_overlaps', { overlaps });
  }
  const changed = await tx.query<{ id: number }>(
    `WITH ${coming}
     UPDATE screenings s
        SET film_minutes = c.new_film_minutes, cleaning_minutes = c.new_cleaning_minutes,
            ends_at = c.new_free_at - make_interval(mins => c.new_cleaning_minutes), hall_free_at = c.new_free_at
       FROM coming c WHERE s.id = c.id
     RETURNING s.id`,
    values,
  );
  return changed.map((row) => row.id);
}

const coming = `coming AS (
  SELECT s.id, s.film_id, s.hall_id, s.starts_at, l.new_film_minutes, l.new_cleaning_minutes,
         s.starts_at + make_interval(mins => s.pre_show_minutes + l.new_film_minutes + l.new_cleaning_minutes) AS new_free_at
    FROM screenings s
    CROSS JOIN LATERAL (SELECT coalesce($3::int, s.film_minutes) AS new_film_minutes,
                               coalesce($4::int, s.cleaning_minutes) AS new_cleaning_minutes) l
   WHERE s.status <> 'cancelled' AND s.starts_at > now() AND (s.film_id = $1::int OR s.hall_id = $2::int)
)`;
