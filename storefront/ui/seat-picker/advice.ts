import { isRefusal, type Refusal } from '../../../server/contract/refusals.ts';
import { bestAvailable, type Floor, judgeChoice, seatById } from '../../../server/contract/seat-rules.ts';
import { type SeatPlan, seatLabel } from '../../../server/contract/seats.ts';
import type { Notice, PickerWords } from './data.ts';

/** `F7`, `F8`: as people read them, in plan order. */
export function labelsOf(plan: SeatPlan, ids: Iterable<number>): string[] {
  return [...ids]
    .map((id) => seatById(plan, id))
    .filter((seat) => seat !== undefined)
    .sort((a, b) => a.ordinal - b.ordinal)
    .map(seatLabel);
}

const idsIn = (value: unknown): number[] =>
  Array.isArray(value) ? value.filter((id): id is number => typeof id === 'number') : [];

/** A refusal in words, with the better choice where the rules know one. `chosen` is the choice that was refused. */
export function adviceOn(refusal: Refusal, plan: SeatPlan, chosen: readonly number[], words: PickerWords): Notice {
  const { details } = refusal;
  const better = [...new Set(betterChoice(refusal, chosen))];
  const labels = labelsOf(plan, idsIn(details.seats));
  const betterLabels = labelsOf(plan, better);
  const text = words.refusals[refusal.refused]({ ...details, labels, betterLabels });
  if (better.length === 0) return { tone: 'warn', text };
  return { tone: 'warn', text, offer: { seats: better, label: words.seats.better(betterLabels) } };
}

function betterChoice({ refused, details }: Refusal, chosen: readonly number[]): number[] {
  if (refused === 'companion_without_space' && typeof details.space === 'number') return [...chosen, details.space];
  return idsIn(details.better);
}

/** What the house would say of a choice, before anything is sent. Null if it stands. */
export function judge(floor: Floor, chosen: readonly number[], words: PickerWords): Notice | null {
  const refusal = judgeChoice(floor, chosen);
  return isRefusal(refusal) ? adviceOn(refusal, floor.plan, chosen, words) : null;
}

/** Seats that somebody else has taken meanwhile, by name, and as many others that are free. */
export function lossNotice(floor: Floor, lost: readonly number[], kept: readonly number[], words: PickerWords): Notice {
  const text = words.seats.taken(labelsOf(floor.plan, lost));
  const others = bestAvailable(floor, kept.length + lost.length);
  if (!others) return { tone: 'bad', text };
  const labels = labelsOf(floor.plan, others);
  return {
    tone: 'bad',
    text: `${text} ${words.seats.freeInstead(labels)}`,
    offer: { seats: others, label: words.seats.better(labels) },
  };
}

export function isFree({ plan, states }: Floor, id: number): boolean {
  const seat = seatById(plan, id);
  return seat !== undefined && states[seat.ordinal] === 'free';
}
