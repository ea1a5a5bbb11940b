import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { lockHalls } from '../programme/lock-rooms.ts';

/**
 * Closes a hall for good, or opens it again: no new screenings, its past stays. Refusal: `still_in_programme` while
 * screenings in it are to come.
 */
export async function archiveHall(
  house: House,
  actor: Actor,
  { hallId, archived }: { hallId: number; archived: boolean },
): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'change_hall');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    await lockHalls(tx, [hallId]);
    const coming = archived
      ? await tx.query("SELECT FROM screenings WHERE hall_id = $1 AND status <> 'cancelled' AND ends_at > now()", [
          hallId,
        ])
      : [];
    if (coming.length > 0) return refuse('still_in_programme', { count: coming.length });
    const [hall] = await tx.query<{ id: number }>(
      'UPDATE halls SET archived_at = CASE WHEN $2 THEN coalesce(archived_at, now()) END WHERE id = $1 RETURNING id',
      [hallId, archived],
    );
    if (!hall) return refuse('not_found', { hall: hallId });
    const action = archived ? 'archive_hall' : 'reopen_hall';
    await recordAudit(tx, actor, { action, entity: 'hall', entityId: hallId });
    return hall;
  });
}
