import { inTransaction, type Tx } from '../../db.ts';
import type { PaymentEvent } from '../../gateways/payments.ts';
import { system } from '../actor.ts';
import type { House } from '../house.ts';
import { noteRefund } from '../refunds/note-refund.ts';
import { noteCheckout, noteFailedCheckout } from './note-checkout.ts';
import { failTry, noteTerminal } from './note-terminal.ts';

/**
 * Takes in one webhook event whose signature is good. Its id is stored in the transaction of its effect: the same event
 * ten times is one effect, and a crash in the middle leaves it to be delivered again. Throws only on faults that the
 * next delivery may not meet; what the house refuses for business reasons ends as a refund.
 */
export async function handlePaymentEvent(house: House, event: PaymentEvent): Promise<'done' | 'seen before'> {
  const result = await inTransaction(house.db, async (tx) => {
    const fresh = await tx.query(
      'INSERT INTO webhook_events (id, type, payload) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING RETURNING id',
      [event.id, event.type, storable(event.payload)],
    );
    if (fresh.length === 0) return 'seen before' as const;
    await takeEffect(tx, house, event);
    return 'done' as const;
  });
  return result === 'seen before' ? result : 'done';
}

/**
 * PostgreSQL keeps no NUL and no half of a surrogate pair in JSON; a payload with one must not be delivered for ever
 * because of that. Both are written escaped; what stands behind an escaped backslash is none.
 */
function storable(payload: unknown): string {
  return JSON.stringify(payload).replaceAll(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g, '$1');
}

async function takeEffect(tx: Tx, house: House, event: PaymentEvent): Promise<void> {
  switch (event.kind) {
    case 'checkout_completed':
    case 'checkout_paid_later':
    case 'checkout_expired':
      return noteCheckout(tx, house, system, event.checkout);
    case 'checkout_failed':
      return noteFailedCheckout(tx, event.checkout);
    case 'terminal_changed':
      return noteTerminal(tx, house, system, event.terminal);
    case 'reader_done':
      return noteReader(tx, event);
    case 'refund_changed':
      return noteRefund(tx, house, event.refund);
    case 'unreadable':
    case 'other':
      return;
  }
}

/** A reader's own word. Of a success it knows no amount: the till's next look asks the processor at once. */
async function noteReader(tx: Tx, { paymentIntent, failure }: { paymentIntent: string; failure: string | null }) {
  const [payment] = await tx.query<{ id: number }>(
    `UPDATE payments SET asked_at = NULL WHERE payment_intent = $1 AND method = 'terminal' AND status = 'open' RETURNING id`,
    [paymentIntent],
  );
  if (payment && failure !== null) await failTry(tx, payment.id, 'failed', failure);
}
