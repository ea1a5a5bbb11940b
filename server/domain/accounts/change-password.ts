import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction, sql } from '../../db.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { deleteLogins } from './end-logins.ts';
import { hashSecret, secretIs, weakPassword } from './password.ts';
import { countAttempt, forgiveAttempts } from './slow-down.ts';

/**
 * Changes one's own password and ends every login of the account, the present one too: the caller begins a new one.
 * Refusals: `wrong_credentials`, `weak_password`, `rate_limited`.
 */
export async function changePassword(
  house: House,
  actor: Actor,
  { password, next }: { password: string; next: string },
): Promise<{ userId: number } | Refusal> {
  const { userId } = actor;
  const [person] = await sql(house.db).query<{ email: string; passwordHash: string | null }>(
    'SELECT email::text, password_hash AS "passwordHash" FROM users WHERE id = $1',
    [userId],
  );
  if (userId === null || !person) return refuse('forbidden');
  const wait = await countAttempt(house.db, person.email, actor.address);
  if (wait) return wait;
  if (!(await secretIs(person.passwordHash, password))) return refuse('wrong_credentials');
  await forgiveAttempts(house.db, person.email, actor.address);
  const weak = weakPassword(next, person.email);
  if (weak) return weak;
  const passwordHash = await hashSecret(next);
  return inTransaction(house.db, async (tx): Promise<{ userId: number } | Refusal> => {
    await tx.query('UPDATE users SET password_hash = $2 WHERE id = $1', [userId, passwordHash]);
    await deleteLogins(tx, userId);
    await recordAudit(tx, actor, { action: 'change_password', entity: 'user', entityId: userId });
    return { userId };
  });
}
