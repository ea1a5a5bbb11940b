import { bestAvailable, type Floor, judgeChoice } from '../../contract/seat-rules.ts';

export interface SeatsWished {
  count: number;
  /** Seat category; null: any. */
  categoryId: number | null;
  /** Names of rows; empty: any. */
  rows: readonly string[];
}

/**
 * The seats that a till keeps: good ones, together where it can be, leaving no single seat (rule 10). As many as there
 * are if there are fewer. The floor is that of the till, its own seats free.
 */
export function chooseSeats(floor: Floor, { count, categoryId, rows }: SeatsWished): number[] {
  const only = {
    ...floor,
    states: floor.plan.seats.map((seat) => {
      const fits =
        (categoryId === null || seat.category === categoryId) && (rows.length === 0 || rows.includes(seat.row));
      return fits ? (floor.states[seat.ordinal] ?? 'blocked') : 'blocked';
    }),
  };
  for (let size = count; size > 0; size--) {
    const seats = bestAvailable(only, size);
    if (seats && !judgeChoice(floor, seats)) return seats;
  }
  return [];
}

/** `F, g` as the names of rows. */
export function rowsOf(typed: string): string[] {
  return typed
    .split(/[\s,;]+/)
    .filter((row) => row !== '')
    .map((row) => row.toUpperCase());
}
