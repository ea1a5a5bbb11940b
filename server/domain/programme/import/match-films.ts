import type { KnownFilm } from './known-films.ts';

export type Match = KnownFilm | 'none' | 'several';

const fold = (title: string) => title.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

export const keyOf = (title: string, year: number | null) => `${fold(title)}|${year ?? ''}`;

/**
 * Finds the film that a title and year mean. A year is that of the film or of its release. Without a year, or against a
 * film of which none is known, the title alone decides if only one film has it.
 */
export function filmMatcher(films: readonly KnownFilm[]): (title: string, year: number | null) => Match {
  const byTitle = new Map<string, KnownFilm[]>();
  for (const film of films) {
    for (const title of new Set([film.title, film.originalTitle ?? film.title].map(fold))) {
      byTitle.set(title, [...(byTitle.get(title) ?? []), film]);
    }
  }
  return (title, year) => {
    const same = byTitle.get(fold(title)) ?? [];
    if (year === null) return oneOf(same);
    const ofYear = same.filter((film) => yearsOf(film).includes(year));
    return oneOf(ofYear.length > 0 ? ofYear : same.filter((film) => yearsOf(film).length === 0));
  };
}

function oneOf(films: KnownFilm[]): Match {
  return films.length > 1 ? 'several' : (films[0] ?? 'none');
}

function yearsOf(film: KnownFilm): number[] {
  return [film.year, film.releaseDate && Number(film.releaseDate.slice(0, 4))].filter(
    (year) => typeof year === 'number',
  );
}
