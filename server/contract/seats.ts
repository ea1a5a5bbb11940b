import { z } from 'zod';

/** How a seat is built. `companion` sells only with its wheelchair space; the two halves of a `love` seat sell together. */
export const seatKind = z.enum(['standard', 'wheelchair', 'companion', 'love']);
export type SeatKind = z.infer<typeof seatKind>;

/** What the public may know of a seat: never who. */
export const seatState = z.enum(['free', 'held', 'sold', 'blocked']);
export type SeatState = z.infer<typeof seatState>;

/** The live feed sends one symbol per seat, in plan order. */
export const stateOfSymbol: Record<string, SeatState> = { '.': 'free', h: 'held', s: 'sold', b: 'blocked' };

/** The outline a category wears on the map, so that colour is never the only sign. */
export const categoryShape = z.enum(['round', 'square', 'arch', 'notched']);
export type CategoryShape = z.infer<typeof categoryShape>;

export interface SeatCategory {
  id: number;
  code: string;
  name: string;
  /** CSS colour. */
  color: string;
  shape: CategoryShape;
}

/**
 * One seat of a plan. `x` and `y` are the centre of the seat in seat pitches (1 = one ordinary seat's width, one
 * row's depth) from the plan's top left; the screen is at the top. `block` is the run of neighbours the seat stands
 * in (aisles end blocks) and `position` its place in that run, counted from 0 without gaps.
 */
export interface PlanSeat {
  id: number;
  /** The seat's index in plan order: by row, then from left to right. */
  ordinal: number;
  row: string;
  number: string;
  category: number;
  kind: SeatKind;
  x: number;
  y: number;
  /** Degrees clockwise; curved rows turn their seats to the screen. */
  angle: number;
  block: number;
  position: number;
  /** For a companion seat, its wheelchair space; for half of a love seat, the other half. */
  partner: number | null;
}

export interface SeatPlan {
  id: number;
  /** Extent in seat pitches. */
  width: number;
  height: number;
  seats: PlanSeat[];
}

/** How a customer reads a seat: `F7`. */
export function seatLabel(seat: { row: string; number: string }): string {
  return `${seat.row}${seat.number}`;
}
