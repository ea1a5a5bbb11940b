import { setTimeout as delay } from 'node:timers/promises';
import { isRefusal, type Refusal } from '../../contract/refusals.ts';
import { inTransaction, type Tx } from '../../db.ts';
import type { House } from '../house.ts';

/** In one transaction. Whoever wants a seat that is just being tidied away waits for no more than these. */
const atOnce = 50;
/** Between two transactions, for those who buy meanwhile. */
const breathMs = 50;

/**
 * Gives the seats of locked holds back, all at once. Let it be the last that a transaction does: from here on buyers wait
 * for it.
 */
export async function endHolds(tx: Tx, house: House, holdIds: readonly number[]): Promise<void> {
  if (holdIds.length === 0) return;
  const screenings = await tx.query<{ id: number }>('SELECT end_holds($1) AS id', [holdIds]);
  tx.afterCommit(() => {
    for (const { id } of screenings) house.seatsChanged(id);
  });
}

/** Ends what has died, some in each transaction, until none is left. Answers how many. */
export async function endInSets(
  house: House,
  endSome: (tx: Tx, most: number) => Promise<{ found: number; ended: number }>,
): Promise<number | Refusal> {
  for (let sum = 0; ; await delay(breathMs)) {
    const done = await inTransaction(house.db, (tx) => endSome(tx, atOnce));
    if (isRefusal(done)) return done;
    sum += done.ended;
    // Whatever somebody has under their hands is found again in a minute.
    if (done.found < atOnce || done.ended === 0) return sum;
  }
}
