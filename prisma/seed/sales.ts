import { chance } from './chance.ts';
import type { SeedPlan } from './plan-builder.ts';
import type { SeedScreening } from './programme.ts';

export interface SeedSales {
  screening: SeedScreening;
  /** Sizes of the parties in the order they buy, each 1 to 5 seats. */
  parties: number[];
}

/** Share of a house sold, by days from now; beyond a fortnight only the keenest have booked. */
const soldAhead = [0.48, 0.16, 0.1, 0.07, 0.05, 0.04, 0.03];
const SOLD_LATER = 0.012;
const SOLD_MUCH_LATER = 0.005;

/** Evening shows to fill on the first days: [sold out, nearly so]. The great halls stay open, they are never full. */
const crowded: [full: number, nearly: number][] = [
  [2, 2],
  [1, 1],
];
const LARGEST_CROWDED = 200;

/** Seats the parties may take: wheelchair spaces and their companions wait for those who need them. */
export function seatsForParties(plan: SeedPlan): number {
  return plan.seats.filter((seat) => seat.kind === 'standard' || seat.kind === 'love').length;
}

/**
 * Who has bought by now: the first evening has sold-out and half-full houses, later days thin out. The same programme
 * gives the same parties. A full house ends in pairs and singles, so that "best available" can seat the last of them.
 *
 * @param seats seats for parties by hall code
 */
export function salesFor(
  programme: SeedScreening[],
  seats: ReadonlyMap<string, number>,
  firstDay: Temporal.PlainDate,
): SeedSales[] {
  const fills = crowdedFills(programme, seats, firstDay);
  return programme.map((screening) => {
    const size = seats.get(screening.hallCode) ?? 0;
    const fill = fills.get(screening) ?? usualFill(screening, firstDay);
    return { screening, parties: partiesFor(screening, Math.round(size * fill), size) };
  });
}

function crowdedFills(
  programme: SeedScreening[],
  seats: ReadonlyMap<string, number>,
  firstDay: Temporal.PlainDate,
): Map<SeedScreening, number> {
  const fills = new Map<SeedScreening, number>();
  for (const [ahead, [full, nearly]] of crowded.entries()) {
    programme
      .filter((one) => daysAhead(one, firstDay) === ahead && isEvening(one))
      .filter((one) => (seats.get(one.hallCode) ?? 0) <= LARGEST_CROWDED)
      .sort((a, b) => chance('crowd', ...keyOf(a)) - chance('crowd', ...keyOf(b)))
      .slice(0, full + nearly)
      .forEach((one, rank) => {
        fills.set(one, rank < full ? 1 : 0.92 + 0.05 * chance('nearly', ...keyOf(one)));
      });
  }
  return fills;
}

function usualFill(screening: SeedScreening, firstDay: Temporal.PlainDate): number {
  const ahead = daysAhead(screening, firstDay);
  const base = soldAhead[ahead] ?? (ahead < 14 ? SOLD_LATER : SOLD_MUCH_LATER);
  const hour = screening.priceCard === 'matinee' ? 0.6 : isEvening(screening) ? 1.2 : 0.9;
  const luck = 0.3 + 1.4 * chance('luck', ...keyOf(screening));
  return Math.min(0.9, base * hour * luck);
}

function partiesFor(screening: SeedScreening, wanted: number, size: number): number[] {
  const parties: number[] = [];
  for (let left = wanted; left > 0; ) {
    const empty = size - wanted + left;
    const most = empty > size * 0.15 ? 5 : empty > 6 ? 2 : 1;
    const party = Math.min(left, most, partySize(chance('party', ...keyOf(screening), parties.length)));
    parties.push(party);
    left -= party;
  }
  return parties;
}

function partySize(luck: number): number {
  if (luck < 0.16) return 1;
  if (luck < 0.6) return 2;
  if (luck < 0.78) return 3;
  return luck < 0.93 ? 4 : 5;
}

function isEvening({ time }: SeedScreening): boolean {
  return time >= '17:00' && time < '22:00';
}

function daysAhead({ businessDate }: SeedScreening, firstDay: Temporal.PlainDate): number {
  return firstDay.until(businessDate).days;
}

function keyOf({ hallCode, date, time }: SeedScreening): [string, string, string] {
  return [hallCode, date.toString(), time];
}
