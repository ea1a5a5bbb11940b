import { randomUUID } from 'node:crypto';
import { isRefusal, type Refusal } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { queueAccountMail } from '../mail/queue-account-mail.ts';
import type { LinkKey } from './account-link.ts';
import { setPasswordByLink } from './password-by-link.ts';
import type { Stranger } from './sign-in.ts';

/**
 * Sets a new password by the link of a letter, uses the link up and ends every login, token and other link of the
 * account. The caller begins a new login. Refusals: `link_expired`, `weak_password`.
 */
export async function resetPassword(
  house: House,
  stranger: Stranger,
  { uid, token, password }: LinkKey & { password: string },
): Promise<{ userId: number } | Refusal> {
  return inTransaction(house.db, async (tx): Promise<{ userId: number } | Refusal> => {
    const person = await setPasswordByLink(tx, { key: { uid, token }, purpose: 'reset_password', password });
    if (isRefusal(person)) return person;
    const { userId } = person;
    await queueAccountMail(tx, 'password_changed', String(userId), person.email, randomUUID());
    await recordAudit(
      tx,
      { ...stranger, kind: person.role, userId, buyer: `user:${userId}`, channel: 'web' },
      { action: 'reset_password', entity: 'user', entityId: userId },
    );
    return { userId };
  });
}
