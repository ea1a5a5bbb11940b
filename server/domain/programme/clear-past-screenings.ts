import type { Refusal } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import type { House } from '../house.ts';

/**
 * A month after its end nothing of a screening is sold, moved or brought in by a till that was away. Money that comes so
 * late goes back in any case (rule 5).
 */
export const claimsKeptDays = 30;

/** As many as a minute's sweep takes on; a cinema has some dozens a day. */
const most = 200;

/**
 * Clears away what served only while a screening was on sale: its claims, and holds that became no order. Its tickets stay,
 * and `live_claims` reads them from then on. Not while an order of it is pending. Answers how many screenings were cleared.
 */
export async function clearPastScreenings(house: House, actor: Actor): Promise<{ cleared: number } | Refusal> {
  const no = denied(actor, 'clear_past_screenings');
  if (no) return no;
  return inTransaction(house.db, async (tx) => {
    const past = await tx.query<{ id: number }>(
      `SELECT id FROM screenings s WHERE claims_cleared_at IS NULL AND ends_at < now() - make_interval(days => $1)
          AND NOT EXISTS (SELECT FROM orders WHERE screening_id = s.id AND status = 'pending')
        ORDER BY ends_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [claimsKeptDays, most],
    );
    if (past.length === 0) return { cleared: 0 };
    const ids = past.map((screening) => screening.id);
    await tx.query('DELETE FROM seat_claims WHERE screening_id = ANY ($1)', [ids]);
    await tx.query(
      `DELETE FROM holds h WHERE h.screening_id = ANY ($1) AND NOT EXISTS (SELECT FROM orders WHERE hold_id = h.id)`,
      [ids],
    );
    await tx.query('UPDATE screenings SET claims_cleared_at = now() WHERE id = ANY ($1)', [ids]);
    return { cleared: ids.length };
  });
}
