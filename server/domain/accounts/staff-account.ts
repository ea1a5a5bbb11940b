import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import type { Tx } from '../../db.ts';
import { isStaff, type Role } from '../actor.ts';

export interface Account {
  id: number;
  email: string;
  name: string;
  role: Role;
  locked: boolean;
}

/** A member of staff, locked as `lockPerson` does; customers are not found. */
export async function lockStaff(tx: Tx, userId: number): Promise<Account | Refusal> {
  const account = await lockPerson(tx, userId);
  return isRefusal(account) || isStaff(account.role) ? account : refuse('not_found', { user: userId });
}

/** Locks an account for a change, one change at a time, so that two at once cannot remove the last administrator. */
export async function lockPerson(tx: Tx, userId: number): Promise<Account | Refusal> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('staff', 0))");
  const [account] = await tx.query<Account>(
    'SELECT id, email::text, name, role, locked_at IS NOT NULL AS locked FROM users WHERE id = $1 FOR UPDATE',
    [userId],
  );
  return account ?? refuse('not_found', { user: userId });
}

/** The house needs somebody who can let others in: `last_administrator` if `userId` is the only one left. */
export async function isLastAdministrator(tx: Tx, userId: number): Promise<Refusal | null> {
  const others = await tx.query(
    "SELECT FROM users WHERE role = 'administrator' AND locked_at IS NULL AND password_hash IS NOT NULL AND id <> $1",
    [userId],
  );
  return others.length === 0 ? refuse('last_administrator') : null;
}
