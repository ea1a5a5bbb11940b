import { type Refusal, refuse } from './refusals.ts';
import type { PlanSeat, SeatPlan, SeatState } from './seats.ts';

/**
 * Which choices of seats the house accepts. Pure geometry over a plan and the states of its seats (in plan order), so
 * that the server decides by the same lines that the map uses to warn. Rules 10 and 11.
 */
export interface Floor {
  plan: SeatPlan;
  /** State by seat ordinal. */
  states: readonly SeatState[];
  /** Companion seats are on sale without their space (set close to the start, if at all). */
  accessibleReleased?: boolean;
  /** Of the one who asks for the best seats. */
  taste?: SeatTaste | null;
}

/** Where somebody likes to sit; `depth` null: where the house thinks best. */
export interface SeatTaste {
  depth: 'front' | 'middle' | 'back' | null;
  /** Beside an aisle or a wall. */
  aisle: boolean;
}

/**
 * Null if the choice stands; otherwise the first rule that it breaks, with the better choice where there is one. `beside`
 * are seats that the same party has already.
 */
export function judgeChoice(floor: Floor, chosen: readonly number[], beside: readonly number[] = []): Refusal | null {
  const seats = seatsOf(floor.plan, chosen);
  return brokenPair(floor, seats, beside) ?? orphan(floor, seats);
}

type Pairs = Omit<Floor, 'states'>;

/** The part of the rules that no clerk may set aside: companions sit by their space, love seats are for two. */
export function judgePairs(pairs: Pairs, chosen: readonly number[]): Refusal | null {
  return brokenPair(pairs, seatsOf(pairs.plan, chosen));
}

function brokenPair(floor: Pairs, chosen: PlanSeat[], beside: readonly number[] = []): Refusal | null {
  const ids = new Set([...chosen.map((seat) => seat.id), ...beside]);
  const alone = chosen.filter((seat) => seat.partner !== null && !ids.has(seat.partner));
  const companion = alone.find((seat) => seat.kind === 'companion' && !floor.accessibleReleased);
  if (companion) return refuse('companion_without_space', { seats: [companion.id], space: companion.partner });
  const half = alone.find((seat) => seat.kind === 'love');
  const better = [...chosen.map((seat) => seat.id), half?.partner];
  return half ? refuse('love_seat_split', { seats: [half.id], better }) : null;
}

function seatsOf(plan: SeatPlan, ids: readonly number[]): PlanSeat[] {
  return ids.map((id) => seatById(plan, id)).filter((seat) => seat !== undefined);
}

/** Rule 10: a choice must not newly leave exactly one free seat in a run, unless its block offers no other way. */
function orphan(floor: Floor, chosen: PlanSeat[]): Refusal | null {
  const orphans: number[] = [];
  const better: number[] = [];
  for (const [block, picked] of groupByBlock(chosen)) {
    const row = openRow(floor, block);
    const at = new Set(picked.map((seat) => seat.position));
    const left = newSingles(row, at);
    const other = left.length > 0 ? betterChoice(row, at) : null;
    if (other) orphans.push(...left.map((position) => seatAt(row, position).id));
    better.push(...Array.from(other ?? at, (position) => seatAt(row, position).id));
  }
  return orphans.length > 0 ? refuse('orphan_seat', { seats: orphans, better }) : null;
}

/** One block of neighbours: its seats by position, and which of them count as free. */
interface Row {
  seats: PlanSeat[];
  open: boolean[];
}

function openRow(floor: Floor, block: number): Row {
  const seats = blocksOf(floor.plan).get(block) ?? [];
  return { seats, open: seats.map((seat) => countsAsFree(floor, seat)) };
}

function countsAsFree(floor: Floor, seat: PlanSeat): boolean {
  if (seat.kind === 'wheelchair' || (seat.kind === 'companion' && !floor.accessibleReleased)) return false;
  return floor.states[seat.ordinal] === 'free';
}

/** Positions that stand alone after the choice and did not before. */
function newSingles(row: Row, at: ReadonlySet<number>): number[] {
  const after = row.open.map((open, position) => open && !at.has(position));
  return [...row.seats.keys()].filter((i) => single(after, i) && !single(row.open, i));
}

function single(open: readonly boolean[], i: number): boolean {
  return open[i] === true && open[i - 1] !== true && open[i + 1] !== true;
}

/**
 * A choice of the same size in the same block that leaves no single seat: together if the first one was together,
 * as near to it as can be. Null if there is none, and then the first one stands.
 */
function betterChoice(row: Row, at: ReadonlySet<number>): number[] | null {
  const size = at.size;
  const low = Math.min(...at);
  const high = Math.max(...at);
  const together = tidyWindows(row, size).sort((a, b) => Math.abs((a[0] ?? 0) - low) - Math.abs((b[0] ?? 0) - low));
  if (together[0]) return together[0];
  return high - low + 1 === size ? null : scattered(row, size);
}

/** Every run of `size` free neighbours. */
function freeWindows(row: Row, size: number): number[][] {
  const starts = Array.from({ length: Math.max(0, row.seats.length - size + 1) }, (_, start) => start);
  return starts
    .map((start) => Array.from({ length: size }, (_, i) => start + i))
    .filter((positions) => positions.every((p) => row.open[p]));
}

/** Those that leave no single seat. */
function tidyWindows(row: Row, size: number): number[][] {
  return freeWindows(row, size).filter((positions) => newSingles(row, new Set(positions)).length === 0);
}

