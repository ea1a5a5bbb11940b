import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';

interface Draft {
  id: number;
  status: string;
  used: boolean;
}

/**
 * Takes drafts off the board as if they had never been there, all or none. Refusals: `not_found`, and
 * `screening_published` with `details.screenings` for those that the public knows of or that hold claims: they are
 * cancelled instead.
 */
export async function unscheduleScreenings(
  house: House,
  actor: Actor,
  { ids }: { ids: readonly number[] },
): Promise<{ removed: number[] } | Refusal> {
  const no = denied(actor, 'schedule_screening');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ removed: number[] } | Refusal> => {
    const found = await tx.query<{ id: number }>(
      'SELECT id FROM screenings WHERE id = ANY ($1) ORDER BY id FOR UPDATE',
      [ids],
    );
    const known = new Set(found.map((screening) => screening.id));
    const unknown = ids.filter((id) => !known.has(id));
    if (unknown.length > 0) return refuse('not_found', { screenings: unknown });

    // After the lock, so that what came just before it is seen.
    const drafts = await tx.query<Draft & Record<string, unknown>>(
      `SELECT id, film_id AS "filmId", hall_id AS "hallId", starts_at AS "startsAt", status,
              EXISTS (SELECT FROM seat_claims WHERE screening_id = s.id) OR EXISTS (SELECT FROM holds WHERE screening_id = s.id)
              OR EXISTS (SELECT FROM orders WHERE screening_id = s.id) AS used
         FROM screenings s WHERE id = ANY ($1)`,
      [ids],
    );
    const kept = drafts.filter((screening) => screening.status !== 'draft' || screening.used);
    if (kept.length > 0) return refuse('screening_published', { screenings: kept.map((screening) => screening.id) });

    await tx.query('DELETE FROM screenings WHERE id = ANY ($1)', [ids]);
    for (const { id, used: _, ...before } of drafts) {
      await recordAudit(tx, actor, { action: 'unschedule_screening', entity: 'screening', entityId: id, before });
    }
    return { removed: drafts.map((screening) => screening.id) };
  });
}
