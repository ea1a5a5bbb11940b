import { type Db, sql } from '../../db.ts';
import { type FilmSummary, filmJson, withNextScreenings } from './film-summaries.ts';

/** A film by its id or slug, with its next ten screenings; null if there is none, or it was put away. */
export async function findFilm(db: Db, key: number | string, now: Date): Promise<FilmSummary | null> {
  const column = typeof key === 'number' ? 'id' : 'slug';
  const [row] = await sql(db).query<{ film: Omit<FilmSummary, 'nextScreenings'> }>(
    `SELECT ${filmJson} AS film FROM films f WHERE f.${column} = $1 AND f.archived_at IS NULL`,
    [key],
  );
  if (!row) return null;
  const [film] = await withNextScreenings(sql(db), [row.film], { now });
  return film ?? null;
}
