import type { ProgrammeFilm } from '../../server/domain/programme/list-programme.ts';
import { posterAddress } from '../../server/domain/programme/poster-address.ts';
import type { ScreeningSummary } from '../../server/domain/programme/screening-summaries.ts';
import { posterPalette } from '../ui/poster/poster.ts';
import type { ShowFacts } from '../views/show-head.tsx';
import { posterFilmOf } from './film-cards.ts';

export function showFacts(show: ScreeningSummary, film: ProgrammeFilm): ShowFacts {
  return {
    id: show.id,
    film: film.title,
    filmSlug: film.slug,
    poster: posterAddress(film),
    colors: posterPalette(posterFilmOf(film)),
    ageLimit: film.ageLimit,
    startsAt: show.startsAt.toISOString(),
    businessDate: show.businessDate,
    hall: show.hall.name,
    format: show.format,
    language: show.language,
    subtitles: show.subtitles,
  };
}
