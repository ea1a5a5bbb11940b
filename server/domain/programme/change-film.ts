import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction, type Tx } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { beforeFilmChange, tellChanges } from '../webhooks/tell-screenings.ts';
import { type FilmFacts, factColumns, writeFacts } from './film-facts.ts';
import { setGenres } from './film-genres.ts';
import { lockFilms, lockHalls } from './lock-rooms.ts';
import { stretchScreenings } from './stretch-screenings.ts';

export interface FilmChange extends Partial<FilmFacts> {
  filmId: number;
  /** All of the film's genres, by code. */
  genres?: readonly string[];
}

/**
 * Changes a film; its slug stays, because links point to it. Coming screenings take on a new length. If that would make
 * some overlap, nothing changes and the refusal `stretch_overlaps` lists them, each with the screening that follows it.
 * Answers the ids of the screenings that changed.
 */
export async function changeFilm(
  house: House,
  actor: Actor,
  { filmId, genres, ...change }: FilmChange,
): Promise<{ screenings: number[] } | Refusal> {
  const no = denied(actor, 'change_film');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ screenings: number[] } | Refusal> => {
    await lockFilms(tx, [filmId], 'to change');
    const [before] = await tx.query<FilmFacts>(`SELECT ${factColumns} FROM films WHERE id = $1`, [filmId]);
    if (!before) return refuse('not_found', { film: filmId });
    const after = { ...before, ...change };
    const known = await beforeFilmChange(tx, filmId);
    await writeFacts(tx, filmId, after);
    const unknown = genres ? await setGenres(tx, filmId, genres) : null;
    if (unknown) return unknown;
    const screenings =
      after.durationMinutes === before.durationMinutes ? [] : await stretch(tx, filmId, after.durationMinutes);
    if (isRefusal(screenings)) return screenings;
    await tellChanges(tx, known);
    await recordAudit(tx, actor, {
      action: 'change_film',
      entity: 'film',
      entityId: filmId,
      before,
      after: { ...change, genres },
    });
    return { screenings };
  });
}

async function stretch(tx: Tx, filmId: number, filmMinutes: number): Promise<number[] | Refusal> {
  const halls = await tx.query<{ id: number }>(
    'SELECT DISTINCT hall_id AS id FROM screenings WHERE film_id = $1 AND starts_at > now()',
    [filmId],
  );
  await lockHalls(
    tx,
    halls.map((hall) => hall.id),
  );
  const { timeZone } = await loadCinema(tx);
  return stretchScreenings(tx, { filmId, filmMinutes }, timeZone);
}
