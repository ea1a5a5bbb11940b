import { type DrawnPlan, planProblems } from '../../contract/plan-problems.ts';
import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction, type Tx } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { lockHalls } from '../programme/lock-rooms.ts';

export interface SavePlanInput extends DrawnPlan {
  hallId: number;
  name?: string;
  /** The open draft as the writer has seen it, null if they saw none; left out, whatever is there is overwritten. */
  seen?: SavedPlan | null;
}

export interface SavedPlan {
  planId: number;
  /** Counts the times that the draft was saved. */
  revision: number;
}

/**
 * Keeps a drawing as the hall's draft: the open draft is overwritten, or else a new version begins. Nothing on sale
 * changes until it is published. Refusals: `plan_invalid` with `details.problems` (see `PlanProblem`), `not_found`, and
 * `changed_meanwhile` where the draft is not the one that the writer has `seen`.
 */
export async function saveSeatPlan(
  house: House,
  actor: Actor,
  input: SavePlanInput,
): Promise<(SavedPlan & { version: number }) | Refusal> {
  const no = denied(actor, 'save_seat_plan');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<(SavedPlan & { version: number }) | Refusal> => {
    await lockHalls(tx, [input.hallId]);
    const [hall] = await tx.query('SELECT id FROM halls WHERE id = $1', [input.hallId]);
    if (!hall) return refuse('not_found', { hall: input.hallId });
    const categories = await tx.query<{ id: number; code: string }>('SELECT id, code FROM seat_categories');
    const problems = planProblems(input, new Set(categories.map(({ code }) => code)));
    if (problems.length > 0) return refuse('plan_invalid', { problems });

    if (input.seen !== undefined && !(await isStill(tx, input.hallId, input.seen))) {
      return refuse('changed_meanwhile', { hall: input.hallId });
    }
    const { planId, version, revision } = await draftOf(tx, input);
    await replaceSeats(tx, planId, input, new Map(categories.map(({ id, code }) => [code, id])));
    await recordAudit(tx, actor, {
      action: 'save_seat_plan',
      entity: 'seat_plan',
      entityId: planId,
      after: { hall: input.hallId, version, seats: input.seats.length },
    });
    return { planId, version, revision };
  });
}

async function isStill(tx: Tx, hallId: number, seen: SavedPlan | null): Promise<boolean> {
  const [open] = await tx.query<SavedPlan>(
    `SELECT id AS "planId", revision FROM seat_plans WHERE hall_id = $1 AND status = 'draft'`,
    [hallId],
  );
  return open?.planId === seen?.planId && open?.revision === seen?.revision;
}

async function draftOf(tx: Tx, { hallId, name = '', width, height }: SavePlanInput) {
  const [open] = await tx.query<SavedPlan & { version: number }>(
    `UPDATE seat_plans SET name = $2, width = $3, height = $4, revision = revision + 1
      WHERE hall_id = $1 AND status = 'draft'
     RETURNING id AS "planId", version, revision`,
    [hallId, name, width, height],
  );
  if (open) return open;
  const [begun] = await tx.query<SavedPlan & { version: number }>(
    `INSERT INTO seat_plans (hall_id, version, name, width, height)
     SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4 FROM seat_plans WHERE hall_id = $1
     RETURNING id AS "planId", version, revision`,
    [hallId, name, width, height],
  );
  if (!begun) throw new Error('a seat plan was begun without a row');
  return begun;
}

async function replaceSeats(tx: Tx, planId: number, { seats }: DrawnPlan, categoryIds: Map<string, number>) {
  // A draft of an earlier release had its seats among those that can be bought.
  await tx.query('DELETE FROM seats WHERE seat_plan_id = $1', [planId]);
  await tx.query('DELETE FROM drawn_seats WHERE seat_plan_id = $1', [planId]);
  const rows = seats.map((seat, ordinal) => ({ ...seat, ordinal, category: categoryIds.get(seat.category) }));
  await tx.query(
    `WITH drawn AS MATERIALIZED (
       SELECT nextval('seats_id_seq') AS id, d.*
         FROM jsonb_to_recordset($2) AS d (ordinal int, row text, number text, category int, kind seat_kind, x float8, y float8,
                                           angle float8, block int, position int, partner text)
     ) INSERT INTO drawn_seats (id, seat_plan_id, ordinal, row, number, category_id, kind, x, y, angle, block, position, partner_id)
     SELECT d.id, $1, d.ordinal, d.row, d.number, d.category, d.kind, d.x, d.y, d.angle, d.block, d.position, p.id
       FROM drawn d LEFT JOIN drawn p ON p.row || p.number = d.partner`,
    [planId, JSON.stringify(rows)],
  );
}
