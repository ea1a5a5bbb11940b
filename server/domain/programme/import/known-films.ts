import type { Sql } from '../../../db.ts';
import { type FilmFacts, factColumns } from '../film-facts.ts';

export interface KnownFilm extends FilmFacts {
  id: number;
  /** Codes, the first being the one the film is known for. */
  genres: string[];
}

export interface Known {
  films: KnownFilm[];
  genres: { code: string; name: string }[];
}

/** What the cinema has already; films that were put away too. */
export async function loadKnown(sql: Sql): Promise<Known> {
  return {
    films: await loadFilms(sql, null),
    genres: await sql.query<{ code: string; name: string }>('SELECT code, name FROM genres ORDER BY id'),
  };
}

/** The films of these ids, or all. */
export function loadFilms(sql: Sql, ids: readonly number[] | null): Promise<KnownFilm[]> {
  return sql.query<KnownFilm>(
    `SELECT id, ${factColumns}, ARRAY(SELECT g.code FROM film_genres fg JOIN genres g ON g.id = fg.genre_id
                                       WHERE fg.film_id = films.id ORDER BY fg.position) AS genres
       FROM films WHERE $1::int[] IS NULL OR id = ANY ($1) ORDER BY id`,
    [ids],
  );
}
