import type { ChangedFilm, ImportedFacts } from '../../../contract/api/staff/films-import.ts';
import type { KnownFilm } from './known-films.ts';
import type { GenreMatcher } from './match-genres.ts';

type Facts = Omit<ImportedFacts, 'title' | 'genres'>;

const fields = [
  'originalTitle',
  'durationMinutes',
  'releaseDate',
  'year',
  'director',
  'description',
  'cast',
  'country',
  'language',
  'ageLimit',
  'agePolicy',
] as const satisfies readonly (keyof Facts)[];

/** What of a film would be another than before, field by field, in words that can stand in a table. */
export function changesTo(
  before: KnownFilm,
  wanted: Facts,
  codes: string[] | undefined,
  genres: GenreMatcher,
): ChangedFilm['changes'] {
  const changes = fields.flatMap((field) => {
    const after = wanted[field];
    return after === undefined || text(after) === text(before[field])
      ? []
      : [{ field: field as string, before: text(before[field]), after: text(after) }];
  });
  const names = (list: readonly string[]) => list.map(genres.nameOf).join(', ');
  return codes === undefined || codes.join() === before.genres.join()
    ? changes
    : [...changes, { field: 'genres', before: names(before.genres), after: names(codes) }];
}

function text(value: string | number | string[] | null): string {
  return Array.isArray(value) ? value.join(', ') : String(value ?? '');
}
