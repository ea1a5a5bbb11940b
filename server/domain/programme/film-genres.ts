import { type Refusal, refuse } from '../../contract/refusals.ts';
import type { Tx } from '../../db.ts';

/** Gives a film its genres, by code, the first being the one it is known for. Refusal: `not_found` with the codes. */
export async function setGenres(tx: Tx, filmId: number, codes: readonly string[]): Promise<Refusal | null> {
  await tx.query('DELETE FROM film_genres WHERE film_id = $1', [filmId]);
  const set = await tx.query<{ code: string }>(
    `WITH set AS (
       INSERT INTO film_genres (film_id, genre_id, position)
       SELECT $1, g.id, min(wanted.position)
         FROM unnest($2::text[]) WITH ORDINALITY wanted (code, position) JOIN genres g USING (code) GROUP BY g.id
       RETURNING genre_id
     ) SELECT g.code FROM set JOIN genres g ON g.id = set.genre_id`,
    [filmId, codes],
  );
  const known = new Set(set.map((genre) => genre.code));
  const unknown = codes.filter((code) => !known.has(code));
  return unknown.length > 0 ? refuse('not_found', { genres: unknown }) : null;
}
