import { type Db, sql } from '../../db.ts';
import { type FilmSummary, filmJson, type ListedFilm, withNextScreenings } from './film-summaries.ts';

/** A film by its id or slug, with its next ten screenings; null if there is none, or it was put away. */
export async function findFilm(db: Db, key: number | string, now: Date): Promise<FilmSummary | null> {
  const listed = await findListedFilm(db, key);
  if (!listed) return null;
  const [film] = await withNextScreenings(sql(db), [listed], { now });
  return film ?? null;
}

/** The same without its screenings. */
export async function findListedFilm(db: Db, key: number | string): Promise<ListedFilm | null> {
  const column = typeof key === 'number' ? 'id' : 'slug';
  const [row] = await sql(db).query<{ film: ListedFilm }>(
    `SELECT ${filmJson} AS film FROM films f WHERE f.${column} = $1 AND f.archived_at IS NULL`,
    [key],
  );
  return row?.film ?? null;
}
