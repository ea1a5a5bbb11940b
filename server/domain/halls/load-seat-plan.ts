import type { PlanSeat, SeatCategory, SeatPlan } from '../../contract/seats.ts';
import { type Db, type Sql, sql } from '../../db.ts';

/** A plan with the categories that its seats wear, in their order. */
export type LoadedPlan = SeatPlan & { categories: SeatCategory[] };

/** Published plans never change, so each is read once per process. Drafts are read anew. */
const kept = new WeakMap<Db, Map<number, LoadedPlan>>();

/**
 * The seats of a plan in plan order. Throws if there is no such plan. Whoever has a transaction open reads in it: one that
 * waits for a second connection while it holds the first may wait for ever.
 */
export async function loadSeatPlan(db: Db, planId: number, tx: Sql = sql(db)): Promise<LoadedPlan> {
  const known = kept.get(db)?.get(planId);
  if (known) return known;
  const { status, ...plan } = await readPlan(tx, planId);
  if (status !== 'draft') {
    const plans = kept.get(db) ?? new Map<number, LoadedPlan>();
    kept.set(db, plans.set(planId, plan));
  }
  return plan;
}

async function readPlan(tx: Sql, planId: number): Promise<LoadedPlan & { status: string }> {
  const [plan] = await tx.query<{ width: number; height: number; status: string }>(
    'SELECT width, height, status FROM seat_plans WHERE id = $1',
    [planId],
  );
  if (!plan) throw new Error(`There is no seat plan ${planId}.`);
  const seats = await tx.query<PlanSeat & Record<string, unknown>>(
    `SELECT id, ordinal, row, number, category_id AS category, kind, x, y, angle, block, position,
            partner_id AS partner
       FROM seats_as_drawn WHERE seat_plan_id = $1 ORDER BY ordinal`,
    [planId],
  );
  const categories = await tx.query<SeatCategory & Record<string, unknown>>(
    `SELECT id, code, name, color, shape FROM seat_categories
      WHERE id IN (SELECT category_id FROM seats_as_drawn WHERE seat_plan_id = $1) ORDER BY sort_order, id`,
    [planId],
  );
  return { id: planId, ...plan, seats, categories };
}
