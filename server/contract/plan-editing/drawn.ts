import type { DrawnPlan, DrawnSeat } from '../plan-problems.ts';
import { seatLabel } from '../seats.ts';
import { type Draft, extentOf, rounded } from './draft.ts';
import { runsOf } from './rows.ts';

/** From a plan's edge to the centre of its outermost seat: half a seat and room for the turn of a curved row. */
const MARGIN = 0.6;

/** A stored or imported plan, laid on the board. */
export function fromDrawn({ seats }: Pick<DrawnPlan, 'seats'>): Draft {
  const ids = new Map(seats.map((seat, i) => [seatLabel(seat), i + 1]));
  return {
    seats: seats.map(({ row, number, category, kind, x, y, angle, partner }, i) => ({
      id: i + 1,
      row,
      number,
      category,
      kind,
      x,
      y,
      angle,
      partner: partner === null ? null : (ids.get(partner) ?? null),
    })),
    nextId: seats.length + 1,
  };
}

/**
 * The plan that the board shows: framed so that it begins at 0, in plan order (by row from the screen back, then from
 * left to right), its blocks and positions found from the gaps between the seats.
 */
export function toDrawn(draft: Draft): DrawnPlan {
  const labels = new Map(draft.seats.map((seat) => [seat.id, seatLabel(seat)]));
  const { left, top, right, bottom } = extentOf(draft.seats);
  const seats = runsOf(draft.seats).flatMap((run, block) =>
    run.map(
      ({ id: _, ...seat }, position): DrawnSeat => ({
        ...seat,
        x: rounded(seat.x - left + MARGIN),
        y: rounded(seat.y - top + MARGIN),
        angle: rounded(seat.angle),
        block,
        position,
        partner: seat.partner === null ? null : (labels.get(seat.partner) ?? null),
      }),
    ),
  );
  return { width: rounded(right - left + 2 * MARGIN), height: rounded(bottom - top + 2 * MARGIN), seats };
}
