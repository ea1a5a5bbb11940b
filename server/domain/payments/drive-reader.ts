import { inTransaction, sql } from '../../db.ts';
import { PaymentGatewayError, type TerminalPayment } from '../../gateways/payments.ts';
import type { Actor } from '../actor.ts';
import type { House } from '../house.ts';
import { failTry, noteTerminal } from './note-terminal.ts';

interface Try {
  id: number;
  orderId: number;
  orderNumber: string;
  amount: number;
  currency: string;
  key: string;
  reader: string;
  intent: string | null;
  presented: boolean;
  off: boolean;
}

/** The processor tells us itself; a till that waits makes us ask so often. */
const askEverySeconds = 2;

/**
 * Takes an order's open payment at a reader as far as it goes: opens it at the processor, makes the reader ask for the
 * card, or asks how it went. Outside any transaction, under keys that were stored before: after a crash or an answer that
 * was lost, whoever looks at the sale next takes it up where it was. A processor that does not answer leaves it open. For a
 * screening that was called off meanwhile no reader begins to ask.
 */
export async function driveReader(house: House, actor: Actor, orderId: number): Promise<void> {
  const [open] = await sql(house.db).query<Try>(
    `UPDATE payments p SET asked_at = now() FROM orders o JOIN screenings sc ON sc.id = o.screening_id
      WHERE o.id = p.order_id AND p.order_id = $1 AND p.method = 'terminal' AND p.status = 'open'
        AND (p.presented_at IS NULL OR p.asked_at IS NULL OR p.asked_at < now() - make_interval(secs => $2))
      RETURNING p.id, p.order_id AS "orderId", o.number AS "orderNumber", p.amount, p.currency, p.idempotency_key AS key,
                p.reader, p.payment_intent AS intent, p.presented_at IS NOT NULL AS presented,
                sc.status = 'cancelled' AS off`,
    [orderId, askEverySeconds],
  );
  if (!open) return;
  if (open.off && !open.presented) {
    await inTransaction(house.db, async (tx) => failTry(tx, open.id, 'failed', 'screening_cancelled'));
    return;
  }
  try {
    const said = await speak(house, open);
    if (said) await inTransaction(house.db, async (tx) => noteTerminal(tx, house, actor, said));
  } catch (fault) {
    if (!(fault instanceof PaymentGatewayError)) throw fault;
    if (fault.retryable || open.presented) return;
    await inTransaction(house.db, async (tx) => failTry(tx, open.id, 'failed', 'reader_unavailable'));
  }
}

async function speak(house: House, open: Try): Promise<TerminalPayment | null> {
  const { terminal } = house.payments;
  if (open.presented && open.intent) return terminal.find(open.intent, open.reader);
  const intent = open.intent ?? (await opened(house, open));
  const said = await terminal.present({
    paymentIntent: intent,
    reader: open.reader,
    idempotencyKey: `${open.key}_at_reader`,
  });
  await sql(house.db).query('UPDATE payments SET presented_at = now() WHERE id = $1', [open.id]);
  return said;
}

async function opened(house: House, open: Try): Promise<string> {
  const { orderId, orderNumber, amount, currency, key, id } = open;
  const request = { orderId, orderNumber, paymentId: id, amount, currency, idempotencyKey: key };
  const { paymentIntent } = await house.payments.terminal.open(request);
  await sql(house.db).query('UPDATE payments SET payment_intent = $2 WHERE id = $1 AND payment_intent IS NULL', [
    id,
    paymentIntent,
  ]);
  return paymentIntent;
}
