import { getMovie, listGenres, listMovies, type Movie } from '../contract/api/movies.ts';
import { refuse } from '../contract/refusals.ts';
import { rfc3339 } from '../contract/venue-time.ts';
import { sql } from '../db.ts';
import type { Deps } from '../deps.ts';
import { loadCinema } from '../domain/cinema.ts';
import type { FilmSummary } from '../domain/programme/film-summaries.ts';
import { findFilm } from '../domain/programme/find-film.ts';
import { listFilms } from '../domain/programme/list-films.ts';
import { posterAddress } from '../domain/programme/poster-address.ts';
import { onePage } from './pages.ts';
import { type Api, serve } from './serve.ts';

export function installMovies(api: Api): void {
  const { deps } = api;

  serve(api, listMovies, async ({ query, req }) => {
    const { genre, age_limit: ageLimit, search, date, page, page_size: pageSize } = query;
    const [{ count, films }, { timeZone }] = await Promise.all([
      listFilms(deps.db, { genre, ageLimit, search, date, page, pageSize, now: new Date() }),
      loadCinema(sql(deps.db)),
    ]);
    const items = films.map((film) => movieBody(deps, timeZone, film));
    return onePage(req, deps.publicUrl, query, { count, items });
  });

  serve(api, getMovie, async ({ params }) => {
    const [film, { timeZone }] = await Promise.all([
      findFilm(deps.db, params.key, new Date()),
      loadCinema(sql(deps.db)),
    ]);
    return film ? movieBody(deps, timeZone, film) : refuse('not_found');
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

function movieBody(deps: Deps, timeZone: string, film: FilmSummary): Movie {
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
    next_sessions: film.nextScreenings.map((screening) => ({
      id: screening.id,
      starts_at: rfc3339(screening.startsAt, timeZone),
      business_date: screening.businessDate,
      hall: { id: screening.hall.id, name: screening.hall.name },
    })),
  };
}
