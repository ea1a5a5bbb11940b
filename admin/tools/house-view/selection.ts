import type { HouseGuest } from '../../../server/contract/api/staff/house.ts';
import type { HouseIndex } from './house-map.ts';

/** What is chosen together is of one sort: free seats, house seats, one till's, one customer's hold, or guests of one order. */
export type Selection =
  | { sort: 'nothing' }
  | { sort: 'free' | 'blocked' | 'held' | 'kept'; seats: number[] }
  | { sort: 'guests'; seats: number[]; guests: HouseGuest[]; order: number };

export function selectionOf(index: HouseIndex, seats: ReadonlySet<number>): Selection {
  const [first] = seats;
  if (first === undefined) return { sort: 'nothing' };
  const all = [...seats];
  const guests = all.map((seat) => index.guests.get(seat)).filter((guest) => guest !== undefined);
  const order = guests[0]?.order;
  if (order !== undefined) return { sort: 'guests', seats: all, guests, order };
  if (index.holds.has(first)) return { sort: 'held', seats: all };
  if (index.kept.has(first)) return { sort: 'kept', seats: all };
  return { sort: index.blocks.has(first) ? 'blocked' : 'free', seats: all };
}

/** Seats of another sort than those chosen so far begin a new choice. */
export function toggled(
  index: HouseIndex,
  before: ReadonlySet<number>,
  ids: readonly number[],
  chosen: boolean,
): Set<number> {
  const sortOf = (seat: number) => {
    const guest = index.guests.get(seat);
    if (guest) return `order ${guest.order}`;
    const hold = index.holds.get(seat);
    if (hold) return `hold ${hold.order?.id ?? hold.until}`;
    const till = index.kept.get(seat);
    if (till) return `till ${till}`;
    return index.blocks.has(seat) ? 'blocked' : 'free';
  };
  if (!chosen) return new Set([...before].filter((seat) => !ids.includes(seat)));
  // Of a love seat with one half taken, the taken half says what it is.
  const taken = ids.filter((seat) => sortOf(seat) !== 'free');
  const meant = taken.length > 0 ? taken : ids;
  const sort = sortOf(meant[0] ?? 0);
  const kept = [...before].filter((seat) => sortOf(seat) === sort);
  return new Set([...kept, ...meant.filter((seat) => sortOf(seat) === sort)]);
}
