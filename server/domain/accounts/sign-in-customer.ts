import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction, sql, type Tx } from '../../db.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { takeGuestOrders } from './claim-guest-orders.ts';
import { secretIs } from './password.ts';
import { countAttempt, forgiveAttempts } from './slow-down.ts';

/**
 * Checks the password of whoever has an account; the caller begins the login, or the family of tokens. What the guest
 * holds, and orders that wait for payment, go along. Whatever is wrong, the refusal is `wrong_credentials`, and takes
 * as long; `rate_limited` after too many attempts.
 */
export async function signInCustomer(
  house: House,
  guest: Actor,
  { email, password }: { email: string; password: string },
): Promise<{ userId: number } | Refusal> {
  const wait = await countAttempt(house.db, email, guest.address);
  if (wait) return wait;
  const [known] = await sql(house.db).query<{ id: number; email: string; passwordHash: string | null; open: boolean }>(
    `SELECT id, email::text, password_hash AS "passwordHash", locked_at IS NULL AND confirmed_at IS NOT NULL AS open
       FROM users WHERE email = $1`,
    [email],
  );
  const right = await secretIs(known?.passwordHash ?? null, password);
  const welcome = right && known?.open === true;
  if (known) {
    const actor: Actor = { ...guest, kind: 'customer', userId: known.id, buyer: `user:${known.id}` };
    await inTransaction(house.db, async (tx): Promise<null> => {
      if (welcome) await bringAlong(tx, guest, known);
      if (welcome) await takeGuestOrders(tx, actor, known);
      await recordAudit(tx, actor, {
        action: welcome ? 'sign_in' : 'sign_in_refused',
        entity: 'user',
        entityId: known.id,
      });
      return null;
    });
  }
  if (!welcome) return refuse('wrong_credentials');
  await forgiveAttempts(house.db, email, guest.address);
  return { userId: known.id };
}

/** Whoever signs in between choosing seats and paying keeps them. */
async function bringAlong(tx: Tx, guest: Actor, { id }: { id: number }): Promise<void> {
  if (!guest.buyer.startsWith('browser:')) return;
  const holds = await tx.query<{ id: number }>(
    'UPDATE holds SET buyer = $2 WHERE buyer = $1 AND ended_at IS NULL RETURNING id',
    [guest.buyer, `user:${id}`],
  );
  await tx.query(`UPDATE orders SET user_id = $2 WHERE hold_id = ANY ($1) AND user_id IS NULL AND status = 'pending'`, [
    holds.map((hold) => hold.id),
    id,
  ]);
}
