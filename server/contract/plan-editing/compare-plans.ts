import type { DrawnPlan, DrawnSeat } from '../plan-problems.ts';
import { seatLabel } from '../seats.ts';
import { curveSeats } from './curve.ts';
import { fromDrawn, toDrawn } from './drawn.ts';

/** What becomes of the seats of one plan in another; labels throughout. */
export interface PlanChanges {
  added: string[];
  removed: string[];
  /** Same chair, other label. */
  renamed: { from: string; to: string }[];
  /** Same label, other place. */
  moved: string[];
  /** Same chair, another category or kind. */
  changed: string[];
  /** Whether the rows stand on other curves, or some seats a little aside. */
  reshaped: boolean;
}

/** Nearer than this, a seat is the same chair. */
const SAME_PLACE = 0.35;

/**
 * Tells two versions apart as a person would who walks through the hall: a chair that stayed is the same chair, even
 * if its label changed. Both are compared with their rows straightened, since a curve moves chairs without making them
 * others. Every plan begins at 0, so a row added at the side shifts all the others: the shift that most labels agree on
 * is taken out first.
 */
export function comparePlans(drawnBefore: DrawnPlan, drawnAfter: DrawnPlan): PlanChanges {
  const [before, after] = [straightened(drawnBefore), straightened(drawnAfter)];
  const shift = commonShift(before, after);
  const changes: PlanChanges = { added: [], removed: [], renamed: [], moved: [], changed: [], reshaped: false };
  const left = new Set(before.seats);
  const fresh: DrawnSeat[] = [];
  for (const seat of after.seats) {
    const old = chairAt([...left], { x: seat.x - shift.x, y: seat.y - shift.y });
    if (!old) {
      fresh.push(seat);
      continue;
    }
    left.delete(old);
    if (seatLabel(old) !== seatLabel(seat)) changes.renamed.push({ from: seatLabel(old), to: seatLabel(seat) });
    if (differs(old, seat)) changes.changed.push(seatLabel(seat));
  }
  const elsewhere = new Map([...left].map((seat) => [seatLabel(seat), seat]));
  for (const seat of fresh) {
    const old = elsewhere.get(seatLabel(seat));
    if (!old) {
      changes.added.push(seatLabel(seat));
      continue;
    }
    left.delete(old);
    elsewhere.delete(seatLabel(seat));
    changes.moved.push(seatLabel(seat));
    if (differs(old, seat)) changes.changed.push(seatLabel(seat));
  }
  changes.removed.push(...[...left].map(seatLabel));
  changes.reshaped = isReshaped(drawnBefore, drawnAfter);
  return changes;
}

function straightened(plan: DrawnPlan): DrawnPlan {
  const draft = fromDrawn(plan);
  return toDrawn(curveSeats(draft, new Set(draft.seats.map((seat) => seat.id)), null));
}

function isReshaped(before: DrawnPlan, after: DrawnPlan): boolean {
  const shift = commonShift(before, after);
  const old = new Map(before.seats.map((seat) => [seatLabel(seat), seat]));
  return after.seats.some((seat) => {
    const was = old.get(seatLabel(seat));
    if (!was) return false;
    const aside = Math.hypot(seat.x - shift.x - was.x, seat.y - shift.y - was.y);
    return Math.abs(seat.angle - was.angle) > 1 || (aside > 0.1 && aside < 1);
  });
}

const differs = (a: DrawnSeat, b: DrawnSeat) => a.category !== b.category || a.kind !== b.kind;

function chairAt(seats: readonly DrawnSeat[], place: { x: number; y: number }): DrawnSeat | undefined {
  return seats.find((seat) => Math.hypot(seat.x - place.x, seat.y - place.y) < SAME_PLACE);
}

function commonShift(before: DrawnPlan, after: DrawnPlan): { x: number; y: number } {
  const old = new Map(before.seats.map((seat) => [seatLabel(seat), seat]));
  const votes = new Map<string, { x: number; y: number; count: number }>();
  for (const seat of after.seats) {
    const was = old.get(seatLabel(seat));
    if (!was) continue;
    const [x, y] = [Math.round((seat.x - was.x) * 10) / 10, Math.round((seat.y - was.y) * 10) / 10];
    const vote = votes.get(`${x} ${y}`) ?? { x, y, count: 0 };
    votes.set(`${x} ${y}`, { ...vote, count: vote.count + 1 });
  }
  return [...votes.values()].reduce((best, vote) => (vote.count > best.count ? vote : best), { x: 0, y: 0, count: 0 });
}

export function isUnchanged(changes: PlanChanges): boolean {
  const { reshaped, ...lists } = changes;
  return !reshaped && Object.values(lists).every((list) => list.length === 0);
}
