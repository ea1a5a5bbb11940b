import type { Draft } from '../../../server/contract/plan-editing/draft.ts';
import { runsOf } from '../../../server/contract/plan-editing/rows.ts';
import type { PlanSeat, SeatCategory, SeatPlan } from '../../../server/contract/seats.ts';

/** The drawing as the shared seat map reads a plan, so that both group it into rows and love seats the same way. */
export function boardPlan(draft: Draft, categories: readonly SeatCategory[]): SeatPlan {
  const ids = new Map(categories.map((category) => [category.code, category.id]));
  const seats = runsOf(draft.seats).flatMap((run, block) =>
    run.map((seat, position) => ({ ...seat, block, position, category: ids.get(seat.category) ?? 0 })),
  );
  return { id: 0, width: 0, height: 0, seats: seats.map((seat, ordinal): PlanSeat => ({ ...seat, ordinal })) };
}
