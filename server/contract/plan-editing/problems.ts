import { type PlanProblem, planProblems } from '../plan-problems.ts';
import { seatLabel } from '../seats.ts';
import type { Draft } from './draft.ts';
import { toDrawn } from './drawn.ts';

/** A problem of the plan (`planProblems`, the server's own list) with the seats on the board that have it. */
export interface DraftProblem extends PlanProblem {
  ids: number[];
}

export function draftProblems(draft: Draft, categories: ReadonlySet<string>): DraftProblem[] {
  const byLabel = Map.groupBy(draft.seats, seatLabel);
  return planProblems(toDrawn(draft), categories).map((problem) => ({
    ...problem,
    ids: [...new Set(problem.seats.flatMap((label) => (byLabel.get(label) ?? []).map((seat) => seat.id)))],
  }));
}
