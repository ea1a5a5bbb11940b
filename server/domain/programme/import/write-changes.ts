import type { WrongLine } from '../../../contract/api/staff/films-import.ts';
import { isRefusal, type Refusal } from '../../../contract/refusals.ts';
import type { Tx } from '../../../db.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/record-audit.ts';
import { loadCinema } from '../../cinema.ts';
import { writeFacts } from '../film-facts.ts';
import { setGenres } from '../film-genres.ts';
import { lockFilms, lockHalls } from '../lock-rooms.ts';
import { stretchScreenings } from '../stretch-screenings.ts';
import type { PlannedChange } from './plan-import.ts';

/** Locks the films that will change, and the halls of those whose length does, before anything is written. */
export async function lockForChanges(tx: Tx, changes: readonly PlannedChange[]): Promise<void> {
  await lockFilms(
    tx,
    changes.map((change) => change.filmId),
    'to change',
  );
  const halls = await tx.query<{ id: number }>(
    'SELECT DISTINCT hall_id AS id FROM screenings WHERE film_id = ANY ($1) AND starts_at > now()',
    [changes.filter(newLength).map((change) => change.filmId)],
  );
  await lockHalls(
    tx,
    halls.map((hall) => hall.id),
  );
}

/** Changes locked films. One whose new length would make screenings overlap (rule 3) is left as it was, and told. */
export async function writeChanges(tx: Tx, actor: Actor, changes: readonly PlannedChange[]): Promise<WrongLine[]> {
  const { timeZone } = await loadCinema(tx);
  const left: WrongLine[] = [];
  for (const change of changes) {
    await tx.query('SAVEPOINT one_film');
    const refused = await writeChange(tx, actor, change, timeZone);
    if (refused) {
      await tx.query('ROLLBACK TO SAVEPOINT one_film');
      left.push({
        line: change.line,
        title: change.title,
        problems: [{ code: 'overlaps', value: clashesOf(refused) }],
      });
    }
    await tx.query('RELEASE SAVEPOINT one_film');
  }
  return left;
}

async function writeChange(tx: Tx, actor: Actor, change: PlannedChange, timeZone: string): Promise<Refusal | null> {
  const { filmId, before, facts, genres } = change;
  const { genres: _names, ...written } = facts;
  const after = { ...before, ...written };
  await writeFacts(tx, filmId, after);
  const unknown = genres ? await setGenres(tx, filmId, genres) : null;
  if (unknown) return unknown;
  if (newLength(change)) {
    const stretched = await stretchScreenings(tx, { filmId, filmMinutes: after.durationMinutes }, timeZone);
    if (isRefusal(stretched)) return stretched;
  }
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

function clashesOf({ details }: Refusal): string {
  return Array.isArray(details.overlaps) ? `${details.overlaps.length}` : '';
}
