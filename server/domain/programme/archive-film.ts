import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { lockFilms } from './lock-rooms.ts';

/**
 * Takes a film out of the shop and the schedule, or brings it back. Its past stays as it was. Refusal:
 * `still_in_programme` while screenings of it are to come.
 */
export async function archiveFilm(
  house: House,
  actor: Actor,
  { filmId, archived }: { filmId: number; archived: boolean },
): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'change_film');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    await lockFilms(tx, [filmId], 'to change');
    const coming = archived
      ? await tx.query("SELECT FROM screenings WHERE film_id = $1 AND status <> 'cancelled' AND ends_at > now()", [
          filmId,
        ])
      : [];
    if (coming.length > 0) return refuse('still_in_programme', { count: coming.length });
    const [film] = await tx.query<{ id: number }>(
      'UPDATE films SET archived_at = CASE WHEN $2 THEN coalesce(archived_at, now()) END WHERE id = $1 RETURNING id',
      [filmId, archived],
    );
    if (!film) return refuse('not_found', { film: filmId });
    const action = archived ? 'archive_film' : 'restore_film';
    await recordAudit(tx, actor, { action, entity: 'film', entityId: filmId });
    return film;
  });
}
