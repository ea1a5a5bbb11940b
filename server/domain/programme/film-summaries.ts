import type { Sql } from '../../db.ts';
import type { FilmFacts } from './film-facts.ts';
import { type ScreeningSummary, stillToCome, summaries } from './screening-summaries.ts';

/** A film as lists show it. */
export interface FilmSummary extends FilmFacts {
  id: number;
  slug: string;
  /** The first is the one it is known for. */
  genres: { id: number; code: string; name: string }[];
  /** The next ten that can still be bought online. */
  nextScreenings: ScreeningSummary[];
}

/** The JSON of a film `f`, without its screenings. */
export const filmJson = `json_build_object(
  'id', f.id, 'slug', f.slug, 'title', f.title, 'originalTitle', f.original_title, 'description', f.description,
  'durationMinutes', f.duration_minutes, 'director', f.director, 'cast', f."cast", 'year', f.year,
  'country', f.country, 'language', f.language, 'ageLimit', f.age_limit, 'agePolicy', f.age_policy,
  'releaseDate', f.release_date, 'poster', f.poster,
  'genres', (SELECT coalesce(json_agg(json_build_object('id', g.id, 'code', g.code, 'name', g.name)
                                      ORDER BY fg.position), '[]')
               FROM film_genres fg JOIN genres g ON g.id = fg.genre_id WHERE fg.film_id = f.id))`;

/** Adds to each film its next ten screenings, of one business date if `date` names it. */
export async function withNextScreenings(
  sql: Sql,
  films: Omit<FilmSummary, 'nextScreenings'>[],
  { now, date }: { now: Date; date?: string | undefined },
): Promise<FilmSummary[]> {
  const screenings = await summaries(
    sql,
    `SELECT s.* FROM unnest($1::int[]) wanted (film_id) CROSS JOIN LATERAL (
       SELECT * FROM screenings
        WHERE film_id = wanted.film_id AND ${stillToCome('$2')} AND ($3::date IS NULL OR business_date = $3)
        ORDER BY starts_at LIMIT 10) s`,
    [films.map((film) => film.id), now, date ?? null],
  );
  const byFilm = Map.groupBy(screenings, (screening) => screening.film.id);
  return films.map((film) => ({ ...film, nextScreenings: byFilm.get(film.id) ?? [] }));
}
