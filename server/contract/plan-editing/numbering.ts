import { changeSeats, type Draft, type DraftSeat } from './draft.ts';
import { apart, rowsOf } from './rows.ts';

/** `odd-even` counts from the middle of the hall outward: odd numbers to the left, even ones to the right. */
export type NumberingScheme = 'left-right' | 'right-left' | 'odd-even';

export interface Numbering {
  scheme: NumberingScheme;
  start: number;
  /** Whether an aisle takes the numbers of the seats that would stand in it, so that columns keep theirs. */
  countAisles: boolean;
}

/** Numbers the chosen seats of each row anew. */
export function numberSeats(draft: Draft, ids: ReadonlySet<number>, numbering: Numbering): Draft {
  const xs = draft.seats.map((seat) => seat.x);
  const axis = (Math.min(...xs) + Math.max(...xs)) / 2;
  const numbers = new Map<number, number>();
  for (const { seats } of rowsOf(draft.seats.filter((seat) => ids.has(seat.id)))) {
    for (const [id, number] of numbersOf(seats, numbering, axis)) numbers.set(id, number);
  }
  return changeSeats(draft, ids, (seat) => ({ number: String(numbers.get(seat.id) ?? seat.number) }));
}

function numbersOf(seats: readonly DraftSeat[], { scheme, start, countAisles }: Numbering, axis: number) {
  const places = placesIn(seats, countAisles);
  if (scheme === 'left-right') return seats.map((seat, i): [number, number] => [seat.id, start + (places[i] ?? i)]);
  if (scheme === 'right-left') {
    const last = places.at(-1) ?? 0;
    return seats.map((seat, i): [number, number] => [seat.id, start + last - (places[i] ?? i)]);
  }
  // A seat on the axis itself counts as the first on the left.
  const left = seats.filter((seat) => seat.x <= axis + 0.01).reverse();
  const right = seats.filter((seat) => seat.x > axis + 0.01);
  const side = (found: readonly DraftSeat[], first: number) => {
    const steps = placesIn(found, countAisles);
    return found.map((seat, i): [number, number] => [seat.id, first + 2 * (steps[i] ?? i)]);
  };
  return [...side(left, start), ...side(right, start + 1)];
}

/** The place of each seat in its row, counted from 0; seats that an aisle has room for are counted too. */
function placesIn(seats: readonly DraftSeat[], countAisles: boolean): number[] {
  let place = 0;
  return seats.map((seat, i) => {
    const before = seats[i - 1];
    if (before) place += countAisles ? Math.max(1, Math.round(apart(before, seat))) : 1;
    return place;
  });
}
