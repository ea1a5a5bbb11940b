import { randomUUID } from 'node:crypto';
import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction, sql } from '../../db.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { queueAccountMail } from '../mail/queue-account-mail.ts';
import { cancelOrder } from '../orders/cancel-order.ts';
import { takeGuestOrders } from './claim-guest-orders.ts';
import { forgetPerson } from './forget-person.ts';
import { askPassword } from './own-password.ts';

/**
 * Erases a customer's account (GDPR, article 17). Orders that wait for payment are given up; paid ones stay as the
 * books need them, without name and address, and their tickets still open the door. The audit keeps its entries, which
 * name nobody, without the network addresses. Refusals: `wrong_credentials`, `rate_limited`; `forbidden` for staff, whose
 * deeds the audit names.
 */
export async function eraseAccount(
  house: House,
  actor: Actor,
  { password }: { password: string },
): Promise<{ userId: number } | Refusal> {
  const person = await askPassword(house, actor, password);
  if (isRefusal(person)) return person;
  if (person.role !== 'customer') return refuse('forbidden');
  const { userId, email } = person;
  // What they bought as a guest since they last signed in is theirs too.
  await inTransaction(house.db, async (tx): Promise<null> => {
    await takeGuestOrders(tx, actor, { id: userId, email });
    return null;
  });
  const pending = await sql(house.db).query<{ id: number }>(
    `SELECT id FROM orders WHERE user_id = $1 AND status = 'pending'`,
    [userId],
  );
  for (const { id } of pending) await cancelOrder(house, actor, id);
  return inTransaction(house.db, async (tx): Promise<{ userId: number }> => {
    const [{ language } = { language: 'en' }] = await tx.query<{ language: string }>(
      'SELECT language FROM users WHERE id = $1 FOR UPDATE',
      [userId],
    );
    await forgetPerson(tx, userId, email);
    await queueAccountMail(tx, 'account_erased', language, email, randomUUID());
    await recordAudit(tx, { ...actor, address: null }, { action: 'erase_account', entity: 'user', entityId: userId });
    return { userId };
  });
}
