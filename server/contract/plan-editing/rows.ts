import { bendOf } from './arc.ts';
import type { DraftSeat, Point } from './draft.ts';

/** All seats that wear one row letter, from left to right. */
export interface DraftRow {
  name: string;
  seats: DraftSeat[];
}

/** Centres farther apart than this have an aisle between them. Neighbours stand 1 apart, or a little more. */
const AISLE = 1.4;

export const apart = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** From the screen back. A curved row stands where its middle does: its ends reach forward. */
export function rowsOf(seats: readonly DraftSeat[]): DraftRow[] {
  return [...Map.groupBy(seats, (seat) => seat.row)]
    .map(([name, found]) => {
      const inOrder = found.toSorted((a, b) => a.x - b.x || a.y - b.y);
      return { name, seats: inOrder, depth: depthOf(inOrder) };
    })
    .sort((a, b) => a.depth - b.depth || a.name.localeCompare(b.name, 'en', { numeric: true }))
    .map(({ name, seats }) => ({ name, seats }));
}

function depthOf(seats: readonly DraftSeat[]): number {
  const bend = bendOf(seats);
  const depths = seats.map((seat) => (bend ? bend.flat(seat).y : seat.y));
  return depths.reduce((sum, depth) => sum + depth, 0) / depths.length;
}

/** The runs of neighbours, in plan order. An aisle ends a run: block and position of a seat follow from this. */
export function runsOf(seats: readonly DraftSeat[]): DraftSeat[][] {
  return rowsOf(seats).flatMap((row) => splitAtAisles(row.seats));
}

/** One row's seats, from left to right, cut where an aisle is. */
export function splitAtAisles<Seat extends Point>(seats: readonly Seat[]): Seat[][] {
  const runs: Seat[][] = [];
  for (const [i, seat] of seats.entries()) {
    const before = seats[i - 1];
    if (before && apart(before, seat) <= AISLE) runs.at(-1)?.push(seat);
    else runs.push([seat]);
  }
  return runs;
}
