import { isRefusal, type Refusal } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied, type Role } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { deleteLogins } from './end-logins.ts';
import { isLastAdministrator, lockStaff } from './staff-account.ts';

export interface StaffChange {
  userId: number;
  name?: string;
  role?: Exclude<Role, 'customer'>;
}

/**
 * Changes the name or the role of a member of staff. Another role ends the person's logins, so that nothing open goes
 * on with the old one. Refusal: `last_administrator`.
 */
export async function changeStaff(
  house: House,
  actor: Actor,
  { userId, ...change }: StaffChange,
): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'manage_staff');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    const account = await lockStaff(tx, userId);
    if (isRefusal(account)) return account;
    const role = change.role ?? account.role;
    const leaves = account.role === 'administrator' && role !== 'administrator';
    const last = leaves ? await isLastAdministrator(tx, userId) : null;
    if (last) return last;
    await tx.query('UPDATE users SET name = $2, role = $3 WHERE id = $1', [userId, change.name ?? account.name, role]);
    if (role !== account.role) await deleteLogins(tx, userId);
    await recordAudit(tx, actor, {
      action: role === account.role ? 'rename_staff' : 'change_role',
      entity: 'user',
      entityId: userId,
      before: { role: account.role },
      after: { role },
    });
    return { id: userId };
  });
}
