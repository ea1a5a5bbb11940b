import { inTransaction, sql } from '../../db.ts';
import type { Actor } from '../actor.ts';
import type { House } from '../house.ts';
import { noteCheckout } from './note-checkout.ts';
import { noteTerminal } from './note-terminal.ts';

/**
 * Closes the payment page of an order that has ended, or takes its payment off the card reader, and books whatever the
 * processor answers: a customer may have paid a moment before.
 */
export async function closeCheckout(house: House, actor: Actor, paymentId: number): Promise<void> {
  const [payment] = await sql(house.db).query<{
    checkoutId: string | null;
    intent: string | null;
    reader: string | null;
    open: boolean;
  }>(
    `SELECT checkout_id AS "checkoutId", payment_intent AS intent, reader, status = 'open' AS open FROM payments
      WHERE id = $1 AND (status = 'open' OR (method = 'terminal' AND status = 'failed'))`,
    [paymentId],
  );
  if (!payment) return;
  if (payment.reader !== null) return closeTerminal(house, actor, { id: paymentId, ...payment });
  if (!payment.checkoutId) return;
  const checkout = await house.payments.expireCheckout(payment.checkoutId);
  await inTransaction(house.db, async (tx) => {
    await noteCheckout(tx, house, actor, checkout);
  });
}

async function closeTerminal(
  house: House,
  actor: Actor,
  payment: { id: number; intent: string | null; reader: string | null; open: boolean },
): Promise<void> {
  if (payment.intent === null) {
    // It never came as far as the processor; if it did all the same, no reader has it, and nobody can pay it.
    await sql(house.db).query(`UPDATE payments SET status = 'expired' WHERE id = $1 AND status = 'open'`, [payment.id]);
    return;
  }
  const answer = await house.payments.terminal.cancel(payment.intent, payment.reader);
  await inTransaction(house.db, async (tx) => {
    await noteTerminal(tx, house, actor, answer);
  });
}
