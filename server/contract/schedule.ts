import { clockTime } from './venue-time.ts';

/**
 * The geometry of the programme: what takes a hall when, and what stands in whose way. Instants are milliseconds since
 * 1970, so that a day on which the clocks change is simply longer or shorter. The database has the last word; this is
 * what a hand that drags a screening sees before it asks.
 */
export interface Slot {
  id: number;
  hallId: number;
  startsAt: number;
  /** The hall is taken until then, cleaning included. */
  freeAt: number;
}

/** Minutes of elapsed time. */
export interface Lengths {
  preShow: number;
  film: number;
  cleaning: number;
}

export const minute = 60_000;
export const hour = 60 * minute;

export function freeAfter(startsAt: number, { preShow, film, cleaning }: Lengths): number {
  return startsAt + (preShow + film + cleaning) * minute;
}

/** Those of `slots` that share the hall with `wanted` at some moment; exactly adjacent ones do not. */
export function inTheWay<S extends Slot>(wanted: Slot, slots: readonly S[]): S[] {
  return slots.filter(
    (slot) =>
      slot.id !== wanted.id &&
      slot.hallId === wanted.hallId &&
      slot.startsAt < wanted.freeAt &&
      wanted.startsAt < slot.freeAt,
  );
}

/** The nearest multiple of `minutes` on the clock. Offsets of zones in use are multiples of 15 minutes. */
export function snapped(at: number, minutes: number): number {
  return Math.round(at / (minutes * minute)) * minutes * minute;
}

/**
 * Where a slot that is near a neighbour would touch it: right after the one before, or right before the one after.
 * `reach` is how near, in milliseconds; answers the wanted start itself where nobody is near.
 */
export function besideNeighbour(wanted: Slot, slots: readonly Slot[], reach: number): number {
  const length = wanted.freeAt - wanted.startsAt;
  const edges = slots
    .filter((slot) => slot.id !== wanted.id && slot.hallId === wanted.hallId)
    .flatMap((slot) => [slot.freeAt, slot.startsAt - length])
    .filter((start) => Math.abs(start - wanted.startsAt) <= reach)
    .filter((start) => inTheWay({ ...wanted, startsAt: start, freeAt: start + length }, slots).length === 0);
  return edges.reduce(
    (best, edge) => (Math.abs(edge - wanted.startsAt) < Math.abs(best - wanted.startsAt) ? edge : best),
    edges[0] ?? wanted.startsAt,
  );
}

/** A business day of the board: from cut-off to cut-off. */
export interface BoardDay {
  /** `YYYY-MM-DD`. */
  date: string;
  from: number;
  to: number;
}

/**
 * The full hours of a business day in order, with what the venue's clock says: 24 of them, 23 where the clocks skip one,
 * 25 where one comes twice.
 */
export function hoursOf(day: BoardDay, zone: string): { at: number; label: string }[] {
  const first = Math.ceil(day.from / hour) * hour;
  return Array.from({ length: Math.ceil((day.to - first) / hour) }, (_, i) => {
    const at = first + i * hour;
    return { at, label: clockTime(new Date(at), zone, 'en-GB') };
  });
}

/** The price card to offer for a new screening: that of the nearest one of the same business day, or else of any. */
export function likelyCard(
  startsAt: number,
  day: BoardDay,
  others: readonly { startsAt: number; priceCardId: number }[],
): number | null {
  const near = (list: typeof others) =>
    list.reduce<(typeof others)[number] | null>(
      (best, one) => (best && Math.abs(best.startsAt - startsAt) <= Math.abs(one.startsAt - startsAt) ? best : one),
      null,
    );
  const sameDay = others.filter((one) => one.startsAt >= day.from && one.startsAt < day.to);
  return (near(sameDay) ?? near(others))?.priceCardId ?? null;
}
