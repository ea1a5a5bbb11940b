import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction, type Tx } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { lockHalls } from '../programme/lock-rooms.ts';

/**
 * Makes a draft the plan that new screenings of its hall are sold by, and retires the one before. Screenings that are
 * already scheduled keep the plan they were scheduled with: their number is answered, so that a manager may move them.
 * Refusals: `plan_not_draft` for one that was published before, `over_capacity`, `not_found`.
 */
export async function publishSeatPlan(
  house: House,
  actor: Actor,
  { planId }: { planId: number },
): Promise<{ planId: number; screeningsOnOlderPlans: number } | Refusal> {
  const no = denied(actor, 'publish_seat_plan');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ planId: number; screeningsOnOlderPlans: number } | Refusal> => {
    const [plan] = await tx.query<{ hallId: number }>('SELECT hall_id AS "hallId" FROM seat_plans WHERE id = $1', [
      planId,
    ]);
    if (!plan) return refuse('not_found', { plan: planId });
    await lockHalls(tx, [plan.hallId]);
    const [draft] = await tx.query("SELECT FROM seat_plans WHERE id = $1 AND status = 'draft'", [planId]);
    if (!draft) return refuse('plan_not_draft', { plan: planId });
    const [room] = await tx.query<{ seats: number; capacity: number | null }>(
      `SELECT capacity, (SELECT count(*) FROM seats_as_drawn WHERE seat_plan_id = $2) AS seats FROM halls WHERE id = $1`,
      [plan.hallId, planId],
    );
    if (room?.capacity && room.seats > room.capacity) return refuse('over_capacity', { ...room });
    await letIn(tx, planId);
    const [before] = await tx.query<{ plan: number }>(
      `UPDATE seat_plans SET status = 'retired' WHERE hall_id = $1 AND status = 'published' RETURNING id AS plan`,
      [plan.hallId],
    );
    await tx.query("UPDATE seat_plans SET status = 'published', published_at = now() WHERE id = $1", [planId]);
    const [older] = await tx.query<{ count: number }>(
      `SELECT count(*) FROM screenings
        WHERE hall_id = $1 AND seat_plan_id <> $2 AND status <> 'cancelled' AND starts_at > now()`,
      [plan.hallId, planId],
    );
    await recordAudit(tx, actor, {
      action: 'publish_seat_plan',
      entity: 'seat_plan',
      entityId: planId,
      before,
      after: { plan: planId },
    });
    return { planId, screeningsOnOlderPlans: older?.count ?? 0 };
  });
}

/** Seats of a draft become seats that can be bought. */
async function letIn(tx: Tx, planId: number): Promise<void> {
  const columns = 'id, seat_plan_id, ordinal, row, number, category_id, kind, x, y, angle, block, position, partner_id';
  await tx.query(
    `WITH drawn AS (DELETE FROM drawn_seats WHERE seat_plan_id = $1 RETURNING *)
     INSERT INTO seats (${columns}) SELECT ${columns} FROM drawn`,
    [planId],
  );
}
