import { chance } from './chance.ts';
import type { SeedFilm } from './films/film.ts';

/** The part of the day and week a film is programmed for; it follows from the film's facts. */
export type Strand = 'family' | 'late' | 'classic' | 'main';

export function strandOf(film: SeedFilm): Strand {
  if (film.genres.includes('family')) return 'family';
  if (film.genres[0] === 'horror') return 'late';
  return film.year < 1985 ? 'classic' : 'main';
}

/** Films for adults only are an evening's business. */
const ADULT_HOURS = 17 * 60;

/** Whether a film may be shown at that time of the business day (minutes after midnight). */
export function suits(film: SeedFilm, minutes: number): boolean {
  if (film.ageLimit >= 18 && minutes < ADULT_HOURS) return false;
  return strandsAt(minutes).includes(strandOf(film));
}

function strandsAt(minutes: number): Strand[] {
  if (minutes >= 24 * 60) return ['late'];
  if (minutes >= 21.5 * 60) return ['late', 'main'];
  if (minutes >= 17 * 60) return ['main', 'classic'];
  if (minutes >= 13 * 60) return ['classic', 'main', 'family'];
  return ['family', 'classic'];
}

/**
 * Whether a film is on at all that day. Classics have their own two weekdays, late films run from Thursday to Sunday,
 * family films rest on two days before the weekend, and the main programme leaves out about a third, in a new mix daily.
 */
export function isOn(film: SeedFilm, day: Temporal.PlainDate): boolean {
  const own = 1 + Math.floor(chance('own day', film.slug) * 7);
  const since = (day.dayOfWeek - own + 7) % 7;
  switch (strandOf(film)) {
    case 'classic':
      return since === 0 || since === 3;
    case 'late':
      return day.dayOfWeek >= 4;
    case 'family':
      return day.dayOfWeek >= 6 || since > 1;
    case 'main':
      return chance('on', film.slug, day.toString()) < 0.7;
  }
}
