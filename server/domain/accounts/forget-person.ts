import type { Tx } from '../../db.ts';
import { forgetFirstAnswers } from './forget-first-answers.ts';

/**
 * Takes a person out of everything that is kept. No table names the address afterwards; see the test that looks through all
 * of them. Each of these tables may have millions of rows: what is theirs is found by an index, and a test reads the plans.
 */
export async function forgetPerson(tx: Tx, userId: number, email: string): Promise<void> {
  const orders = await tx.query<{ id: number; holdId: number }>(
    'UPDATE orders SET email = NULL, name = NULL WHERE user_id = $1 RETURNING id, hold_id AS "holdId"',
    [userId],
  );
  const ids = orders.map((order) => order.id);
  const gifts = await returnGifts(tx, email);
  // A guest of the API was once told apart by the address itself.
  await tx.query(`UPDATE holds SET buyer = 'erased' WHERE id = ANY ($1)`, [orders.map((order) => order.holdId)]);
  await tx.query('DELETE FROM order_notes WHERE order_id = ANY ($1)', [ids]);
  const letters = await tx.query<{ orderId: number | null }>(
    'DELETE FROM mails WHERE lower(recipient) = lower($1) OR order_id = ANY ($2) RETURNING order_id AS "orderId"',
    [email, ids],
  );
  await tx.query('DELETE FROM telegram_messages WHERE order_id = ANY ($1)', [ids]);
  await tx.query('DELETE FROM registrations WHERE email = $1', [email]);
  // Another's order may have been placed with this address by mistake, and corrected since.
  const strays = letters.flatMap(({ orderId }) => (orderId === null || ids.includes(orderId) ? [] : [orderId]));
  const others = [...gifts, ...strays];
  await forgetFirstAnswers(tx, { userId, email, orderIds: [...ids, ...others] });
  await forgetPayers(tx, ids);
  await forgetPayers(tx, others, email);
  await forgetPlaces(tx, userId, orders);
  await tx.query('DELETE FROM users WHERE id = $1', [userId]);
}

/** What somebody else's account ordered for them stays the giver's, who hears of it from now on. Answers the orders' ids. */
async function returnGifts(tx: Tx, email: string): Promise<number[]> {
  // As the orders desk asks, because that has an index: addresses alone have none, which every order would write.
  const gifts = await tx.query<{ id: number }>(
    `UPDATE orders o SET email = giver.email, name = nullif(giver.name, '') FROM users giver
      WHERE order_words(o.name, o.email, o.number) LIKE '%' || search_fold($1) || '%'
        AND lower(o.email) = lower($2) AND giver.id = o.user_id RETURNING o.id`,
    [email.replaceAll(/[\\%_]/g, '\\$&'), email],
  );
  return gifts.map(({ id }) => id);
}

/** Takes out what the processor told of the payers with its messages about their payments: of all, or of whom they name. */
async function forgetPayers(tx: Tx, orderIds: readonly number[], email: string | null = null): Promise<void> {
  await tx.query(
    `UPDATE webhook_events
        SET payload = jsonb_set(payload, '{data,object}', (payload #> '{data,object}')
          - ARRAY['customer_details', 'customer_email', 'billing_details', 'receipt_email', 'shipping'])
      WHERE (payload #>> '{data,object,id}' = ANY (ARRAY(
               SELECT unnest(ARRAY[checkout_id, payment_intent]) FROM payments WHERE order_id = ANY ($1)))
          OR payload #>> '{data,object,payment_intent}' = ANY (ARRAY(
               SELECT payment_intent FROM payments WHERE order_id = ANY ($1))))
        AND ($2::text IS NULL OR strpos(lower(payload::text), lower($2)) > 0)`,
    [orderIds, email === null ? null : JSON.stringify(email)],
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
