import type { Db } from '../../db.ts';

/** How many of them go in after one another in one turn of the event loop. */
const perTurn = 32;

interface Queue {
  inside: number;
  waiting: (() => void)[];
  /** Who went in in this turn. */
  entered: number;
}

export type Turnstile = <T>(db: Db, screeningId: number, act: (waited: boolean) => Promise<T>) => Promise<T>;

/**
 * Lets `abreast` at a time ask the database for seats of the same screening, from this process, first come, first served.
 * Thousands who want the same evening wait here, where it costs nothing, instead of in front of the database, where they
 * would keep everybody else out. `act` is told whether it had to wait; then it should look at the floor once more: most of
 * the crowd is refused there without a question, and so many of them in each turn of the event loop that whoever wants a page
 * does not wait for them all.
 */
export function turnstile(abreast: number): Turnstile {
  const queues = new WeakMap<Db, Map<number, Queue>>();
  return async (db, screeningId, act) => {
    const all = queues.get(db) ?? new Map<number, Queue>();
    queues.set(db, all);
    const queue = all.get(screeningId) ?? { inside: 0, waiting: [], entered: 0 };
    all.set(screeningId, queue);
    const waits = queue.inside === abreast;
    if (!waits) queue.inside += 1;
    // Whoever leaves hands the place on, so that nobody slips in between.
    else await new Promise<void>((enter) => queue.waiting.push(enter));
    try {
      return await act(waits);
    } finally {
      const next = queue.waiting.shift();
      if (next) handOn(queue, next);
      else {
        queue.inside -= 1;
        if (queue.inside === 0) all.delete(screeningId);
      }
    }
  };
}

function handOn(queue: Queue, enter: () => void): void {
  if (queue.entered === 0) setImmediate(() => (queue.entered = 0));
  queue.entered += 1;
  if (queue.entered > perTurn) setImmediate(enter);
  else enter();
}
