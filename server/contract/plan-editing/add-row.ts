import { type Draft, type DraftSeat, extentOf, type Point, rounded } from './draft.ts';
import { freeRowNames, type RowLetters } from './row-names.ts';
import { rowsOf } from './rows.ts';

/** Longer than any row of a hall: a slip of the hand draws no thousand seats. */
const LONGEST = 80;
/** A stroke that strays less than this many pitches per pitch, or half a row in all, is meant to be level. */
const LEVEL = 0.06;

/** The places that a stroke of the row tool covers, from left to right: one seat a pitch, both ends included. */
export function seatsAlong(from: Point, to: Point): Pick<DraftSeat, 'x' | 'y' | 'angle'>[] {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const count = Math.min(LONGEST, Math.round(length) + 1);
  const level = length === 0 || Math.abs(to.y - from.y) <= Math.max(0.5, LEVEL * length);
  const back = to.x < from.x;
  const direction = level ? { x: back ? -1 : 1, y: 0 } : { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const turn = level ? 0 : Math.atan(direction.y / (direction.x || Number.EPSILON));
  const places = Array.from({ length: count }, (_, i) => ({
    x: rounded(from.x + direction.x * i),
    y: rounded(from.y + direction.y * i),
    angle: rounded((turn * 180) / Math.PI),
  }));
  return back ? places.reverse() : places;
}

/**
 * Draws a row of seats of one category. A stroke on the height of a row that is there goes on with that row's letter
 * and numbers, as the block across an aisle does; else it takes the next letter. Answers the new seats' ids too.
 */
export function addRow(
  draft: Draft,
  stroke: { from: Point; to: Point; category: string; letters: RowLetters },
): { draft: Draft; added: Set<number> } {
  const places = seatsAlong(stroke.from, stroke.to);
  const level = places.every((place) => place.angle === 0);
  const neighbour = level ? nextTo(draft, places) : undefined;
  const joined = rowsOf(draft.seats).find(({ name }) => name === neighbour?.row);
  const row = joined?.name ?? freeRowNames(draft, 1, stroke.letters)[0] ?? '';
  const first = Math.max(0, ...(joined?.seats ?? []).map((seat) => Number.parseInt(seat.number, 10) || 0)) + 1;
  const seats = places.map(
    (place, i): DraftSeat => ({
      ...place,
      id: draft.nextId + i,
      row,
      number: String(first + i),
      category: stroke.category,
      kind: 'standard',
      partner: null,
    }),
  );
  return {
    draft: { seats: [...draft.seats, ...seats], nextId: draft.nextId + seats.length },
    added: new Set(seats.map((seat) => seat.id)),
  };
}

/** The seat nearest to the new ones at their height. On curves a row's ends stand as high as the next row's middle. */
function nextTo(draft: Draft, places: readonly Point[]): DraftSeat | undefined {
  const [first, last] = [places[0], places.at(-1)];
  if (!first || !last) return undefined;
  const away = ({ x }: Point) => Math.min(Math.abs(x - first.x), Math.abs(x - last.x));
  return draft.seats.filter(({ y }) => Math.abs(y - first.y) < 0.3).sort((a, b) => away(a) - away(b))[0];
}

/** Where a row of `count` seats goes that is asked for without a stroke: behind the last row, on the hall's axis. */
export function placeBehind(draft: Draft, count: number): { from: Point; to: Point } {
  const { left, right, bottom } = extentOf(draft.seats);
  const start = Math.round((left + right) / 2 - (count - 1) / 2);
  const y = draft.seats.length === 0 ? 0 : Math.ceil((bottom + 1) * 2) / 2;
  return { from: { x: start, y }, to: { x: start + count - 1, y } };
}
