import type { FilmField, ImportMapping } from '../../../contract/api/staff/films-import.ts';

/** What columns are called in the lists that cinemas are sent, without case, spaces and signs. */
const names: Record<FilmField, string[]> = {
  title: ['title', 'film', 'filmtitle', 'movie', 'movietitle', 'name', 'назва', 'фільм'],
  originalTitle: ['originaltitle', 'originalname', 'original', 'оригінальнаназва'],
  minutes: [
    'runningtimemin',
    'runningtime',
    'runtime',
    'runtimemin',
    'duration',
    'durationmin',
    'durationminutes',
    'length',
    'lengthmin',
    'minutes',
    'тривалість',
  ],
  releaseDate: ['releasedate', 'release', 'released', 'premiere', 'opening', 'dateofrelease', 'датавиходу', 'премєра'],
  year: ['year', 'productionyear', 'releaseyear', 'рік'],
  director: ['director', 'directors', 'directedby', 'режисер'],
  genres: ['genre', 'genres', 'majorgenre', 'жанр', 'жанри'],
  rating: ['rating', 'mpaarating', 'mpaa', 'agerating', 'agelimit', 'age', 'certificate', 'certification', 'вік'],
  description: ['description', 'synopsis', 'overview', 'plot', 'summary', 'опис'],
  cast: ['cast', 'actors', 'starring', 'ролях'],
  country: ['country', 'countries', 'countryoforigin', 'країна'],
  language: ['language', 'originallanguage', 'мова'],
};

const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** A first guess at which column is what, by its name; people correct it. A column serves once. */
export function suggestMapping(columns: readonly string[]): ImportMapping {
  const taken = new Set<string>();
  const guessed: Partial<Record<FilmField, string>> = {};
  for (const [field, known] of Object.entries(names) as [FilmField, string[]][]) {
    const column = known.flatMap((name) => columns.filter((one) => plain(one) === name)).find((one) => !taken.has(one));
    if (column === undefined) continue;
    guessed[field] = column;
    taken.add(column);
  }
  return { columns: guessed, defaultMinutes: null, dateOrder: 'day first' };
}
