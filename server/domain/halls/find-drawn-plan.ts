import type { DrawnPlan } from '../../contract/plan-problems.ts';
import { type Refusal, refuse } from '../../contract/refusals.ts';
import { seatLabel } from '../../contract/seats.ts';
import { sql } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import type { House } from '../house.ts';
import { loadSeatPlan } from './load-seat-plan.ts';

export interface FoundPlan {
  planId: number;
  hallId: number;
  name: string;
  /** For saving what follows from it. */
  revision: number;
  plan: DrawnPlan;
}

/** Any version of a plan as a drawing, to look at or to go on from. Refusal: `not_found`. */
export async function findDrawnPlan(
  house: House,
  actor: Actor,
  { planId }: { planId: number },
): Promise<FoundPlan | Refusal> {
  const no = denied(actor, 'save_seat_plan');
  if (no) return no;
  const [known] = await sql(house.db).query<Pick<FoundPlan, 'hallId' | 'name' | 'revision'>>(
    'SELECT hall_id AS "hallId", name, revision FROM seat_plans WHERE id = $1',
    [planId],
  );
  if (!known) return refuse('not_found', { plan: planId });
  const { width, height, seats, categories } = await loadSeatPlan(house.db, planId);
  const codes = new Map(categories.map(({ id, code }) => [id, code]));
  const labels = new Map(seats.map((seat) => [seat.id, seatLabel(seat)]));
  return {
    planId,
    ...known,
    plan: {
      width,
      height,
      seats: seats.map(({ id: _, ordinal: __, ...seat }) => ({
        ...seat,
        category: codes.get(seat.category) ?? '',
        partner: seat.partner === null ? null : (labels.get(seat.partner) ?? null),
      })),
    },
  };
}
