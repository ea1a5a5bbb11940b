import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { hashSecret } from './password.ts';
import { lockStaff } from './staff-account.ts';

/**
 * Sets or takes away (`null`) the PIN that opens the till: 4 to 8 figures, not all the same and not in a row. One's own,
 * or anybody's by whoever manages staff. Whoever stands at a till with the old one has to sign in again, and a lock
 * after wrong ones is lifted. Refusal: `weak_pin`.
 */
export async function setPin(
  house: House,
  actor: Actor,
  { userId, pin }: { userId: number; pin: string | null },
): Promise<{ id: number } | Refusal> {
  const no = actor.userId === userId ? denied(actor, 'open_office') : denied(actor, 'manage_staff');
  if (no) return no;
  if (pin !== null && isWeak(pin)) return refuse('weak_pin');
  const pinHash = pin === null ? null : await hashSecret(pin);
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    const account = await lockStaff(tx, userId);
    if (isRefusal(account)) return account;
    await tx.query('UPDATE users SET pin_hash = $2 WHERE id = $1', [userId, pinHash]);
    await tx.query('DELETE FROM clerk_sessions WHERE user_id = $1', [userId]);
    await tx.query('DELETE FROM pin_failures WHERE user_id = $1', [userId]);
    await recordAudit(tx, actor, { action: pin === null ? 'remove_pin' : 'set_pin', entity: 'user', entityId: userId });
    return { id: userId };
  });
}

function isWeak(pin: string): boolean {
  return !/^\d{4,8}$/.test(pin) || new Set(pin).size === 1 || '0123456789876543210'.includes(pin);
}
