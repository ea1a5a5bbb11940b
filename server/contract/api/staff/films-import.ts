import { z } from 'zod';

/** What a column of a file can be. */
export const filmFields = [
  'title',
  'originalTitle',
  'minutes',
  'releaseDate',
  'year',
  'director',
  'genres',
  'rating',
  'description',
  'cast',
  'country',
  'language',
] as const;
export type FilmField = (typeof filmFields)[number];

/** Bytes. */
export const largestFilmFile = 10 * 1024 * 1024;

/** Which column holds what, and how to read what could mean two things. */
export const importMapping = z.strictObject({
  /** The title's column is needed; a field without a column is left as it is. */
  columns: z.partialRecord(z.enum(filmFields), z.string().max(200)),
  /** Minutes for new films whose length the file does not tell; null: they are wrong. */
  defaultMinutes: z.int().min(1).max(600).nullable(),
  /** `03/04/1998`. */
  dateOrder: z.enum(['day first', 'month first']),
});
export type ImportMapping = z.infer<typeof importMapping>;

/** Why a line is not taken. `value` is what stands there. */
export interface LineProblem {
  code: LineProblemCode;
  field?: FilmField;
  value?: string;
}

export const lineProblemCodes = [
  'broken_quotes',
  'too_few_fields',
  'too_many_fields',
  'not_a_record',
  'nested',
  'too_long',
  'bad_text',
  'no_title',
  'no_length',
  'bad_length',
  'bad_date',
  'date_too_far',
  'bad_year',
  'unknown_rating',
  'unknown_country',
  'unknown_language',
  'same_film_above',
  'title_not_unique',
  'overlaps',
] as const;
export type LineProblemCode = (typeof lineProblemCodes)[number];

/** What a file says of a film: only what it says. */
export interface ImportedFacts {
  title: string;
  originalTitle?: string;
  durationMinutes?: number;
  releaseDate?: string;
  year?: number;
  director?: string;
  description?: string;
  cast?: string[];
  country?: string;
  language?: string;
  ageLimit?: number;
  agePolicy?: 'advisory' | 'accompanied' | 'strict';
  /** Names, as they are to read. */
  genres?: string[];
}

export interface WrongLine {
  /** A CSV's line in the file, a JSON's place in the list; both count from 1. */
  line: number;
  title: string | null;
  problems: LineProblem[];
}

export interface ChangedFilm {
  line: number;
  filmId: number;
  title: string;
  year: number | null;
  changes: { field: string; before: string; after: string }[];
}

export interface NewFilmLine {
  line: number;
  film: ImportedFacts;
}

/** What an import would do. The lists are cut at `shown`; the counts are whole. */
export interface ImportPreview {
  format: 'csv' | 'json';
  columns: { name: string; samples: string[] }[];
  lines: number;
  mapping: ImportMapping;
  counts: { new: number; changed: number; same: number; wrong: number };
  new: NewFilmLine[];
  changed: ChangedFilm[];
  wrong: WrongLine[];
  /** Genres that the cinema does not have yet and would get. */
  newGenres: string[];
  /** Of all that would be written: an import is carried out only if it would still do exactly this. */
  digest: string;
}

/** How many lines of a kind a preview tells in full. */
export const shown = 300;

export interface ImportResult {
  added: number;
  changed: number;
  /** Films whose new length would have made screenings overlap: left as they were. */
  left: WrongLine[];
}
