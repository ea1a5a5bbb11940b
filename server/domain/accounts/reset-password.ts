import { randomUUID } from 'node:crypto';
import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import type { Role } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { queueAccountMail } from '../mail/queue-account-mail.ts';
import { endLinks, findLink, type LinkKey } from './account-link.ts';
import { deleteLogins } from './end-logins.ts';
import { hashSecret, weakPassword } from './password.ts';
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
    const link = await findLink(tx, { uid, token }, 'reset_password', { forUpdate: true });
    if (!link) return refuse('link_expired');
    const weak = weakPassword(password, link.email);
    if (weak) return weak;
    const { userId } = link;
    const [person] = await tx.query<{ role: Role }>(
      'UPDATE users SET password_hash = $2, confirmed_at = coalesce(confirmed_at, now()) WHERE id = $1 RETURNING role',
      [userId, await hashSecret(password)],
    );
    if (!person) throw new Error('a link belongs to nobody');
    await tx.query('UPDATE account_links SET used_at = now() WHERE id = $1', [link.id]);
    await deleteLogins(tx, userId);
    await endLinks(tx, userId);
    await queueAccountMail(tx, 'password_changed', String(userId), link.email, randomUUID());
    await recordAudit(
      tx,
      { ...stranger, kind: person.role, userId, buyer: `user:${userId}`, channel: 'web' },
      { action: 'reset_password', entity: 'user', entityId: userId },
    );
    return { userId };
  });
}
