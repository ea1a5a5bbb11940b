import { z } from 'zod';
import { operation } from '../operation.ts';

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

/** Why a line is not taken. `value` is what stands there. */
const lineProblem = z.object({
  code: z.enum(lineProblemCodes),
  field: z.enum(filmFields).optional(),
  value: z.string().optional(),
});
export type LineProblem = z.infer<typeof lineProblem>;

/** What a file says of a film: only what it says. */
const importedFacts = z.object({
  title: z.string(),
  originalTitle: z.string().exactOptional(),
  durationMinutes: z.int().exactOptional(),
  releaseDate: z.string().exactOptional(),
  year: z.int().exactOptional(),
  director: z.string().exactOptional(),
  description: z.string().exactOptional(),
  cast: z.array(z.string()).exactOptional(),
  country: z.string().exactOptional(),
  language: z.string().exactOptional(),
  ageLimit: z.int().exactOptional(),
  agePolicy: z.enum(['advisory', 'accompanied', 'strict']).exactOptional(),
  /** Names, as they are to read. */
  genres: z.array(z.string()).exactOptional(),
});
export type ImportedFacts = z.infer<typeof importedFacts>;

const wrongLine = z.object({
  /** A CSV's line in the file, a JSON's place in the list; both count from 1. */
  line: z.int(),
  title: z.string().nullable(),
  problems: z.array(lineProblem),
});
export type WrongLine = z.infer<typeof wrongLine>;

const changedFilm = z.object({
  line: z.int(),
  filmId: z.int(),
  title: z.string(),
  year: z.int().nullable(),
  changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
});
export type ChangedFilm = z.infer<typeof changedFilm>;

const newFilmLine = z.object({
  line: z.int(),
  film: importedFacts,
});
export type NewFilmLine = z.infer<typeof newFilmLine>;

/** What an import would do. The lists are cut at `shown`; the counts are whole. */
const importPreview = z.object({
  format: z.enum(['csv', 'json']),
  columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()) })),
  lines: z.int(),
  mapping: importMapping,
  counts: z.object({ new: z.int(), changed: z.int(), same: z.int(), wrong: z.int() }),
  new: z.array(newFilmLine),
  changed: z.array(changedFilm),
  wrong: z.array(wrongLine),
  /** Genres that the cinema does not have yet and would get. */
  newGenres: z.array(z.string()),
  /** Of all that would be written: an import is carried out only if it would still do exactly this. */
  digest: z.string(),
});
export type ImportPreview = z.infer<typeof importPreview>;

/** How many lines of a kind a preview tells in full. */
export const shown = 300;

const importResult = z.object({
  added: z.int(),
  changed: z.int(),
  /** Films whose new length would have made screenings overlap: left as they were. */
  left: z.array(wrongLine),
});
export type ImportResult = z.infer<typeof importResult>;

/** The file comes with every step, so that nothing of it has to be kept between them. */
const filmForm = z.object({
  file: z.file(),
  mapping: importMapping.optional().describe('As it is guessed, unless said.'),
});

export const previewFilmsImport = operation({
  id: 'previewFilmsImport',
  method: 'post',
  path: '/staff/films-import/preview/',
  tag: 'Staff',
  summary: 'What a file of films would change',
  description: 'CSV or JSON, up to 10 MB. Nothing is written.',
  who: 'staff',
  body: filmForm,
  takes: 'multipart/form-data',
  largest: largestFilmFile,
  answer: importPreview,
  refuses: ['unreadable_file'],
});

export const importFilms = operation({
  id: 'importFilms',
  method: 'post',
  path: '/staff/films-import/apply/',
  tag: 'Staff',
  summary: 'Take the films of a file in',
  description: 'Exactly as previewed: `digest` says what was seen.',
  who: 'staff',
  body: filmForm.extend({ mapping: importMapping, digest: z.string().regex(/^[0-9a-f]{64}$/) }),
  takes: 'multipart/form-data',
  largest: largestFilmFile,
  answer: importResult,
  refuses: ['unreadable_file', 'changed_meanwhile'],
});

export const getWrongLines = operation({
  id: 'getWrongLines',
  method: 'post',
  path: '/staff/films-import/wrong-lines/',
  tag: 'Staff',
  summary: 'The lines of a file that would not be taken, with the reasons',
  who: 'staff',
  body: filmForm,
  takes: 'multipart/form-data',
  gives: 'text/csv',
  largest: largestFilmFile,
  status: 200,
  answer: z.string(),
  refuses: ['unreadable_file'],
});
