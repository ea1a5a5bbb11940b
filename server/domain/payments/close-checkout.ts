import { inTransaction, sql } from '../../db.ts';
import type { Actor } from '../actor.ts';
import type { House } from '../house.ts';
import { noteCheckout } from './note-checkout.ts';

/**
 * Closes the payment page of an order that has ended, and books whatever the processor answers: a customer may have
 * paid a moment before.
 */
export async function closeCheckout(house: House, actor: Actor, paymentId: number): Promise<void> {
  const [payment] = await sql(house.db).query<{ checkoutId: string | null }>(
    `SELECT checkout_id AS "checkoutId" FROM payments WHERE id = $1 AND status = 'open'`,
    [paymentId],
  );
  if (!payment?.checkoutId) return;
  const checkout = await house.payments.expireCheckout(payment.checkoutId);
  await inTransaction(house.db, async (tx) => {
    await noteCheckout(tx, house, actor, checkout);
  });
}
