import { bendAround, bendOf } from './arc.ts';
import { changeSeats, type Draft, type DraftSeat, type Point, rounded, withSeats } from './draft.ts';
import { rowsOf, splitAtAisles } from './rows.ts';

/** Where these seats of one row would stand if it were straight. Sections with curves of their own are unbent apart. */
function flatRow(seats: readonly DraftSeat[]): Map<number, Point> {
  const whole = bendOf(seats);
  const parts = whole ? [seats] : splitAtAisles(seats);
  return new Map(
    parts.flatMap((part) => {
      const bend = bendOf(part);
      return part.map((seat): [number, Point] => [seat.id, bend ? bend.flat(seat) : seat]);
    }),
  );
}

/**
 * Sets the chosen seats on arcs about one centre, on the middle of the section: `radius`, in seat pitches, is that of
 * its first row, and rows behind stand on wider ones. Null straightens them.
 */
export function curveSeats(draft: Draft, ids: ReadonlySet<number>, radius: number | null): Draft {
  const rows = rowsOf(draft.seats.filter((seat) => ids.has(seat.id)));
  const flat = new Map(rows.flatMap((row) => [...flatRow(row.seats)]));
  const places = [...flat.values()];
  if (places.length === 0) return draft;
  const xs = places.map((place) => place.x);
  const axis = (Math.min(...xs) + Math.max(...xs)) / 2;
  const front = Math.min(...places.map((place) => place.y));
  // Tighter than a quarter turn each way, the ends of a row would meet the screen.
  const tightest = Math.max(radius ?? 0, (Math.max(...xs) - axis) / (Math.PI / 4));
  return changeSeats(draft, ids, (seat) => {
    const place = flat.get(seat.id) ?? seat;
    if (radius === null) return { x: rounded(place.x), y: rounded(place.y), angle: 0 };
    return bendAround(axis, tightest + place.y - front).curved(place);
  });
}

/** The radius of the first curved row among the chosen seats, for showing; null if they are straight. */
export function curveOf(seats: readonly DraftSeat[]): number | null {
  for (const row of rowsOf(seats)) {
    const bend = bendOf(row.seats);
    if (bend) return Math.round(bend.radius);
  }
  return null;
}

/** Moves seats along their rows, whether those are straight or curved. `slide` answers pitches to the right. */
export function slideAlong(draft: Draft, rows: readonly DraftSeat[][], slide: (seat: DraftSeat) => number): Draft {
  const changed = new Map<number, DraftSeat>();
  for (const seats of rows) {
    const bend = bendOf(seats);
    for (const seat of seats) {
      const by = slide(seat);
      if (by === 0) continue;
      const place = bend?.flat(seat);
      const moved = bend && place ? bend.curved({ x: place.x + by, y: place.y }) : { x: rounded(seat.x + by) };
      changed.set(seat.id, { ...seat, ...moved });
    }
  }
  return withSeats(draft, changed);
}
