import type { HouseGuest, HouseView } from '../../../server/contract/api/staff/house.ts';
import { type PlanSeat, type SeatState, seatLabel, stateOfSymbol } from '../../../server/contract/seats.ts';
import { clockTime } from '../../../server/contract/venue-time.ts';
import { houseWords as words } from '../../../server/contract/words/en/office-house.ts';
import type { SeatMapWords } from '../../../storefront/ui/seat-map/words.ts';

/** What the office knows of each seat, looked up once per answer of the server. */
export interface HouseIndex {
  seats: ReadonlyMap<number, PlanSeat>;
  guests: ReadonlyMap<number, HouseGuest>;
  holds: ReadonlyMap<number, HouseView['holds'][number]>;
  blocks: ReadonlyMap<number, HouseView['blocks'][number]>;
  /** The name of the till that keeps a seat. */
  kept: ReadonlyMap<number, string>;
}

export function indexOf(view: Pick<HouseView, 'plan' | 'guests' | 'holds' | 'blocks' | 'kept'>): HouseIndex {
  return {
    seats: new Map(view.plan.seats.map((seat) => [seat.id, seat])),
    guests: new Map(view.guests.map((guest) => [guest.seat, guest])),
    holds: new Map(view.holds.map((hold) => [hold.seat, hold])),
    blocks: new Map(view.blocks.map((block) => [block.seat, block])),
    kept: new Map(view.kept.flatMap(({ kiosk, seats }) => seats.map((seat) => [seat, kiosk.name] as const))),
  };
}

export function statesOf(symbols: string): SeatState[] {
  return Array.from(symbols, (symbol) => stateOfSymbol[symbol] ?? 'blocked');
}

export function labelsOf(index: HouseIndex, ids: Iterable<number>): string[] {
  return Array.from(ids, (id) => index.seats.get(id))
    .filter((seat) => seat !== undefined)
    .sort((a, b) => a.ordinal - b.ordinal)
    .map(seatLabel);
}

/** The map's words, with who sits there in place of "taken". */
export function mapWords(index: HouseIndex, zone: string): SeatMapWords {
  const byLabel = new Map([...index.seats.values()].map((seat) => [seatLabel(seat), seat.id]));
  const who = (id: number): string => {
    const [guest, hold, block] = [index.guests.get(id), index.holds.get(id), index.blocks.get(id)];
    if (guest) {
      const { name, ticketType, number, used } = guest;
      return words.map.sold(name, ticketType, number) + (used ? `, ${words.map.inside}` : '');
    }
    if (hold) return words.map.held(clockTime(hold.until, zone, 'en-GB'), hold.order?.number);
    const till = index.kept.get(id);
    if (till) return words.map.kept(till);
    return block ? words.map.blocked(block.reason) : words.map.free;
  };
  return {
    ...words.map,
    blocked: words.map.blockedLegend,
    seat: (seat) => words.map.seat(seat, who(byLabel.get(`${seat.row}${seat.numbers[0]}`) ?? 0)),
  };
}

/**
 * Seats that are set apart: those that tills keep, guests who are inside, the rest of an order that is looked at, guests
 * about to move.
 */
export function marksOf(
  { guests, kept }: Pick<HouseView, 'guests' | 'kept'>,
  order: number | null,
  moving: ReadonlySet<number>,
): Map<number, string> {
  const marks = new Map<number, string>(kept.flatMap(({ seats }) => seats.map((seat) => [seat, 'kept'])));
  for (const guest of guests) {
    if (moving.has(guest.seat)) marks.set(guest.seat, 'moving');
    else if (guest.order === order) marks.set(guest.seat, 'order');
    else if (guest.used) marks.set(guest.seat, 'inside');
  }
  return marks;
}
