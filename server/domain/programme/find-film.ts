import { type Db, sql } from '../../db.ts';
import { filmJson, type ListedFilm } from './film-summaries.ts';

/** A film by its id or slug, without its screenings; null if there is none, or it was put away. */
export async function findFilm(db: Db, key: number | string): Promise<ListedFilm | null> {
  const column = typeof key === 'number' ? 'id' : 'slug';
  const [row] = await sql(db).query<{ film: ListedFilm }>(
    {
      name: `find_film_by_${column}`,
      text: `SELECT ${filmJson} AS film FROM films f WHERE f.${column} = $1 AND f.archived_at IS NULL`,
    },
    [key],
  );
  return row?.film ?? null;
}
