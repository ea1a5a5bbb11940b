import { type Db, sql } from '../../db.ts';
import { type FilmSummary, filmJson, type ListedFilm, withNextScreenings } from './film-summaries.ts';
import { stillToCome } from './screening-summaries.ts';

export interface FilmFilter {
  /** Code or id. */
  genre?: string | undefined;
  /** Rated for this age or younger. */
  ageLimit?: number | undefined;
  /** Words of title, original title or description; typos and accents are forgiven. */
  search?: string | undefined;
  /** Shown on this business date, `YYYY-MM-DD`; the screenings answered are then those of that date. */
  date?: string | undefined;
  /** From 1. */
  page: number;
  pageSize: number;
  now: Date;
}

/**
 * The films of the house. A search answers the best first; otherwise those on soonest come first, then the others, the
 * newest first.
 */
export async function listFilms(db: Db, filter: FilmFilter): Promise<{ count: number; films: FilmSummary[] }> {
  const { count, films } = await findFilms(db, filter);
  return { count, films: await withNextScreenings(sql(db), films, filter) };
}

/** The same without their screenings. */
export async function findFilms(db: Db, filter: FilmFilter): Promise<{ count: number; films: ListedFilm[] }> {
  const { genre, ageLimit, search, date, page, pageSize, now } = filter;
  const [row] = await sql(db).query<{ count: number; films: ListedFilm[] }>(
    { name: search?.trim() ? 'search_films' : 'list_films', text: listing(search?.trim() ? searched : unsearched) },
    [search?.trim() || null, genre ?? null, ageLimit ?? null, date ?? null, now, pageSize, (page - 1) * pageSize],
  );
  return row ?? { count: 0, films: [] };
}

const searched = 'JOIN films_matching($1) m ON m.film_id = f.id';
const unsearched = 'CROSS JOIN (SELECT $1::text, 0 AS rank) m';

const listing = (match: string) => `
  WITH found AS MATERIALIZED (
    SELECT f.id, row_number() OVER (ORDER BY m.rank DESC, next.starts_at, f.release_date DESC NULLS LAST, f.title, f.id) AS place
      FROM films f
      ${match}
      LEFT JOIN LATERAL (
        SELECT starts_at FROM screenings
         WHERE film_id = f.id AND ${stillToCome('$5')} AND ($4::date IS NULL OR business_date = $4)
         ORDER BY starts_at LIMIT 1) next ON true
     WHERE f.archived_at IS NULL AND ($3::int IS NULL OR f.age_limit <= $3)
       AND ($4::date IS NULL OR next.starts_at IS NOT NULL)
       AND ($2::text IS NULL OR EXISTS (SELECT FROM film_genres fg JOIN genres g ON g.id = fg.genre_id
                                         WHERE fg.film_id = f.id AND (g.code = $2 OR g.id::text = $2)))
  )
  SELECT (SELECT count(*) FROM found) AS count,
         (SELECT coalesce(json_agg(${filmJson} ORDER BY page.place), '[]')
            FROM (SELECT * FROM found ORDER BY place LIMIT $6 OFFSET $7) page JOIN films f ON f.id = page.id) AS films`;
