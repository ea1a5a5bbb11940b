import type { SeatKind } from './seats.ts';
import { seatLabel } from './seats.ts';

/** A seat as it is drawn: `PlanSeat` before it has an id. Plan order is the order of the list. */
export interface DrawnSeat {
  row: string;
  number: string;
  /** Code of the seat category. */
  category: string;
  kind: SeatKind;
  x: number;
  y: number;
  angle: number;
  block: number;
  position: number;
  /** Label of a companion's wheelchair space, or of the other half of a love seat. */
  partner: string | null;
}

export interface DrawnPlan {
  /** Extent in seat pitches. */
  width: number;
  height: number;
  seats: readonly DrawnSeat[];
}

export type PlanProblemKind =
  | 'empty'
  | 'duplicate_label'
  | 'unknown_category'
  | 'companion_without_space'
  | 'love_seat_without_half'
  | 'partner_without_reason'
  | 'block_not_contiguous'
  | 'seats_overlap'
  | 'outside_plan';

/** `seats` are labels; of a block that is not contiguous, all of its seats. */
export interface PlanProblem {
  problem: PlanProblemKind;
  seats: string[];
}

/** Centres nearer than this are two seats on one spot. A row on a curve draws neighbours a little closer than 1. */
const NEAREST = 0.8;

/** All that is wrong with a drawing, so that one look mends it. */
export function planProblems(plan: DrawnPlan, categories: ReadonlySet<string>): PlanProblem[] {
  if (plan.seats.length === 0) return [{ problem: 'empty', seats: [] }];
  return [
    ...duplicateLabels(plan.seats),
    ...each('unknown_category', plan.seats, (seat) => !categories.has(seat.category)),
    ...brokenPairs(plan.seats),
    ...brokenBlocks(plan.seats),
    ...overlaps(plan.seats),
    ...each('outside_plan', plan.seats, ({ x, y }) => !(x >= 0 && x <= plan.width && y >= 0 && y <= plan.height)),
  ];
}

function each(problem: PlanProblemKind, seats: readonly DrawnSeat[], isWrong: (seat: DrawnSeat) => boolean) {
  return seats.filter(isWrong).map((seat): PlanProblem => ({ problem, seats: [seatLabel(seat)] }));
}

function duplicateLabels(seats: readonly DrawnSeat[]): PlanProblem[] {
  return [...Map.groupBy(seats, seatLabel)]
    .filter(([, same]) => same.length > 1)
    .map(([label]) => ({ problem: 'duplicate_label', seats: [label] }));
}

function brokenPairs(seats: readonly DrawnSeat[]): PlanProblem[] {
  const byLabel = new Map(seats.map((seat) => [seatLabel(seat), seat]));
  const partnerOf = (seat: DrawnSeat) => (seat.partner === null ? undefined : byLabel.get(seat.partner));
  const isHalf = (seat: DrawnSeat) => {
    const other = partnerOf(seat);
    return (
      other?.kind === 'love' &&
      other.partner === seatLabel(seat) &&
      other.block === seat.block &&
      Math.abs(other.position - seat.position) === 1
    );
  };
  return [
    ...each('companion_without_space', seats, (s) => s.kind === 'companion' && partnerOf(s)?.kind !== 'wheelchair'),
    ...each('love_seat_without_half', seats, (seat) => seat.kind === 'love' && !isHalf(seat)),
    ...each(
      'partner_without_reason',
      seats,
      (seat) => ['standard', 'wheelchair'].includes(seat.kind) && !!seat.partner,
    ),
  ];
}

/** A block is a run of neighbours in one row, its positions counted from 0 without gaps. */
function brokenBlocks(seats: readonly DrawnSeat[]): PlanProblem[] {
  return [...Map.groupBy(seats, (seat) => seat.block).values()]
    .filter((run) => {
      const positions = run.map((seat) => seat.position).sort((a, b) => a - b);
      return positions.some((position, i) => position !== i) || run.some((seat) => seat.row !== run[0]?.row);
    })
    .map((run) => ({ problem: 'block_not_contiguous', seats: run.map(seatLabel) }));
}

function overlaps(seats: readonly DrawnSeat[]): PlanProblem[] {
  return seats.flatMap((seat, i) =>
    seats
      .slice(i + 1)
      .filter((other) => Math.hypot(seat.x - other.x, seat.y - other.y) < NEAREST)
      .map((other): PlanProblem => ({ problem: 'seats_overlap', seats: [seatLabel(seat), seatLabel(other)] })),
  );
}
