import { changeSeats, type Draft, type DraftSeat, extentOf, rounded, withSeats } from './draft.ts';
import { freeRowNames, type RowLetters } from './row-names.ts';
import { rowsOf } from './rows.ts';

/** Moves the chosen seats, in pitches. */
export function moveSeats(draft: Draft, ids: ReadonlySet<number>, by: { x: number; y: number }): Draft {
  if (by.x === 0 && by.y === 0) return draft;
  return changeSeats(draft, ids, (seat) => ({ x: rounded(seat.x + by.x), y: rounded(seat.y + by.y) }));
}

/** To the grid of half pitches that seats are drawn on. */
export const snapped = (length: number, step = 0.5): number => rounded(Math.round(length / step) * step);

/** Brings the chosen rows under one edge, or onto one axis. */
export function alignRows(draft: Draft, ids: ReadonlySet<number>, to: 'left' | 'centre' | 'right'): Draft {
  const chosen = draft.seats.filter((seat) => ids.has(seat.id));
  const edge = (seats: readonly DraftSeat[]) => {
    const { left, right } = extentOf(seats);
    return to === 'left' ? left : to === 'right' ? right : (left + right) / 2;
  };
  const target = edge(chosen);
  const by = new Map(rowsOf(chosen).map((row) => [row.name, target - edge(row.seats)]));
  return changeSeats(draft, ids, (seat) => ({ x: rounded(seat.x + (by.get(seat.row) ?? 0)) }));
}

/** Sets the chosen seats of each row on one straight line, level with the screen. */
export function levelRows(draft: Draft, ids: ReadonlySet<number>): Draft {
  const height = new Map(
    rowsOf(draft.seats.filter((seat) => ids.has(seat.id))).map(({ name, seats }) => [
      name,
      snapped(seats.reduce((sum, seat) => sum + seat.y, 0) / seats.length),
    ]),
  );
  return changeSeats(draft, ids, (seat) => ({ y: height.get(seat.row) ?? seat.y, angle: 0 }));
}

/** Turns the chosen seats as one piece about its middle, in degrees clockwise. */
export function turnSeats(draft: Draft, ids: ReadonlySet<number>, degrees: number): Draft {
  const { left, right, top, bottom } = extentOf(draft.seats.filter((seat) => ids.has(seat.id)));
  const [cx, cy] = [(left + right) / 2, (top + bottom) / 2];
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  return changeSeats(draft, ids, (seat) => ({
    x: rounded(cx + (seat.x - cx) * cos - (seat.y - cy) * sin),
    y: rounded(cy + (seat.x - cx) * sin + (seat.y - cy) * cos),
    angle: rounded(seat.angle + degrees),
  }));
}

/** Takes the chosen seats away. A partner that stays is left alone, and the board says so. */
export function deleteSeats(draft: Draft, ids: ReadonlySet<number>): Draft {
  const left = { ...draft, seats: draft.seats.filter((seat) => !ids.has(seat.id)) };
  const widowed = left.seats.filter((seat) => seat.partner !== null && ids.has(seat.partner));
  return withSeats(left, new Map(widowed.map((seat) => [seat.id, { ...seat, partner: null }])));
}

/** Sets a copy of the chosen seats behind them, under the next free row letters. Answers the copies' ids too. */
export function duplicateSeats(
  draft: Draft,
  ids: ReadonlySet<number>,
  letters: RowLetters,
): { draft: Draft; added: Set<number> } {
  const chosen = draft.seats.filter((seat) => ids.has(seat.id));
  const { top, bottom } = extentOf(chosen);
  const rows = rowsOf(chosen);
  const names = freeRowNames(draft, rows.length, letters);
  const renamed = new Map(rows.map((row, i) => [row.name, names[i] ?? row.name]));
  const copies = new Map(chosen.map((seat, i) => [seat.id, draft.nextId + i]));
  const behind = snapped(bottom - top + 1);
  const seats = chosen.map(
    (seat): DraftSeat => ({
      ...seat,
      id: copies.get(seat.id) ?? 0,
      row: renamed.get(seat.row) ?? seat.row,
      y: rounded(seat.y + behind),
      partner: seat.partner === null ? null : (copies.get(seat.partner) ?? null),
    }),
  );
  return {
    draft: { seats: [...draft.seats, ...seats], nextId: draft.nextId + seats.length },
    added: new Set(copies.values()),
  };
}
