import { rfc3339 } from '../../contract/venue-time.ts';
import type { Sql } from '../../db.ts';

/** A screening as a refusal names it. Times are RFC 3339 with the venue's offset. */
export interface NamedScreening {
  id: number;
  film: string;
  hall: string;
  startsAt: string;
  hallFreeAt: string;
}

interface Row {
  id: number;
  film: string;
  hall: string;
  startsAt: Date;
  hallFreeAt: Date;
}

/** The first screening that takes the hall in `[startsAt, hallFreeAt)`, other than `except`. */
export async function screeningInTheWay(
  sql: Sql,
  slot: { hallId: number; startsAt: Date; hallFreeAt: Date },
  timeZone: string,
  except: number | null = null,
): Promise<NamedScreening | null> {
  const [row] = await sql.query<Row>(
    `SELECT s.id, f.title AS film, h.name AS hall, s.starts_at AS "startsAt", s.hall_free_at AS "hallFreeAt"
       FROM screenings s JOIN films f ON f.id = s.film_id JOIN halls h ON h.id = s.hall_id
      WHERE s.hall_id = $1 AND s.status <> 'cancelled' AND s.id IS DISTINCT FROM $4
        AND tstzrange(s.starts_at, s.hall_free_at) && tstzrange($2, $3)
      ORDER BY s.starts_at LIMIT 1`,
    [slot.hallId, slot.startsAt, slot.hallFreeAt, except],
  );
  return row ? named(row, timeZone) : null;
}

export function named(row: Row, timeZone: string): NamedScreening {
  return { ...row, startsAt: rfc3339(row.startsAt, timeZone), hallFreeAt: rfc3339(row.hallFreeAt, timeZone) };
}
