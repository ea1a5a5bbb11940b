import type { WrongLine } from '../../../contract/api/staff/films-import.ts';
import { isRefusal, type Refusal } from '../../../contract/refusals.ts';
import type { Tx } from '../../../db.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/record-audit.ts';
import { loadCinema } from '../../cinema.ts';
import { beforeFilmChange, tellChanges } from '../../webhooks/tell-screenings.ts';
import { writeFacts } from '../film-facts.ts';
import { setGenres } from '../film-genres.ts';
import { lockFilms, lockHalls } from '../lock-rooms.ts';
import { stretchScreenings } from '../stretch-screenings.ts';
import type { PlannedChange } from './plan-import.ts';

/**
 * Locks the films that will change, and the halls of those whose length does, before anything is written. Answers the
 * films with coming screenings that will take on a new length.
 */
export async function lockForChanges(tx: Tx, changes: readonly PlannedChange[]): Promise<Set<number>> {
  await lockFilms(
    tx,
    changes.map((change) => change.filmId),
    'to change',
  );
  const coming = await tx.query<{ filmId: number; hallId: number }>(
    `SELECT DISTINCT film_id AS "filmId", hall_id AS "hallId" FROM screenings
      WHERE film_id = ANY ($1) AND starts_at > now()`,
    [changes.filter(newLength).map((change) => change.filmId)],
  );
  await lockHalls(tx, [...new Set(coming.map((screening) => screening.hallId))]);
  return new Set(coming.map((screening) => screening.filmId));
}

/** Changes locked films. One whose new length would make screenings overlap (rule 3) is left as it was, and told. */
export async function writeChanges(
  tx: Tx,
  actor: Actor,
  changes: readonly PlannedChange[],
  stretched: ReadonlySet<number>,
): Promise<WrongLine[]> {
  const { timeZone } = await loadCinema(tx);
  const left: WrongLine[] = [];
  for (const change of changes) {
    const known = await beforeFilmChange(tx, change.filmId);
    const refused = stretched.has(change.filmId)
      ? await writeIfItFits(tx, actor, change, timeZone)
      : await writeChange(tx, actor, change);
    if (refused) left.push(leftOut(change, refused));
    else await tellChanges(tx, known);
  }
  return left;
}

async function writeIfItFits(tx: Tx, actor: Actor, change: PlannedChange, timeZone: string): Promise<Refusal | null> {
  await tx.query('SAVEPOINT one_film');
  await writeChange(tx, actor, change);
  const refused = await stretch(tx, change, timeZone);
  await tx.query(refused ? 'ROLLBACK TO SAVEPOINT one_film' : 'RELEASE SAVEPOINT one_film');
  return refused;
}

async function stretch(tx: Tx, { filmId, facts, before }: PlannedChange, timeZone: string): Promise<Refusal | null> {
  const filmMinutes = facts.durationMinutes ?? before.durationMinutes;
  const changed = await stretchScreenings(tx, { filmId, filmMinutes }, timeZone);
  return isRefusal(changed) ? changed : null;
}

async function writeChange(tx: Tx, actor: Actor, change: PlannedChange): Promise<null> {
  const { filmId, before, facts, genres } = change;
  const { genres: _names, ...written } = facts;
  await writeFacts(tx, filmId, { ...before, ...written });
  const unknown = genres ? await setGenres(tx, filmId, genres) : null;
  if (unknown) throw new Error(`genres of film ${filmId} are gone: ${JSON.stringify(unknown.details)}`);
  await recordAudit(tx, actor, {
    action: 'change_film',
    entity: 'film',
    entityId: filmId,
    before,
    after: { ...written, genres },
  });
  return null;
}

function newLength({ facts, before }: PlannedChange): boolean {
  return facts.durationMinutes !== undefined && facts.durationMinutes !== before.durationMinutes;
}

function leftOut({ line, title }: PlannedChange, { details }: Refusal): WrongLine {
  const clashes = Array.isArray(details.overlaps) ? `${details.overlaps.length}` : '';
  return { line, title, problems: [{ code: 'overlaps', value: clashes }] };
}
