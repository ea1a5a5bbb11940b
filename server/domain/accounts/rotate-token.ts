import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction, type Tx } from '../../db.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { familyDays, type TokenFamily } from './open-token-family.ts';
import { type FamilyAt, readRefreshToken } from './refresh-token.ts';
import type { Stranger } from './sign-in.ts';

/**
 * Renews a login of an API client: the family's next generation, once. A token that was renewed before is in two hands,
 * and nobody can tell whose: the family ends. Of two renewals at once one is answered, and the family ends too. Refusal:
 * `unauthenticated`, whatever is wrong.
 */
export async function rotateToken(
  house: House,
  stranger: Stranger,
  { refresh, userAgent }: { refresh: string; userAgent: string | null },
): Promise<TokenFamily | Refusal> {
  const shown = readRefreshToken(house.signer, refresh);
  if (!shown) return refuse('unauthenticated');
  // That the family ended is to be committed, so it is no refusal yet.
  const rotated = await inTransaction(house.db, async (tx): Promise<TokenFamily | 'ended'> => {
    const next = await nextGeneration(tx, shown, userAgent, stranger.address);
    if (!next) await endIfReused(tx, stranger, shown);
    return next ?? 'ended';
  });
  return rotated === 'ended' || isRefusal(rotated) ? refuse('unauthenticated') : rotated;
}

async function nextGeneration(
  tx: Tx,
  { id, generation }: FamilyAt,
  userAgent: string | null,
  address: string | null,
): Promise<TokenFamily | undefined> {
  const [next] = await tx.query<TokenFamily>(
    `UPDATE token_families f SET generation = f.generation + 1, seen_at = now(), user_agent = left($3, 300), address = $4,
       expires_at = least(now() + make_interval(days => $5), f.created_at + make_interval(days => $6))
      FROM users u
      WHERE f.id = $1 AND f.generation = $2 AND f.expires_at > now() AND u.id = f.user_id AND u.locked_at IS NULL
      RETURNING f.id, f.generation, f.user_id AS "userId"`,
    [id, generation, userAgent, address, familyDays.idle, familyDays.longest],
  );
  return next;
}

async function endIfReused(tx: Tx, stranger: Stranger, { id, generation }: FamilyAt): Promise<void> {
  const [ended] = await tx.query<{ userId: number }>(
    'DELETE FROM token_families WHERE id = $1 AND generation > $2 RETURNING user_id AS "userId"',
    [id, generation],
  );
  if (!ended) return;
  const { userId } = ended;
  await recordAudit(
    tx,
    { ...stranger, kind: 'customer', userId, buyer: `user:${userId}`, channel: 'api' },
    { action: 'token_reused', entity: 'user', entityId: userId },
  );
}
