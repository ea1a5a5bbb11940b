import type { Sql } from '../../db.ts';
import type { FilmFacts } from './film-facts.ts';
import { type ScreeningSummary, stillToCome, summaries } from './screening-summaries.ts';

/** A film as lists show it, but for its screenings. */
export interface ListedFilm extends FilmFacts {
  id: number;
  slug: string;
  /** The first is the one it is known for. */
  genres: { id: number; code: string; name: string }[];
}

/** The same with its next ten screenings that can still be bought online. */
export interface FilmSummary extends ListedFilm {
  nextScreenings: ScreeningSummary[];
}

/** When and where a film is on, and no more of it: what is left of the seats is dear to count. */
export interface FilmShow {
  id: number;
  filmId: number;
  startsAt: Date;
  /** `YYYY-MM-DD`. */
  businessDate: string;
  hall: { id: number; name: string };
}

interface Coming {
  now: Date;
  /** Only those of this business date. */
  date?: string | undefined;
}

const nextTen = `
  SELECT s.* FROM unnest($1::int[]) wanted (film_id) CROSS JOIN LATERAL (
    SELECT * FROM screenings
     WHERE film_id = wanted.film_id AND ${stillToCome('$2')} AND ($3::date IS NULL OR business_date = $3)
     ORDER BY starts_at LIMIT 10) s`;

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
export async function withNextScreenings(sql: Sql, films: ListedFilm[], { now, date }: Coming): Promise<FilmSummary[]> {
  const values = [films.map((film) => film.id), now, date ?? null];
  const screenings = await summaries(sql, nextTen, values, 'next_screenings');
  const byFilm = Map.groupBy(screenings, (screening) => screening.film.id);
  return films.map((film) => ({ ...film, nextScreenings: byFilm.get(film.id) ?? [] }));
}

/** When each film's next ten screenings are, by film. */
export async function nextShows(
  sql: Sql,
  films: readonly { id: number }[],
  { now, date }: Coming,
): Promise<Map<number, FilmShow[]>> {
  const shows = await sql.query<FilmShow & Record<string, unknown>>(
    {
      name: 'next_shows',
      text: `SELECT s.id, s.film_id AS "filmId", s.starts_at AS "startsAt", s.business_date AS "businessDate",
                    json_build_object('id', h.id, 'name', h.name) AS hall
               FROM (${nextTen}) s JOIN halls h ON h.id = s.hall_id ORDER BY s.starts_at, h.sort_order, s.id`,
    },
    [films.map((film) => film.id), now, date ?? null],
  );
  return Map.groupBy(shows, (show) => show.filmId);
}
