import { isRefusal, type Refusal } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied, isStaff } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { endLinks } from './account-link.ts';
import { deleteLogins } from './end-logins.ts';
import { isLastAdministrator, lockPerson } from './staff-account.ts';

/**
 * Locks a person out at once, on every screen, or lets them in again: staff by whoever manages staff, customers by
 * whoever looks after customers. Refusal: `last_administrator`.
 */
export async function lockAccount(
  house: House,
  actor: Actor,
  { userId, locked }: { userId: number; locked: boolean },
): Promise<{ id: number } | Refusal> {
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    const account = await lockPerson(tx, userId);
    if (isRefusal(account)) return account;
    const no = denied(actor, isStaff(account.role) ? 'manage_staff' : 'manage_customers');
    if (no) return no;
    if (account.locked === locked) return { id: userId };
    const last = locked && account.role === 'administrator' ? await isLastAdministrator(tx, userId) : null;
    if (last) return last;
    await tx.query('UPDATE users SET locked_at = CASE WHEN $2 THEN now() END WHERE id = $1', [userId, locked]);
    if (locked) {
      await deleteLogins(tx, userId);
      await endLinks(tx, userId);
    }
    await recordAudit(tx, actor, {
      action: locked ? 'lock_account' : 'unlock_account',
      entity: 'user',
      entityId: userId,
    });
    return { id: userId };
  });
}
