import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import type { Actor, Role } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { endLinks, findLink } from './account-link.ts';
import { deleteLogins } from './end-logins.ts';
import { hashSecret, weakPassword } from './password.ts';
import type { Stranger } from './sign-in.ts';

/**
 * Sets the password of whoever has the link of a letter, and uses the link up. The caller begins the login. Refusals:
 * `link_expired`, `weak_password`.
 */
export async function acceptInvitation(
  house: House,
  stranger: Stranger,
  { key, password }: { key: string; password: string },
): Promise<{ userId: number } | Refusal> {
  return inTransaction(house.db, async (tx): Promise<{ userId: number } | Refusal> => {
    const link = await findLink(tx, key, 'invitation', { forUpdate: true });
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
    const actor: Actor = { ...stranger, kind: person.role, userId, buyer: `user:${userId}`, channel: 'office' };
    await recordAudit(tx, actor, { action: 'accept_invitation', entity: 'user', entityId: userId });
    return { userId };
  });
}
