import { randomUUID } from 'node:crypto';
import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction, sql, type Tx } from '../../db.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { queueAccountMail } from '../mail/queue-account-mail.ts';
import { cancelOrder } from '../orders/cancel-order.ts';
import { takeGuestOrders } from './claim-guest-orders.ts';
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

/**
 * No table names the address afterwards but the letter that says so; see the test that looks through all of them. First
 * answers (kept for a day), the processor's messages (90 days) and the audit are read through whole: an erasing is rare.
 */
async function forgetPerson(tx: Tx, userId: number, email: string): Promise<void> {
  const orders = await tx.query<{ id: number; holdId: number }>(
    'UPDATE orders SET email = NULL, name = NULL WHERE user_id = $1 RETURNING id, hold_id AS "holdId"',
    [userId],
  );
  const ids = orders.map((order) => order.id);
  // A guest of the API was once told apart by the address itself.
  await tx.query(`UPDATE holds SET buyer = 'erased' WHERE id = ANY ($1)`, [orders.map((order) => order.holdId)]);
  await tx.query('DELETE FROM order_notes WHERE order_id = ANY ($1)', [ids]);
  await tx.query('DELETE FROM mails WHERE lower(recipient) = lower($1) OR order_id = ANY ($2)', [email, ids]);
  await tx.query('DELETE FROM telegram_messages WHERE order_id = ANY ($1)', [ids]);
  await tx.query('DELETE FROM registrations WHERE email = $1', [email]);
  // With the quotation marks around it: the end of somebody else's address may be the same.
  await tx.query(
    `DELETE FROM idempotent_requests WHERE scope LIKE '% user:' || $1 OR strpos(lower(response::text), lower($2)) > 0`,
    [String(userId), JSON.stringify(email)],
  );
  await forgetPayers(tx, ids);
  await forgetPlaces(tx, userId, orders);
  await tx.query('DELETE FROM users WHERE id = $1', [userId]);
}

/** Takes out what the processor told of them with its messages about their payments. */
async function forgetPayers(tx: Tx, orderIds: readonly number[]): Promise<void> {
  await tx.query(
    `WITH paid AS (SELECT checkout_id, payment_intent FROM payments WHERE order_id = ANY ($1))
     UPDATE webhook_events
        SET payload = jsonb_set(payload, '{data,object}', (payload #> '{data,object}')
          - ARRAY['customer_details', 'customer_email', 'billing_details', 'receipt_email', 'shipping'])
      WHERE payload #>> '{data,object,id}' IN (SELECT checkout_id FROM paid UNION SELECT payment_intent FROM paid)
         OR payload #>> '{data,object,payment_intent}' IN (SELECT payment_intent FROM paid)`,
    [orderIds],
  );
}

/** From where a customer did things is nobody's business once they are gone; what they did stays. See decision 38. */
async function forgetPlaces(tx: Tx, userId: number, orders: readonly { id: number; holdId: number }[]): Promise<void> {
  await tx.query(
    `UPDATE audit_entries SET address = NULL
      WHERE actor = 'customer' AND address IS NOT NULL
        AND (user_id = $1 OR entity = 'user' AND entity_id = $1::text
          OR entity = 'order' AND entity_id = ANY ($2) OR entity = 'hold' AND entity_id = ANY ($3))`,
    [userId, orders.map(({ id }) => String(id)), orders.map(({ holdId }) => String(holdId))],
  );
}
