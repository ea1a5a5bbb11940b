import { type Refusal, refuse } from '../../contract/refusals.ts';
import type { Tx } from '../../db.ts';
import { isStaff, type Role } from '../actor.ts';

export interface StaffAccount {
  id: number;
  email: string;
  name: string;
  role: Role;
  locked: boolean;
}

/** Locks the accounts that a change of staff may touch, so that two at once cannot remove the last administrator. */
export async function lockStaff(tx: Tx, userId: number): Promise<StaffAccount | Refusal> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('staff', 0))");
  const [account] = await tx.query<StaffAccount>(
    'SELECT id, email::text, name, role, locked_at IS NOT NULL AS locked FROM users WHERE id = $1 FOR UPDATE',
    [userId],
  );
  return account && isStaff(account.role) ? account : refuse('not_found', { user: userId });
}

/** The house needs somebody who can let others in: `last_administrator` if `userId` is the only one left. */
export async function isLastAdministrator(tx: Tx, userId: number): Promise<Refusal | null> {
  const others = await tx.query(
    "SELECT FROM users WHERE role = 'administrator' AND locked_at IS NULL AND password_hash IS NOT NULL AND id <> $1",
    [userId],
  );
  return others.length === 0 ? refuse('last_administrator') : null;
}
