import { isRefusal } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { readRefreshToken } from './refresh-token.ts';
import type { Stranger } from './sign-in.ts';

/** Signs an API client out: no token of the family works any more. A token that opens nothing changes nothing. */
export async function endTokenFamily(
  house: House,
  stranger: Stranger,
  { refresh }: { refresh: string },
): Promise<{ ended: boolean }> {
  const shown = readRefreshToken(house.signer, refresh);
  if (!shown) return { ended: false };
  const done = await inTransaction(house.db, async (tx): Promise<{ ended: boolean }> => {
    const [family] = await tx.query<{ userId: number }>(
      'DELETE FROM token_families WHERE id = $1 RETURNING user_id AS "userId"',
      [shown.id],
    );
    if (!family) return { ended: false };
    const { userId } = family;
    await recordAudit(
      tx,
      { ...stranger, kind: 'customer', userId, buyer: `user:${userId}`, channel: 'api' },
      { action: 'sign_out', entity: 'user', entityId: userId },
    );
    return { ended: true };
  });
  return isRefusal(done) ? { ended: false } : done;
}
