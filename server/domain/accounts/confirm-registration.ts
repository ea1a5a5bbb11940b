import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import type { LinkKey } from './account-link.ts';
import { takeGuestOrders } from './claim-guest-orders.ts';
import { lockAddress } from './lock-address.ts';
import { opensRegistration } from './registration-link.ts';
import type { Stranger } from './sign-in.ts';

/**
 * Makes the account of a registration whose letter arrived, and gives it the orders that a guest placed with the same
 * address; answers how many those are. The caller begins the login. Refusal: `link_expired`.
 */
export async function confirmRegistration(
  house: House,
  stranger: Stranger,
  key: LinkKey,
): Promise<{ userId: number; claimed: number } | Refusal> {
  if (!opensRegistration(house, key)) return refuse('link_expired');
  return inTransaction(house.db, async (tx): Promise<{ userId: number; claimed: number } | Refusal> => {
    const [wish] = await tx.query<{ email: string }>('SELECT email::text FROM registrations WHERE id = $1', [key.uid]);
    if (wish) await lockAddress(tx, wish.email);
    const [user] = await tx.query<{ id: number; email: string }>(
      `INSERT INTO users (email, name, language, password_hash, role, confirmed_at)
       SELECT email, name, language, password_hash, 'customer', now() FROM registrations WHERE id = $1 AND expires_at > now()
       ON CONFLICT (email) DO NOTHING RETURNING id, email::text`,
      [key.uid],
    );
    if (!user) return refuse('link_expired');
    // Others' registrations of the address end with it: their passwords open nothing.
    await tx.query('DELETE FROM registrations WHERE email = $1', [user.email]);
    const actor: Actor = { ...stranger, kind: 'customer', userId: user.id, buyer: `user:${user.id}`, channel: 'web' };
    const claimed = await takeGuestOrders(tx, actor, user);
    await recordAudit(tx, actor, { action: 'register', entity: 'user', entityId: user.id });
    return { userId: user.id, claimed };
  });
}
