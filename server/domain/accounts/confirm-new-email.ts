import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { queueAccountMail } from '../mail/queue-account-mail.ts';
import { endLinks, findLink, type LinkKey } from './account-link.ts';
import { takeGuestOrders } from './claim-guest-orders.ts';
import { lockAddress } from './lock-address.ts';
import type { Stranger } from './sign-in.ts';

/**
 * Changes an account to the address that its owner has just shown to be theirs; the old one is told. Refusal:
 * `link_expired`, also where another account has the address by now.
 */
export async function confirmNewEmail(
  house: House,
  stranger: Stranger,
  key: LinkKey,
): Promise<{ userId: number } | Refusal> {
  return inTransaction(house.db, async (tx): Promise<{ userId: number } | Refusal> => {
    const link = await findLink(tx, key, 'change_email', { forUpdate: true });
    if (!link?.newEmail) return refuse('link_expired');
    const { userId, newEmail } = link;
    await lockAddress(tx, newEmail);
    const changed = await tx.query(
      'UPDATE users SET email = $2 WHERE id = $1 AND NOT EXISTS (SELECT FROM users WHERE email = $2) RETURNING id',
      [userId, newEmail],
    );
    if (changed.length === 0) return refuse('link_expired');
    await tx.query('UPDATE account_links SET used_at = now() WHERE id = $1', [link.id]);
    // A letter to the old address must not open the account any more.
    await endLinks(tx, userId);
    await tx.query('DELETE FROM registrations WHERE email = $1', [newEmail]);
    const actor: Actor = { ...stranger, kind: link.role, userId, buyer: `user:${userId}`, channel: 'web' };
    await takeGuestOrders(tx, actor, { id: userId, email: newEmail });
    await queueAccountMail(tx, 'email_changed', String(userId), link.email, link.id);
    await recordAudit(tx, actor, { action: 'confirm_new_email', entity: 'user', entityId: userId });
    return { userId };
  });
}