/** `size` free seats of a block in any order that leave no single seat: whole runs, or all but two of a longer one. */
function scattered(row: Row, size: number): number[] | null {
  const runs = freeRuns(row);
  const take = (index: number, left: number): number[] | null => {
    const run = runs[index];
    if (!run) return left === 0 ? [] : null;
    for (let count = Math.min(run.length, left); count >= 0; count--) {
      if (count === run.length - 1 && run.length > 1) continue;
      const rest = take(index + 1, left - count);
      if (rest) return [...run.slice(0, count), ...rest];
    }
    return null;
  };
  return take(0, size);
}

function freeRuns(row: Row): number[][] {
  const runs: number[][] = [];
  row.open.forEach((open, i) => {
    if (!open) return;
    if (row.open[i - 1]) runs.at(-1)?.push(i);
    else runs.push([i]);
  });
  return runs;
}

/**
 * The best `count` seats that the rules accept: together, near the middle, a little behind it; if no block has so many
 * together, in as few groups as can be. Love seats only as whole pairs, spaces for wheelchairs never. Null if the
 * house has not enough.
 */
export function bestAvailable(floor: Floor, count: number): number[] | null {
  const together = bestTogether(floor, count);
  if (together) return together;
  for (let first = count - 1; first >= Math.ceil(count / 2); first--) {
    const head = bestTogether(floor, first);
    if (!head) continue;
    const rest = bestAvailable(without(floor, head), count - first);
    const all = rest && [...head, ...rest];
    if (all && !judgeChoice(floor, all)) return all;
  }
  return fill(floor, count);
}

function bestTogether(floor: Floor, count: number): number[] | null {
  let best: { seats: number[]; score: number } | null = null;
  for (const block of blocksOf(floor.plan).keys()) {
    const row = openRow(floor, block);
    const ends = [0, row.seats.length - 1];
    const tidy = tidyWindows(row, count);
    // Where a block offers nothing tidy the rule gives way; another block is worth a few steps more.
    const windows = tidy.length > 0 ? tidy : freeWindows(row, count);
    for (const positions of windows) {
      const seats = positions.map((p) => seatAt(row, p));
      const steps = seats.reduce((sum, seat) => sum + distanceFromBest(floor, seat), 0) / count;
      const inside = floor.taste?.aisle && !positions.some((p) => ends.includes(p));
      const score = steps + (tidy.length > 0 ? 0 : 3) + (inside ? 3 : 0);
      if ((!best || score < best.score) && !brokenPair(floor, seats)) {
        best = { seats: seats.map((seat) => seat.id), score };
      }
    }
  }
  return best?.seats ?? null;
}

/** The last resort, so that nobody is stuck: block by block, as many as it has, in the order that leaves no singles. */
function fill(floor: Floor, count: number): number[] | null {
  const chosen: number[] = [];
  for (const block of blocksOf(floor.plan).keys()) {
    const row = openRow(floor, block);
    const open = freeRuns(row).flat();
    const pairs = row.seats.some((seat) => seat.kind === 'love');
    const wanted = Math.min(count - chosen.length, open.length);
    const size = pairs ? wanted - (wanted % 2) : wanted;
    if (size === 0) continue;
    const positions = scattered(row, size) ?? open.slice(0, size);
    chosen.push(...positions.map((p) => seatAt(row, p).id));
  }
  return chosen.length === count && !judgeChoice(floor, chosen) ? chosen : null;
}

function without(floor: Floor, ids: readonly number[]): Floor {
  const gone = new Set(ids);
  const states = floor.plan.seats.map((seat) => (gone.has(seat.id) ? 'held' : (floor.states[seat.ordinal] ?? 'free')));
  return { ...floor, states };
}

/** How deep in the house the best row is, of its whole depth. */
const bestDepth = { front: 1 / 3, middle: 1 / 2, back: 9 / 10 } as const;

/** Distance in seat pitches from the best place in the house: the middle, at two thirds of the depth or as one likes. */
function distanceFromBest({ plan, taste }: Floor, seat: PlanSeat): number {
  const depth = taste?.depth ? bestDepth[taste.depth] : 2 / 3;
  return Math.hypot(seat.x - plan.width / 2, 1.3 * (seat.y - plan.height * depth));
}

function groupByBlock(seats: PlanSeat[]): Map<number, PlanSeat[]> {
  return Map.groupBy(seats, (seat) => seat.block);
}

interface PlanIndex {
  byId: Map<number, PlanSeat>;
  blocks: Map<number, PlanSeat[]>;
}
const indexes = new WeakMap<SeatPlan, PlanIndex>();

function indexOf(plan: SeatPlan): PlanIndex {
  let index = indexes.get(plan);
  if (!index) {
    const blocks = groupByBlock([...plan.seats].sort((a, b) => a.position - b.position));
    index = { byId: new Map(plan.seats.map((seat) => [seat.id, seat])), blocks };
    indexes.set(plan, index);
  }
  return index;
}

export function seatById(plan: SeatPlan, id: number): PlanSeat | undefined {
  return indexOf(plan).byId.get(id);
}

function blocksOf(plan: SeatPlan): Map<number, PlanSeat[]> {
  return indexOf(plan).blocks;
}

function seatAt(row: Row, position: number): PlanSeat {
  const seat = row.seats[position];
  if (!seat) throw new RangeError(`no seat at position ${position}`);
  return seat;
}
