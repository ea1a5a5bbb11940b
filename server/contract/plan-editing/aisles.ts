import { slideAlong } from './curve.ts';
import type { Draft, DraftSeat } from './draft.ts';
import { apart, rowsOf } from './rows.ts';

/**
 * Opens an aisle at `x` through the rows of the chosen seats (through all rows for `null`), `width` in seat pitches.
 * Both sides give way by half, so that the hall keeps its axis. An aisle never parts the halves of a love seat.
 */
export function openAisle(draft: Draft, ids: ReadonlySet<number> | null, x: number, width = 1): Draft {
  const seats = new Map(draft.seats.map((seat) => [seat.id, seat]));
  const middle = (seat: DraftSeat) => {
    const half = seat.kind === 'love' && seat.partner !== null ? seats.get(seat.partner) : undefined;
    return half ? (seat.x + half.x) / 2 : seat.x;
  };
  const rows = rowsOf(draft.seats)
    .map((row) => row.seats)
    .filter((row) => ids === null || row.some((seat) => ids.has(seat.id)));
  return slideAlong(draft, rows, (seat) => (middle(seat) < x ? -width / 2 : width / 2));
}

/** Where an aisle beside the chosen seats would be: just right of the rightmost of them. Null for none. */
export function rightOf(draft: Draft, ids: ReadonlySet<number>): number | null {
  const chosen = draft.seats.filter((seat) => ids.has(seat.id));
  return chosen.length > 0 ? Math.max(...chosen.map((seat) => seat.x)) + 0.5 : null;
}

/** Closes the gaps between the chosen seats of each row: one pitch from seat to seat, the middle stays. */
export function closeGaps(draft: Draft, ids: ReadonlySet<number>): Draft {
  let closed = draft;
  for (const row of rowsOf(draft.seats.filter((seat) => ids.has(seat.id)))) {
    const gaps = row.seats.map((seat, i) => {
      const before = row.seats[i - 1];
      return before ? apart(before, seat) - 1 : 0;
    });
    const total = gaps.reduce((sum, gap) => sum + gap, 0);
    let narrowed = total / 2;
    const by = new Map(
      row.seats.map((seat, i) => {
        narrowed -= gaps[i] ?? 0;
        // A curved row draws neighbours nearer than a pitch: what is less than a hair is no gap.
        return [seat.id, Math.abs(total) < 0.05 ? 0 : narrowed];
      }),
    );
    closed = slideAlong(closed, [row.seats], (seat) => by.get(seat.id) ?? 0);
  }
  return closed;
}
