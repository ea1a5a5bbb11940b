import type { FilmField, ImportedFacts, ImportMapping, LineProblem } from '../../../contract/api/staff/films-import.ts';
import type { FileRow } from './film-file.ts';
import { countryOf, dateOf, languageOf, minutesOf, type Read, ratingOf, yearOf } from './film-values.ts';

/** Characters; beyond it something else stands in the column. */
const longest: Partial<Record<FilmField, number>> = { description: 10_000, cast: 5_000 };
const longestElse = 300;

export type RowReader = (row: FileRow) => { film: ImportedFacts; problems: LineProblem[] };

/** Reads rows by a mapping: only what the file says, and everything in it that cannot be understood. */
export function rowReader(columns: readonly string[], mapping: ImportMapping, today: Temporal.PlainDate): RowReader {
  const places = Object.entries(mapping.columns).map(
    ([field, column]) => [field as FilmField, columns.indexOf(column)] as const,
  );
  return (row) => {
    const problems: LineProblem[] = [];
    const said = new Map<FilmField, string>();
    for (const [field, place] of places) {
      const text = row.values[place] ?? '';
      if (text === '') continue;
      const most = longest[field] ?? longestElse;
      if (text.length > most) problems.push({ code: 'too_long', field, value: `${text.length}` });
      else if (text.includes('\0') || !text.isWellFormed()) problems.push({ code: 'bad_text', field });
      else said.set(field, text);
    }
    const film: ImportedFacts = { title: said.get('title') ?? '' };
    if (row.problem) return { film, problems: [row.problem] };
    if (film.title === '') problems.push({ code: 'no_title' });
    /** Takes a field's value over, or notes what is wrong with it. */
    const take = <T>(field: FilmField, read: (text: string) => Read<T>, use: (value: T) => void) => {
      const text = said.get(field);
      if (text === undefined) return;
      const result = read(text);
      if ('value' in result) use(result.value);
      else problems.push({ code: result.problem, field, value: text.slice(0, 80) });
    };
    const plain = (text: string): Read<string> => ({ value: text });
    take('originalTitle', plain, (value) => {
      film.originalTitle = value;
    });
    take('minutes', minutesOf, (value) => {
      film.durationMinutes = value;
    });
    take(
      'releaseDate',
      (text) => dateOf(text, mapping.dateOrder, today),
      (value) => {
        film.releaseDate = value;
        film.year = Number(value.slice(0, 4));
      },
    );
    take(
      'year',
      (text) => yearOf(text, today),
      (value) => {
        film.year = value;
      },
    );
    take('director', plain, (value) => {
      film.director = value;
    });
    take('description', plain, (value) => {
      film.description = value;
    });
    take('cast', plain, (value) => {
      film.cast = listOf(value, /[,;|]/);
    });
    take('genres', plain, (value) => {
      film.genres = listOf(value, /[,;|]/);
    });
    take('country', countryOf, (value) => {
      film.country = value;
    });
    take('language', languageOf, (value) => {
      film.language = value;
    });
    take('rating', ratingOf, (value) => {
      if (value) Object.assign(film, value);
    });
    return { film, problems };
  };
}

function listOf(text: string, sign: RegExp): string[] {
  return [
    ...new Set(
      text
        .split(sign)
        .map((part) => part.trim())
        .filter(Boolean),
    ),
  ];
}
