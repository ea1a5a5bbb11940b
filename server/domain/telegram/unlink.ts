import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';

/** Parts the customer and their Telegram; codes given out before open nothing more. Twice is as good as once. */
export async function unlinkTelegram(house: House, actor: Actor): Promise<{ unlinked: boolean } | Refusal> {
  const no = denied(actor, 'link_telegram');
  if (no) return no;
  const { userId } = actor;
  if (userId === null) return refuse('unauthenticated');
  return inTransaction(house.db, async (tx) => {
    const gone = await tx.query('DELETE FROM telegram_links WHERE user_id = $1 RETURNING user_id', [userId]);
    await tx.query('DELETE FROM telegram_codes WHERE user_id = $1', [userId]);
    if (gone.length > 0) await recordAudit(tx, actor, { action: 'unlink_telegram', entity: 'user', entityId: userId });
    return { unlinked: gone.length > 0 };
  });
}
