import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { tellScreenings } from '../webhooks/tell-screenings.ts';

/**
 * Shows drafts to the public, all or none; what is published already stays so. Answers the ids that were drafts.
 * Refusals: `screening_cancelled` or `not_found` with `details.screenings`.
 */
export async function publishScreenings(
  house: House,
  actor: Actor,
  { ids }: { ids: readonly number[] },
): Promise<{ published: number[] } | Refusal> {
  const no = denied(actor, 'publish_screening');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ published: number[] } | Refusal> => {
    const found = await tx.query<{ id: number; status: 'draft' | 'published' | 'cancelled' }>(
      'SELECT id, status FROM screenings WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE',
      [ids],
    );
    const known = new Set(found.map((screening) => screening.id));
    const unknown = ids.filter((id) => !known.has(id));
    if (unknown.length > 0) return refuse('not_found', { screenings: unknown });
    const withStatus = (status: string) => found.filter((one) => one.status === status).map((one) => one.id);
    const cancelled = withStatus('cancelled');
    if (cancelled.length > 0) return refuse('screening_cancelled', { screenings: cancelled });

    const published = withStatus('draft');
    await tx.query("UPDATE screenings SET status = 'published' WHERE id = ANY ($1)", [published]);
    for (const id of published) {
      await recordAudit(tx, actor, { action: 'publish_screening', entity: 'screening', entityId: id });
    }
    await tellScreenings(tx, 'screening.published', published);
    return { published };
  });
}
