import { createHash } from 'node:crypto';
import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction, type Tx } from '../../db.ts';
import type { Actor } from '../actor.ts';
import type { House } from '../house.ts';
import { atTill } from './at-till.ts';

export interface Act {
  uuid: string;
  /** The verb: the same uuid is never another one's. */
  act: string;
  /** As parsed. */
  body: unknown;
}

/**
 * Does what a till asks once: the same uuid with the same body, whenever and however often it comes, gets the first
 * answer again. Two at once queue. A refusal leaves nothing behind, so that the act may be tried again. Refusal of its
 * own: `idempotency_mismatch`.
 */
export async function once<T extends object>(
  house: House,
  actor: Actor,
  { uuid, act, body }: Act,
  work: (tx: Tx) => Promise<T | Refusal>,
): Promise<T | Refusal> {
  const { kioskId } = atTill(actor);
  const bodyHash = createHash('sha256').update(JSON.stringify(body)).digest('base64url');
  return inTransaction(house.db, async (tx): Promise<T | Refusal> => {
    const ours = await tx.query(
      `INSERT INTO till_acts (kiosk_id, uuid, act, body_hash) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING uuid`,
      [kioskId, uuid, act, bodyHash],
    );
    if (ours.length === 0) {
      const [first] = await tx.query<{ act: string; bodyHash: string; answer: { of: T } }>(
        'SELECT act, body_hash AS "bodyHash", answer FROM till_acts WHERE kiosk_id = $1 AND uuid = $2',
        [kioskId, uuid],
      );
      if (first?.act !== act || first.bodyHash !== bodyHash) return refuse('idempotency_mismatch');
      return first.answer.of;
    }
    const answer = await work(tx);
    if (isRefusal(answer)) return answer;
    await tx.query('UPDATE till_acts SET answer = $3 WHERE kiosk_id = $1 AND uuid = $2', [
      kioskId,
      uuid,
      JSON.stringify({ of: answer }),
    ]);
    return answer;
  });
}
