import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import type { LinkKey } from './account-link.ts';
import { takeGuestOrders } from './claim-guest-orders.ts';
import { lockAddress } from './lock-address.ts';
import { hashSecret, weakPassword } from './password.ts';
import { opensRegistration } from './registration-link.ts';
import type { Stranger } from './sign-in.ts';

/**
 * Makes the account of a registration whose letter arrived, and gives it the orders that a guest placed with the same
 * address; answers how many those are. `password` is the account's from now on; only where whoever confirms has certainly
 * typed that of the registration may it be left out (docs/decisions/0026): a stranger may have registered the address, with
 * a password that only they know. The caller begins the login. Refusals: `link_expired`, `weak_password`.
 */
export async function confirmRegistration(
  house: House,
  stranger: Stranger,
  key: LinkKey,
  password: string | null,
): Promise<{ userId: number; claimed: number } | Refusal> {
  if (!opensRegistration(house, key)) return refuse('link_expired');
  return inTransaction(house.db, async (tx): Promise<{ userId: number; claimed: number } | Refusal> => {
    const [wish] = await tx.query<{ email: string }>('SELECT email::text FROM registrations WHERE id = $1', [key.uid]);
    if (!wish) return refuse('link_expired');
    const weak = password === null ? null : weakPassword(password, wish.email);
    if (weak) return weak;
    await lockAddress(tx, wish.email);
    const [user] = await tx.query<{ id: number; email: string }>(
      `INSERT INTO users (email, name, language, password_hash, role, confirmed_at)
       SELECT email, name, language, coalesce($2, password_hash), 'customer', now() FROM registrations WHERE id = $1 AND expires_at > now()
       ON CONFLICT (email) DO NOTHING RETURNING id, email::text`,
      [key.uid, password === null ? null : await hashSecret(password)],
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
