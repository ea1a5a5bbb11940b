import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction, type Tx } from '../../db.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { countTry, forgetTries } from './count-tries.ts';
import { lockCode } from './link-code.ts';

/**
 * Links a Telegram account to whoever was given the code. One account belongs to one person: a person's earlier link
 * gives way now and not before, another person's does not. Refusals: `telegram_link_invalid`, the same for every code
 * that is no good (`details.taken`, for the bot alone, where the account is another's), and `rate_limited`.
 */
export async function confirmTelegramLink(
  house: House,
  stranger: Pick<Actor, 'requestId' | 'address'>,
  { code, tgId, name }: { code: string; tgId: number; name: string },
): Promise<{ userId: number } | Refusal> {
  const wait = await countTry(house.db, tgId);
  if (wait) return wait;
  const linked = await inTransaction(house.db, async (tx): Promise<{ userId: number } | Refusal> => {
    const found = await lockCode(tx, code);
    if (!found) return refuse('telegram_link_invalid');
    const { userId } = found;
    await tx.query('UPDATE telegram_codes SET used_at = now() WHERE id = $1', [found.id]);
    if (!(await putLink(tx, userId, tgId, name))) return refuse('telegram_link_invalid', { taken: true });
    const actor: Actor = { ...stranger, kind: 'customer', userId, buyer: `user:${userId}`, channel: 'api' };
    await recordAudit(tx, actor, { action: 'link_telegram', entity: 'user', entityId: userId });
    return { userId };
  });
  if ('userId' in linked) await forgetTries(house.db, tgId);
  return linked;
}

/** False where the Telegram account is another person's. Two at once: the second waits for the first, then sees it. */
async function putLink(tx: Tx, userId: number, tgId: number, name: string): Promise<boolean> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`telegram ${tgId}`]);
  const [other] = await tx.query('SELECT FROM telegram_links WHERE tg_id = $1 AND user_id <> $2', [tgId, userId]);
  if (other) return false;
  await tx.query(
    `INSERT INTO telegram_links (user_id, tg_id, name) VALUES ($1, $2, $3)
     ON CONFLICT (user_id) DO UPDATE SET tg_id = $2, name = $3, linked_at = now(), blocked_at = NULL`,
    [userId, tgId, name],
  );
  return true;
}
