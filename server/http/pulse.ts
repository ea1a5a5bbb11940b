import { oneAtATime } from './one-at-a-time.ts';

// Whether what was kept still stands is asked of the database once for all answers, and only while somebody wants one.

/** What an answer is made of: the programme alone, or the whole house with its seats. */
export type Part = 'programme' | 'house';

/** What one look at the database tells. */
export interface Look {
  /** Another one whenever the programme has changed: by what somebody has written, or by the clock. */
  edition: number;
  /** The same as long as nothing whatsoever was committed. */
  stamp: string;
}

/** When something was read: its place among all readings and changes, and the time, on the clock of `performance`. */
export interface Moment {
  order: number;
  since: number;
}

export interface Beat extends Look, Moment {
  /** From when on the stamp is known to have been this one. */
  steadySince: number;
}

export interface Pulse {
  /** The last beat, if it may still be gone by. Looks again before its end, so that nobody waits. */
  last(part: Part): Beat | null;
  /** One that is `most` ms old at most. Rejects while the database is away. */
  fresh(part: Part, most?: number): Promise<Beat>;
  begin(): Moment;
  /** Whether what was read at that moment may be given: it is young, and nothing was written here since. */
  holds(moment: Moment, part: Part, most?: number): boolean;
  /** Something was written here: what was read of that part before is not gone by any more. */
  forget(part: Part): void;
}

/** As old as an answer may be, in every process. Counted from before it was read. */
export const freshMs = 50;
/** What is made, is made of nothing older, so that whoever shares it later still has it in time. */
export const youngMs = 25;

export function createPulse(look: () => Promise<Look>): Pulse {
  let order = 0;
  let last: Beat | null = null;
  const forgotten = { programme: 0, house: 0 };

  const begin = () => ({ order: ++order, since: performance.now() });
  const holds = (moment: Moment, part: Part, most = freshMs) =>
    moment.order > forgotten[part] && performance.now() - moment.since < most;
  const beats = oneAtATime(begin, async (moment) => {
    const { edition, stamp } = await look();
    const steadySince = last?.stamp === stamp ? last.steadySince : moment.since;
    last = { ...moment, edition, stamp, steadySince };
    return last;
  });

  return {
    last(part) {
      if (!beats.busy() && !(last && holds(last, part, youngMs))) beats.share(() => true).catch(() => {});
      return last && holds(last, part) ? last : null;
    },
    async fresh(part, most = freshMs) {
      return last && holds(last, part, most) ? last : beats.share((moment) => holds(moment, part, most));
    },
    begin,
    holds,
    forget(part) {
      order += 1;
      if (part === 'programme') forgotten.programme = order;
      forgotten.house = order;
    },
  };
}
