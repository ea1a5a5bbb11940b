import type { ProgrammeFilm } from '../../server/domain/programme/list-programme.ts';
import { posterAddress } from '../../server/domain/programme/poster-address.ts';
import type { ScreeningSummary } from '../../server/domain/programme/screening-summaries.ts';
import { type PosterFilm, posterPalette } from '../ui/poster/poster.ts';
import type { FilmCard, ShowTime } from '../views/film-card.ts';

export function posterFilmOf(film: ProgrammeFilm): PosterFilm {
  return {
    id: film.id,
    slug: film.slug,
    title: film.title,
    originalTitle: film.originalTitle,
    director: film.director,
    year: film.year,
    genres: film.genres.map((genre) => genre.code),
    durationMin: film.durationMinutes,
    ageRating: `${film.ageLimit}+`,
  };
}

export function filmCard(film: ProgrammeFilm): FilmCard {
  const { slug, title, originalTitle, director, year, ageLimit, agePolicy } = film;
  return {
    slug,
    title,
    originalTitle,
    director,
    year,
    ageLimit,
    agePolicy,
    duration: film.durationMinutes,
    genres: film.genres.map((genre) => genre.name),
    poster: posterAddress(film),
    colors: posterPalette(posterFilmOf(film)),
  };
}

/** A show is called nearly full when this share of its seats, or these few, are left. */
const fewShare = 0.12;
const fewSeats = 6;

export function showTime(show: ScreeningSummary, now: Date): ShowTime {
  const { id, businessDate, format, language, subtitles } = show;
  return {
    id,
    startsAt: show.startsAt.toISOString(),
    businessDate,
    hall: show.hall.name,
    format,
    language,
    subtitles,
    state: stateOf(show, now),
    fill: show.seatsForAll > 0 ? 1 - show.seatsOpen / show.seatsForAll : 1,
  };
}

/** What of shows changes while the programme stands, as pages show it. */
export function fillOf(shows: readonly ShowTime[]): string {
  return shows.map(({ state, fill }) => `${state} ${fill.toFixed(2)}`).join();
}

export function stateOf(show: ScreeningSummary, now: Date): ShowTime['state'] {
  if (show.status === 'cancelled') return 'cancelled';
  if (show.salesCloseAt <= now) return 'closed';
  if (show.salesOpenAt > now) return 'not_yet';
  if (show.seatsFree === 0) return 'sold_out';
  if (show.seatsOpen === 0) return 'spaces_only';
  return show.seatsOpen <= Math.max(fewSeats, show.seatsForAll * fewShare) ? 'few' : 'open';
}
