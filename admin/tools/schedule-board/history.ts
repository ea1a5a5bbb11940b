import type { NewScreeningBody } from '../../../server/contract/api/staff/schedule.ts';
import type { Place } from './model.ts';

/** One call of a verb that a change, its undoing or its repetition is made of. */
export type Step =
  | { kind: 'schedule'; id: number; screening: NewScreeningBody }
  | { kind: 'remove'; ids: number[] }
  | { kind: 'move'; id: number; to: Place };

export interface Change {
  /** What it was, in words. */
  what: string;
  back: Step[];
  again: Step[];
}

export interface History {
  done: readonly Change[];
  undone: readonly Change[];
  /** A screening that was removed and put on again has a new id: old id → new id. */
  renamed: ReadonlyMap<number, number>;
}

export const noHistory: History = { done: [], undone: [], renamed: new Map() };
const most = 50;

export function remember(history: History, change: Change): History {
  return { ...history, done: [...history.done, change].slice(-most), undone: [] };
}

/** Takes the last change off one pile and puts it on the other. */
export function undid(history: History, renamed: ReadonlyMap<number, number>): History {
  const last = history.done.at(-1);
  if (!last) return history;
  return { done: history.done.slice(0, -1), undone: [...history.undone, last], renamed };
}

export function redid(history: History, renamed: ReadonlyMap<number, number>): History {
  const last = history.undone.at(-1);
  if (!last) return history;
  return { done: [...history.done, last], undone: history.undone.slice(0, -1), renamed };
}

/** What a change that can no longer be taken back leaves: everything before it. */
export function forgetLast(history: History, pile: 'done' | 'undone'): History {
  return { ...history, [pile]: history[pile].slice(0, -1) };
}

/** The id that a screening goes by now. */
export function currentId(renamed: ReadonlyMap<number, number>, id: number): number {
  let current = id;
  for (let next = renamed.get(current); next !== undefined; next = renamed.get(current)) current = next;
  return current;
}
