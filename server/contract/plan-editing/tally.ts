import type { SeatKind } from '../seats.ts';

export interface Tally {
  total: number;
  byCategory: Map<string, number>;
  byKind: Record<SeatKind, number>;
}

/** How many seats there are, by category and by kind. A love seat is two. */
export function tally(seats: readonly { category: string; kind: SeatKind }[]): Tally {
  const byCategory = new Map<string, number>();
  const byKind: Record<SeatKind, number> = { standard: 0, wheelchair: 0, companion: 0, love: 0 };
  for (const { category, kind } of seats) {
    byCategory.set(category, (byCategory.get(category) ?? 0) + 1);
    byKind[kind] += 1;
  }
  return { total: seats.length, byCategory, byKind };
}
