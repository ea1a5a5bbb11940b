import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type {
  ChangedFilm,
  ImportedFacts,
  ImportMapping,
  LineProblem,
  NewFilmLine,
  WrongLine,
} from '../../../contract/api/staff/films-import.ts';
import { changesTo } from './changes-to.ts';
import type { FilmFile } from './film-file.ts';
import { rowReader } from './film-of-row.ts';
import type { Known, KnownFilm } from './known-films.ts';
import { filmMatcher, keyOf } from './match-films.ts';
import { type GenreMatcher, genreMatcher } from './match-genres.ts';

export interface PlannedChange extends ChangedFilm {
  before: KnownFilm;
  facts: ImportedFacts;
  /** Codes; undefined leaves the film its genres. */
  genres: string[] | undefined;
}

export interface ImportPlan {
  new: (NewFilmLine & { genres: string[] })[];
  changed: PlannedChange[];
  same: number;
  wrong: WrongLine[];
  /** Names by code. */
  newGenres: Map<string, string>;
}

/** Rows between two turns of others. */
const turn = 500;

/**
 * Says of every row of a file what it would do to the films we know, and writes nothing. An empty cell changes nothing.
 *
 * @param today decides which dates lie too far ahead
 */
export async function planImport(
  file: FilmFile,
  mapping: ImportMapping,
  known: Known,
  today: Temporal.PlainDate,
): Promise<ImportPlan> {
  const read = rowReader(file.columns, mapping, today);
  const match = filmMatcher(known.films);
  const genres = genreMatcher(known.genres);
  const seen = new Map<string, number>();
  const plan: ImportPlan = { new: [], changed: [], same: 0, wrong: [], newGenres: genres.fresh };
  for (const [i, row] of file.rows.entries()) {
    if (i % turn === 0) await setImmediate();
    const { film, problems } = read(row);
    const year = yearOf(film);
    const found = film.title === '' ? 'none' : match(film.title, year);
    const key = typeof found === 'string' ? keyOf(film.title, year) : `film ${found.id}`;
    if (!row.problem) problems.push(...problemsBeside(film, found, seen.get(key)));
    const lengthTold = film.durationMinutes !== undefined || problems.some(({ field }) => field === 'minutes');
    if (!row.problem && found === 'none' && !lengthTold && mapping.defaultMinutes === null) {
      problems.push({ code: 'no_length' });
    }
    if (problems.length > 0) {
      plan.wrong.push({ line: row.line, title: film.title || null, problems });
      continue;
    }
    seen.set(key, row.line);
    if (typeof found === 'string') planNew(plan, row.line, film, mapping, genres);
    else planChange(plan, row.line, film, found, genres);
  }
  return plan;
}

function problemsBeside(
  film: ImportedFacts,
  found: KnownFilm | 'none' | 'several',
  above: number | undefined,
): LineProblem[] {
  const problems: LineProblem[] = [];
  if (film.title === '') return problems;
  if (above !== undefined) problems.push({ code: 'same_film_above', value: `${above}` });
  if (found === 'several') problems.push({ code: 'title_not_unique', value: film.title });
  return problems;
}

function planNew(plan: ImportPlan, line: number, film: ImportedFacts, mapping: ImportMapping, genres: GenreMatcher) {
  const codes = genres.codesOf(film.genres ?? []);
  const year = yearOf(film);
  plan.new.push({
    line,
    film: {
      ...film,
      ...(film.durationMinutes === undefined && mapping.defaultMinutes !== null
        ? { durationMinutes: mapping.defaultMinutes }
        : {}),
      ...(year === null ? {} : { year }),
      genres: codes.map(genres.nameOf),
    },
    genres: codes,
  });
}

function planChange(plan: ImportPlan, line: number, film: ImportedFacts, before: KnownFilm, genres: GenreMatcher) {
  const codes = film.genres && genres.codesOf(film.genres);
  const year = film.year ?? (before.year === null ? yearOf(film) : null);
  const { title: _same, genres: _names, year: _year, ...facts } = film;
  const wanted = { ...facts, ...(year === null ? {} : { year }) };
  const changes = changesTo(before, wanted, codes, genres);
  if (changes.length === 0) {
    plan.same += 1;
    return;
  }
  plan.changed.push({
    line,
    filmId: before.id,
    title: before.title,
    year: before.year,
    changes,
    before,
    facts: { title: before.title, ...wanted },
    genres: codes,
  });
}

const yearOf = (film: ImportedFacts) => film.year ?? (film.releaseDate ? Number(film.releaseDate.slice(0, 4)) : null);

/** A fingerprint of everything that the plan would write. */
export async function digestOf(plan: ImportPlan): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([...plan.newGenres]));
  for (const [i, each] of [...plan.new, ...plan.changed].entries()) {
    if (i % turn === 0) await setImmediate();
    hash.update(JSON.stringify(each));
  }
  return hash.digest('hex');
}
