import { z } from 'zod';
import { isRefusal, type Refusal } from '../../server/contract/refusals.ts';
import { resourceWords as words } from '../../server/contract/words/en/office-resources.ts';
import { sql } from '../../server/db.ts';
import { addFilm } from '../../server/domain/programme/add-film.ts';
import { archiveFilm } from '../../server/domain/programme/archive-film.ts';
import { changeFilm } from '../../server/domain/programme/change-film.ts';
import { choice, isProblem, line, maybeDay, maybeLine, maybeWhole, names, readForm, whole } from './form.ts';
import { overlapProblem } from './overlap-problem.ts';
import type { OfficeResource, Outcome } from './resource.ts';

const policies = ['advisory', 'accompanied', 'strict'] as const;

const film = z.object({
  title: line(200),
  originalTitle: maybeLine(200).transform((title) => title || null),
  description: maybeLine(4000),
  durationMinutes: whole(1, 600),
  director: maybeLine(200),
  cast: names(60, 120),
  year: maybeWhole(1888, 2100),
  country: maybeLine(2)
    .refine((code) => /^([A-Za-z]{2})?$/.test(code), words.problems.country)
    .transform((c) => c.toUpperCase()),
  language: maybeLine(35).refine(isLanguage, words.problems.language),
  ageLimit: whole(0, 21),
  agePolicy: choice(policies),
  releaseDate: maybeDay,
  genres: names(8, 60),
});

export const films: OfficeResource = {
  id: 'films',
  icon: 'Film',
  group: words.groups.programme,
  model: 'Film',
  see: 'open_office',
  change: 'change_film',
  fields: {
    id: { type: 'Int', id: true },
    poster: { type: 'String' },
    title: { type: 'String', required: true },
    originalTitle: { type: 'String' },
    durationMinutes: { type: 'Int', required: true },
    description: { type: 'String' },
    director: { type: 'String' },
    cast: { type: 'String', list: true },
    year: { type: 'Int' },
    country: { type: 'String' },
    language: { type: 'String' },
    ageLimit: { type: 'Int', required: true },
    agePolicy: { type: 'String', oneOf: policies, required: true },
    releaseDate: { type: 'DateTime' },
    slug: { type: 'String' },
    archivedAt: { type: 'DateTime' },
  },
  async create(deps, actor, values) {
    const read = readForm(film, values);
    return isProblem(read) ? read : addFilm(deps, actor, read);
  },
  async update(deps, actor, id, values) {
    const read = readForm(film, values);
    if (isProblem(read)) return read;
    return outcome(id, await changeFilm(deps, actor, { filmId: id, ...read }));
  },
  verbs: {
    archiveFilm: {
      may: 'change_film',
      bulk: true,
      icon: 'Archive',
      danger: true,
      when: ({ archivedAt }) => !archivedAt,
      act: (deps, actor, filmId) => archiveFilm(deps, actor, { filmId, archived: true }),
    },
    restoreFilm: {
      may: 'change_film',
      bulk: true,
      icon: 'RotateCcw',
      when: ({ archivedAt }) => Boolean(archivedAt),
      act: (deps, actor, filmId) => archiveFilm(deps, actor, { filmId, archived: false }),
    },
  },
  async extend({ db }, ids) {
    const rows = await sql(db).query<{ id: number; genres: string[] }>(
      `SELECT fg.film_id AS id, array_agg(g.code ORDER BY fg.position, g.code) AS genres
         FROM film_genres fg JOIN genres g ON g.id = fg.genre_id WHERE fg.film_id = ANY ($1) GROUP BY fg.film_id`,
      [ids],
    );
    return new Map(rows.map(({ id, genres }) => [id, { genres }]));
  },
  options: {
    titleProperty: 'title',
    sort: { sortBy: 'title', direction: 'asc' },
    listProperties: ['poster', 'title', 'genres', 'durationMinutes', 'ageLimit', 'releaseDate', 'archivedAt'],
    filterProperties: ['title', 'originalTitle', 'director', 'year', 'ageLimit', 'agePolicy', 'language'],
    showProperties: [
      'poster',
      'title',
      'originalTitle',
      'description',
      'genres',
      'durationMinutes',
      'director',
      'cast',
      'year',
      'country',
      'language',
      'ageLimit',
      'agePolicy',
      'releaseDate',
      'archivedAt',
    ],
    editProperties: [
      'poster',
      'title',
      'originalTitle',
      'durationMinutes',
      'genres',
      'ageLimit',
      'agePolicy',
      'description',
      'director',
      'cast',
      'year',
      'country',
      'language',
      'releaseDate',
    ],
    properties: {
      description: { type: 'textarea', props: { rows: 6 } },
      poster: { components: { list: 'PosterThumb', show: 'PosterField', edit: 'PosterField' } },
      genres: { type: 'string', components: { list: 'GenreNames', show: 'GenreNames', edit: 'GenrePicker' } },
      cast: { type: 'string', components: { edit: 'LinesField', show: 'LinesField' }, description: words.hints.cast },
      releaseDate: { components: { list: 'DayShown', show: 'DayShown', edit: 'DayField' } },
    },
  },
};

/** A new length that does not fit is told at its field, with the screenings in the way. */
function outcome(id: number, changed: { screenings: number[] } | Refusal): Outcome {
  if (!isRefusal(changed)) return { id };
  return changed.refused === 'stretch_overlaps' ? { problems: { durationMinutes: overlapProblem(changed) } } : changed;
}

function isLanguage(tag: string): boolean {
  try {
    return tag === '' || Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
