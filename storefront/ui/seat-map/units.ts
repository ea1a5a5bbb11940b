import type { PlanSeat, SeatPlan, SeatState } from '../../../server/contract/seats.ts';

/** What is chosen in one go: a seat, or the two halves of a love seat. */
export interface SeatUnit {
  /** The first seat's id: stands for the unit. */
  id: number;
  ids: readonly number[];
  ordinals: readonly number[];
  seat: PlanSeat;
  numbers: readonly string[];
  /** Centre, in pitches. */
  x: number;
  y: number;
  /** Width in pitches: 1 for a seat. */
  span: number;
}

export interface MapRow {
  name: string;
  units: SeatUnit[];
  /** Height of the row's letter at its left and right end, in pitches. */
  left: number;
  right: number;
}

function unitOf(seats: readonly PlanSeat[]): SeatUnit | null {
  const [seat, other] = seats;
  if (!seat) return null;
  return {
    id: seat.id,
    ids: seats.map((each) => each.id),
    ordinals: seats.map((each) => each.ordinal),
    seat,
    numbers: seats.map((each) => each.number),
    x: other ? (seat.x + other.x) / 2 : seat.x,
    y: other ? (seat.y + other.y) / 2 : seat.y,
    span: other ? Math.hypot(other.x - seat.x, other.y - seat.y) + 1 : 1,
  };
}

/** Rows from the screen back, their units from left to right; the halves of a love seat come as one unit. */
export function rowsOf(plan: SeatPlan): MapRow[] {
  const byId = new Map(plan.seats.map((seat) => [seat.id, seat]));
  const rows = new Map<string, SeatUnit[]>();
  for (const seat of plan.seats) {
    const partner = seat.kind === 'love' && seat.partner !== null ? byId.get(seat.partner) : undefined;
    if (partner && partner.ordinal < seat.ordinal) continue;
    const unit = unitOf(partner ? [seat, partner] : [seat]);
    if (unit) rows.set(seat.row, [...(rows.get(seat.row) ?? []), unit]);
  }
  const xs = plan.seats.map((seat) => seat.x);
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  return [...rows].map(([name, found]) => {
    const units = found.toSorted((a, b) => a.x - b.x);
    return { name, units, left: heightAt(west, units), right: heightAt(east, units.toReversed()) };
  });
}

/** A row carried on, from its first two units, to the edge of the hall: letters of short rows keep their distance. */
function heightAt(edge: number, [first, second]: SeatUnit[]): number {
  if (!first) return 0;
  if (!second || second.x === first.x) return first.y;
  return first.y + ((second.y - first.y) / (second.x - first.x)) * (edge - first.x);
}

const weight: Record<SeatState, number> = { free: 0, held: 1, sold: 2, blocked: 3 };

/** The state of a unit: a love seat is as taken as its more taken half. */
export function stateOfUnit(unit: SeatUnit, states: readonly SeatState[]): SeatState {
  let worst: SeatState = 'free';
  for (const ordinal of unit.ordinals) {
    const state = states[ordinal] ?? 'blocked';
    if (weight[state] > weight[worst]) worst = state;
  }
  return worst;
}

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End';

export const isDirection = (key: string): key is Direction => /^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(key);

/**
 * Where an arrow key leads from a unit: along its row, or to the nearest unit of the next row that has one to offer.
 * Null at the edge of the hall.
 */
export function step(rows: readonly MapRow[], from: number, key: Direction, open: (unit: SeatUnit) => boolean) {
  const at = rows.findIndex((row) => row.units.some((unit) => unit.id === from));
  const here = rows[at]?.units.find((unit) => unit.id === from);
  if (!here) return null;
  const along = (rows[at]?.units ?? []).filter((unit) => unit.id !== from && open(unit));
  if (key === 'Home') return along.find((unit) => unit.x < here.x) ?? null;
  if (key === 'End') return along.findLast((unit) => unit.x > here.x) ?? null;
  if (key === 'ArrowLeft') return along.findLast((unit) => unit.x < here.x) ?? null;
  if (key === 'ArrowRight') return along.find((unit) => unit.x > here.x) ?? null;
  const beyond = key === 'ArrowUp' ? rows.slice(0, at).toReversed() : rows.slice(at + 1);
  const row = beyond.find(({ units }) => units.some(open));
  return row ? nearest(row.units.filter(open), here) : null;
}

/** The unit closest to a place; null of none. */
export function nearest(units: readonly SeatUnit[], to: { x: number; y: number }): SeatUnit | null {
  const distance = (unit: SeatUnit) => Math.hypot(unit.x - to.x, unit.y - to.y);
  return units.reduce<SeatUnit | null>((best, unit) => (best && distance(best) <= distance(unit) ? best : unit), null);
}
