import type { BoardFilm } from '../../contract/api/staff/board.ts';
import type { Refusal } from '../../contract/refusals.ts';
import { sql } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import type { House } from '../house.ts';
import { filmColumns } from './load-board.ts';

/** A palette longer than this is searched, not read. */
const most = 60;

/** The films that can be put on: the best matches of a search, or first those that are on most in these weeks. */
export async function listBoardFilms(
  house: House,
  actor: Actor,
  { search }: { search: string },
): Promise<{ films: BoardFilm[] } | Refusal> {
  const no = denied(actor, 'schedule_screening');
  if (no) return no;
  const words = search.trim();
  const films = await sql(house.db).query<BoardFilm & Record<string, unknown>>(
    words
      ? `SELECT ${filmColumns} FROM films_matching($1) m JOIN films f ON f.id = m.film_id
          WHERE f.archived_at IS NULL ORDER BY m.rank DESC, f.title LIMIT ${most}`
      : `SELECT ${filmColumns} FROM films f
           LEFT JOIN (SELECT film_id, count(*) AS shows FROM screenings
                       WHERE status <> 'cancelled' AND starts_at BETWEEN now() - interval '7 days' AND now() + interval '14 days'
                       GROUP BY film_id) near ON near.film_id = f.id
          WHERE f.archived_at IS NULL
          ORDER BY near.shows DESC NULLS LAST, f.release_date DESC NULLS LAST, f.title LIMIT ${most}`,
    words ? [words] : [],
  );
  return { films };
}
