import { randomUUID } from 'node:crypto';
import { isRefusal, type Refusal } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { queueAccountMail } from '../mail/queue-account-mail.ts';
import { endLinks } from './account-link.ts';
import { deleteLogins } from './end-logins.ts';
import { askPassword } from './own-password.ts';
import { hashSecret, weakPassword } from './password.ts';

interface NewPassword {
  /** The one until now. */
  password: string;
  next: string;
  /** A family of tokens that may go on. */
  keepFamily?: string | undefined;
}

/**
 * Changes one's own password and ends every login, token and open link of the account but `keepFamily`; the caller
 * begins a new login. Refusals: `wrong_credentials`, `weak_password`, `rate_limited`.
 */
export async function changeOwnPassword(
  house: House,
  actor: Actor,
  { password, next, keepFamily }: NewPassword,
): Promise<{ userId: number } | Refusal> {
  const person = await askPassword(house, actor, password);
  if (isRefusal(person)) return person;
  const { userId, email } = person;
  const weak = weakPassword(next, email);
  if (weak) return weak;
  const passwordHash = await hashSecret(next);
  return inTransaction(house.db, async (tx): Promise<{ userId: number }> => {
    await tx.query('UPDATE users SET password_hash = $2 WHERE id = $1', [userId, passwordHash]);
    await deleteLogins(tx, userId, { except: keepFamily });
    await endLinks(tx, userId);
    await queueAccountMail(tx, 'password_changed', String(userId), email, randomUUID());
    await recordAudit(tx, actor, { action: 'change_password', entity: 'user', entityId: userId });
    return { userId };
  });
}
