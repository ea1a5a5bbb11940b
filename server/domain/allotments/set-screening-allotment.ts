import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';

/**
 * How many seats of a screening each till keeps; null: as the till has it, and only tonight. Tills go by it when they
 * next sync. Refusals: `not_found`, `screening_cancelled`.
 */
export async function setScreeningAllotment(
  house: House,
  actor: Actor,
  { screeningId, seats }: { screeningId: number; seats: number | null },
): Promise<{ id: number; seats: number | null } | Refusal> {
  const no = denied(actor, 'set_allotment');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number; seats: number | null } | Refusal> => {
    const [before] = await tx.query<{ seats: number | null; status: string }>(
      'SELECT allotment_seats AS seats, status FROM screenings WHERE id = $1 FOR NO KEY UPDATE',
      [screeningId],
    );
    if (!before) return refuse('not_found', { screening: screeningId });
    if (before.status === 'cancelled') return refuse('screening_cancelled');
    await tx.query('UPDATE screenings SET allotment_seats = $2 WHERE id = $1', [screeningId, seats]);
    await recordAudit(tx, actor, {
      action: 'set_allotment',
      entity: 'screening',
      entityId: screeningId,
      before: { seats: before.seats },
      after: { seats },
    });
    return { id: screeningId, seats };
  });
}
