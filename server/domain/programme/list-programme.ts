import { type Db, sql } from '../../db.ts';
import { filmJson, type ListedFilm } from './film-summaries.ts';
import { listScreenings } from './list-screenings.ts';
import type { ScreeningSummary } from './screening-summaries.ts';

export type ProgrammeFilm = ListedFilm;

export interface Programme {
  /** By their first show of the day. */
  films: { film: ProgrammeFilm; screenings: ScreeningSummary[] }[];
}

/** No house shows more than this in a day. */
const mostShows = 500;

/** Everything on one business date, shows that have begun included. */
export async function listProgramme(db: Db, date: string, now: Date): Promise<Programme> {
  const { screenings } = await listScreenings(db, { date, includePast: true, page: 1, pageSize: mostShows, now });
  const byFilm = Map.groupBy(screenings, (screening) => screening.film.id);
  const rows = await sql(db).query<{ film: ProgrammeFilm }>(
    { name: 'films_by_id', text: `SELECT ${filmJson} AS film FROM films f WHERE f.id = ANY ($1)` },
    [[...byFilm.keys()]],
  );
  const films = new Map(rows.map(({ film }) => [film.id, film]));
  return {
    films: [...byFilm].flatMap(([id, own]) => {
      const film = films.get(id);
      return film ? [{ film, screenings: own }] : [];
    }),
  };
}
