import type { SeatKind } from '../../server/contract/seats.ts';
import { seatLabel } from '../../server/contract/seats.ts';
import type { CategoryCode } from './prices.ts';

/** A seat as the demo data knows it: PlanSeat (server/contract/seats.ts) with codes and labels for ids. */
export interface SeedSeat {
  row: string;
  number: string;
  category: CategoryCode;
  kind: SeatKind;
  x: number;
  y: number;
  angle: number;
  block: number;
  position: number;
  /** Label of the wheelchair space (for a companion seat) or of the other half (for a love seat). */
  partner: string | null;
}

export interface SeedPlan {
  width: number;
  height: number;
  /** In plan order: by row, then from left to right. */
  seats: SeedSeat[];
}

/**
 * A hall, drawn as seen from its seats with the screen above. Each line is a row: its letter, a space, then one
 * character per seat pitch. An empty line is a cross aisle; an empty place in a row is an aisle and ends the run.
 *
 *     s standard   p premium   l half of a love seat (they come in pairs)
 *     w wheelchair space   c companion seat, next to its wheelchair space
 */
export interface PlanSpec {
  drawing: string;
  /** Radius in seat pitches of the arc the first row stands on; without it the rows are straight. */
  curve?: number;
}

/** From a plan's edge to the centre of its outermost seat: half a seat and room for the turn of a curved row. */
const MARGIN = 0.6;
const CROSS_AISLE = 1;

const meaning: Record<string, { kind: SeatKind; category: CategoryCode }> = {
  s: { kind: 'standard', category: 'standard' },
  p: { kind: 'standard', category: 'premium' },
  l: { kind: 'love', category: 'love' },
  w: { kind: 'wheelchair', category: 'wheelchair' },
  c: { kind: 'companion', category: 'companion' },
};

interface Row {
  label: string;
  places: string;
  depth: number;
}

/**
 * Builds a plan from its drawing. Seats are numbered from the left in every row.
 *
 * @throws Error when the drawing has an unknown character, half a love seat or a companion seat without its space.
 */
export function buildPlan({ drawing, curve }: PlanSpec): SeedPlan {
  const rows = rowsOf(drawing);
  const axis = (Math.max(...rows.map((row) => row.places.length)) - 1) / 2;
  const seats: SeedSeat[] = [];
  let block = -1;
  for (const row of rows) {
    const run: SeedSeat[] = [];
    let number = 0;
    const endRun = () => pairUp(run.splice(0));
    for (const [column, sign] of [...row.places].entries()) {
      if (sign === ' ') {
        endRun();
        continue;
      }
      const means = meaning[sign];
      if (!means) throw new Error(`Row ${row.label}: no seat is drawn as "${sign}".`);
      if (run.length === 0) block += 1;
      number += 1;
      const seat: SeedSeat = {
        row: row.label,
        number: String(number),
        ...means,
        ...placed(column - axis, row.depth, curve),
        block,
        position: run.length,
        partner: null,
      };
      run.push(seat);
      seats.push(seat);
    }
    endRun();
  }
  return framed(seats);
}

function rowsOf(drawing: string): Row[] {
  const lines = drawing.replace(/^\n+|\s+$/g, '').split('\n');
  const rows: Row[] = [];
  let depth = 0;
  for (const line of lines) {
    if (line.trim() === '') {
      depth += CROSS_AISLE;
      continue;
    }
    const [, label, places] = /^([A-Z]) (.*)$/.exec(line) ?? [];
    if (!label || !places) throw new Error(`A row is a letter, a space and its seats, not "${line}".`);
    rows.push({ label, places, depth });
    depth += 1;
  }
  return rows;
}

/**
 * Where a seat stands that is `offset` pitches from the hall's axis. On a curve the offset is measured along the arc
 * and the seat is turned to the arc's centre, in front of the screen, so that row ends reach forward.
 */
function placed(offset: number, depth: number, curve: number | undefined): Pick<SeedSeat, 'x' | 'y' | 'angle'> {
  if (curve === undefined) return { x: offset, y: depth, angle: 0 };
  const radius = curve + depth;
  const turn = offset / radius;
  return { x: radius * Math.sin(turn), y: radius * Math.cos(turn), angle: (-turn * 180) / Math.PI };
}

/** Names the partners in one run: love halves two by two, and each companion seat the free wheelchair space beside it. */
function pairUp(run: SeedSeat[]): void {
  const taken = new Set<SeedSeat>();
  for (const [i, seat] of run.entries()) {
    if (seat.kind === 'companion') {
      const space = [run[i - 1], run[i + 1]].find((near) => near?.kind === 'wheelchair' && !taken.has(near));
      if (!space) throw new Error(`Companion seat ${seatLabel(seat)} has no wheelchair space beside it.`);
      taken.add(space);
      seat.partner = seatLabel(space);
    }
    if (seat.kind === 'love' && seat.partner === null) {
      const half = run[i + 1];
      if (half?.kind !== 'love') throw new Error(`Love seat ${seatLabel(seat)} has one half only.`);
      seat.partner = seatLabel(half);
      half.partner = seatLabel(seat);
    }
  }
}

/** Moves the seats so that the plan begins at 0, and rounds what a drawing does not need. */
function framed(seats: SeedSeat[]): SeedPlan {
  const left = Math.min(...seats.map((seat) => seat.x)) - MARGIN;
  const top = Math.min(...seats.map((seat) => seat.y)) - MARGIN;
  const moved = seats.map((seat) => ({
    ...seat,
    x: rounded(seat.x - left),
    y: rounded(seat.y - top),
    angle: rounded(seat.angle),
  }));
  return {
    width: rounded(Math.max(...moved.map((seat) => seat.x)) + MARGIN),
    height: rounded(Math.max(...moved.map((seat) => seat.y)) + MARGIN),
    seats: moved,
  };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000 + 0;
}
