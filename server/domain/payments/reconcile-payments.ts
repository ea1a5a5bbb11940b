import type { Refusal } from '../../contract/refusals.ts';
import { inTransaction, sql } from '../../db.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { type Actor, denied } from '../actor.ts';
import type { House } from '../house.ts';
import { driveReader } from './drive-reader.ts';
import { noteCheckout } from './note-checkout.ts';

/** A webhook usually comes within seconds; we ask about what has been open for longer. */
const patienceMinutes = 2;

/**
 * Asks the processor about every payment that is neither settled nor closed, so that a lost webhook costs nobody a
 * ticket, and sends again what refunds were left waiting. Safe to run at any time, twice or beside itself.
 */
export async function reconcilePayments(house: House, actor: Actor): Promise<{ asked: number } | Refusal> {
  const no = denied(actor, 'reconcile_payments');
  if (no) return no;
  const unsettled = await sql(house.db).query<{ checkoutId: string }>(
    `SELECT checkout_id AS "checkoutId" FROM payments
      WHERE status IN ('open', 'processing') AND checkout_id IS NOT NULL AND created_at < now() - make_interval(mins => $1)
      ORDER BY created_at LIMIT 200`,
    [patienceMinutes],
  );
  const readers = await sql(house.db).query<{ orderId: number }>(
    `SELECT order_id AS "orderId" FROM payments
      WHERE method = 'terminal' AND status = 'open' AND created_at < now() - make_interval(mins => $1)
      ORDER BY created_at LIMIT 200`,
    [patienceMinutes],
  );
  const faults: unknown[] = [];
  for (const { orderId } of readers) {
    await driveReader(house, actor, orderId).catch((fault: unknown) => faults.push(fault));
  }
  for (const { checkoutId } of unsettled) {
    // One checkout that the processor chokes on must not keep the others from being asked about.
    await ask(house, actor, checkoutId).catch((fault: unknown) => faults.push(fault));
  }
  await inTransaction(house.db, async (tx) => {
    const waiting = await tx.query<{ id: number }>(
      `SELECT id FROM refunds WHERE status = 'pending' AND processor_id IS NULL AND created_at < now() - interval '10 minutes' LIMIT 200`,
    );
    for (const { id } of waiting) await enqueue(tx, 'send_refund', { refundId: id }, { key: `send_refund:${id}` });
  });
  if (faults.length > 0)
    throw new AggregateError(
      faults,
      `${faults.length} of ${unsettled.length + readers.length} payments could not be asked about`,
    );
  return { asked: unsettled.length + readers.length };
}

async function ask(house: House, actor: Actor, checkoutId: string): Promise<void> {
  const checkout = await house.payments.findCheckout(checkoutId);
  if (!checkout) return;
  await inTransaction(house.db, async (tx) => {
    await noteCheckout(tx, house, actor, checkout);
  });
}
