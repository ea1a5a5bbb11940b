import type { RequestHandler } from 'express';

/**
 * Lets so many requests through in each turn of the event loop, first come, first served. When thousands come in one moment,
 * whoever wants something else waits for one turn of them, and not for them all.
 */
export function byTurns(perTurn: number): RequestHandler {
  const waiting: (() => void)[] = [];
  let left = perTurn;
  let turning = false;

  function turn(): void {
    left = perTurn;
    for (const go of waiting.splice(0, perTurn)) {
      left -= 1;
      go();
    }
    // Whoever comes before the next turn may use up what is left of this one.
    turning = left < perTurn;
    if (turning) setImmediate(turn);
  }

  return (_req, _res, next) => {
    if (left > 0) {
      left -= 1;
      next();
    } else {
      waiting.push(() => next());
    }
    if (turning) return;
    turning = true;
    setImmediate(turn);
  };
}
