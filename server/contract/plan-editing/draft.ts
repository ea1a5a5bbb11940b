import type { SeatKind } from '../seats.ts';

/**
 * A seat on the drawing board. Its `id` lives as long as the board does: labels change while one draws, and partners
 * must not be lost over it. Lengths are in seat pitches; the board has no edge, so places may be negative.
 */
export interface DraftSeat {
  id: number;
  row: string;
  number: string;
  /** Code of the seat category. */
  category: string;
  kind: SeatKind;
  x: number;
  y: number;
  /** Degrees clockwise. */
  angle: number;
  /** A companion's wheelchair space, or the other half of a love seat. */
  partner: number | null;
}

/** Never changed in place: every edit answers a new draft that shares the seats it did not touch. */
export interface Draft {
  seats: readonly DraftSeat[];
  nextId: number;
}

export interface Point {
  x: number;
  y: number;
}

export const emptyDraft: Draft = { seats: [], nextId: 1 };

/** A drawing needs no more than a thousandth of a seat; `+ 0` turns -0 into 0. */
export const rounded = (value: number): number => Math.round(value * 1000) / 1000 + 0;

/** Replaces some seats, the others stay the very same objects. */
export function withSeats(draft: Draft, changed: ReadonlyMap<number, DraftSeat>): Draft {
  if (changed.size === 0) return draft;
  return { ...draft, seats: draft.seats.map((seat) => changed.get(seat.id) ?? seat) };
}

/** Applies `change` to the seats with these ids. */
export function changeSeats(
  draft: Draft,
  ids: ReadonlySet<number>,
  change: (seat: DraftSeat) => Partial<DraftSeat>,
): Draft {
  const chosen = draft.seats.filter((seat) => ids.has(seat.id));
  return withSeats(draft, new Map(chosen.map((seat) => [seat.id, { ...seat, ...change(seat) }])));
}

/** The rectangle in which the seats' centres lie; a point at 0 for none. */
export function extentOf(seats: readonly Point[]): { left: number; top: number; right: number; bottom: number } {
  if (seats.length === 0) return { left: 0, top: 0, right: 0, bottom: 0 };
  const xs = seats.map((seat) => seat.x);
  const ys = seats.map((seat) => seat.y);
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}
