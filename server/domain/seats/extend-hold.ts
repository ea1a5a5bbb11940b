import type { Tx } from '../../db.ts';

/**
 * The one extension that a hold gets, when its payment starts (rule 5): until `until`, but never past its cap. Answers
 * the new end, or null if the hold is dead, ended or was extended before.
 */
export async function extendHold(tx: Tx, holdId: number, until: Date): Promise<Date | null> {
  const [hold] = await tx.query<{ expires_at: Date }>(
    `UPDATE holds SET expires_at = greatest(expires_at, least(cap_at, $2)), extended_at = now()
      WHERE id = $1 AND ended_at IS NULL AND extended_at IS NULL AND expires_at > now() RETURNING expires_at`,
    [holdId, until],
  );
  if (!hold) return null;
  await tx.query(`UPDATE seat_claims SET expires_at = $2 WHERE hold_id = $1 AND kind = 'hold'`, [
    holdId,
    hold.expires_at,
  ]);
  return hold.expires_at;
}
