import type { Programme } from '../../server/domain/programme/list-programme.ts';
import type { ProgrammeChoice } from '../views/programme-filters.tsx';
import type { ProgrammeFilters } from './programme-query.ts';

export type Listing = Programme['films'];

/** The films and shows that fit every wish. */
export function narrow(listing: Listing, filters: ProgrammeFilters): Listing {
  const { genre, age, format, language } = filters;
  return listing
    .filter(({ film }) => !genre || film.genres.some(({ code }) => code === genre))
    .filter(({ film }) => !age || film.ageLimit <= Number(age))
    .map(({ film, screenings }) => ({
      film,
      screenings: screenings.filter(
        (show) => (!format || show.format === format) && (!language || show.language === language),
      ),
    }))
    .filter(({ screenings }) => screenings.length > 0 || (!format && !language));
}

/** Films that can still be seen come first. */
export function openFirst(listing: Listing, now: Date): Listing {
  const over = ({ screenings }: Listing[number]) => screenings.every((show) => show.salesCloseAt <= now);
  return [...listing.filter((one) => !over(one)), ...listing.filter(over)];
}

/** What there is to choose from: what this listing has, and what was chosen already. */
export function optionsOf(listing: Listing, filters: ProgrammeFilters): ProgrammeChoice['options'] {
  const genres = new Map(listing.flatMap(({ film }) => film.genres.map(({ code, name }) => [code, name] as const)));
  if (filters.genre && !genres.has(filters.genre)) genres.set(filters.genre, filters.genre);
  const shows = listing.flatMap(({ screenings }) => screenings);
  const sorted = (values: (string | undefined)[]) => [...new Set(values.filter((value) => value !== undefined))].sort();
  const ages = new Set([0, 6, 12, 16, ...(filters.age ? [Number(filters.age)] : [])]);
  return {
    genres: [...genres].map(([code, name]) => ({ code, name })).sort((a, b) => a.name.localeCompare(b.name)),
    ages: [...ages].sort((a, b) => a - b),
    formats: sorted([...shows.map((show) => show.format), filters.format]),
    languages: sorted([...shows.map((show) => show.language), filters.language]),
  };
}
