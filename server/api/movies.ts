import { getMovie, listGenres, listMovies, type Movie } from '../contract/api/movies.ts';
import { refuse } from '../contract/refusals.ts';
import { rfc3339 } from '../contract/venue-time.ts';
import { sql } from '../db.ts';
import type { Deps } from '../deps.ts';
import { loadCinema } from '../domain/cinema.ts';
import { type FilmShow, type ListedFilm, nextShows } from '../domain/programme/film-summaries.ts';
import { findFilm } from '../domain/programme/find-film.ts';
import { findFilms } from '../domain/programme/list-films.ts';
import { posterAddress } from '../domain/programme/poster-address.ts';
import { onePage } from './pages.ts';
import { type Api, serve } from './serve.ts';

export function installMovies(api: Api): void {
  const { deps } = api;

  serve(api, listMovies, async ({ query, req }) => {
    const { genre, age_limit: ageLimit, search, date, page, page_size: pageSize } = query;
    const now = new Date();
    const [{ count, films }, { timeZone }] = await Promise.all([
      findFilms(deps.db, { genre, ageLimit, search, date, page, pageSize, now }),
      loadCinema(sql(deps.db)),
    ]);
    const shows = await nextShows(sql(deps.db), films, { now, date });
    const items = films.map((film) => movieBody(deps, timeZone, film, shows.get(film.id)));
    return onePage(req, deps.publicUrl, query, { count, items });
  });

  serve(api, getMovie, async ({ params }) => {
    const [film, { timeZone }] = await Promise.all([findFilm(deps.db, params.key), loadCinema(sql(deps.db))]);
    if (!film) return refuse('not_found');
    const shows = await nextShows(sql(deps.db), [film], { now: new Date() });
    return movieBody(deps, timeZone, film, shows.get(film.id));
  });

  serve(api, listGenres, async ({ query, req }) => {
    const { page, page_size: size } = query;
    const [count, items] = await Promise.all([
      deps.db.prisma.genre.count(),
      deps.db.prisma.genre.findMany({
        select: { id: true, name: true },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        skip: (page - 1) * size,
        take: size,
      }),
    ]);
    return onePage(req, deps.publicUrl, query, { count, items });
  });
}

function movieBody(deps: Deps, timeZone: string, film: ListedFilm, shows: FilmShow[] = []): Movie {
  return {
    id: film.id,
    slug: film.slug,
    title: film.title,
    original_title: film.originalTitle,
    description: film.description,
    duration: film.durationMinutes,
    director: film.director,
    cast: film.cast,
    year: film.year,
    country: film.country,
    language: film.language,
    genres: film.genres.map(({ id, name }) => ({ id, name })),
    age_limit: film.ageLimit,
    age_policy: film.agePolicy,
    release_date: film.releaseDate,
    poster: `${deps.publicUrl}${posterAddress(film)}`,
    next_sessions: shows.map((screening) => ({
      id: screening.id,
      starts_at: rfc3339(screening.startsAt, timeZone),
      business_date: screening.businessDate,
      hall: { id: screening.hall.id, name: screening.hall.name },
    })),
  };
}
