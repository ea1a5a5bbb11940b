import type Stripe from 'stripe';
import { newId } from './ids.ts';
import type { ReaderDesk } from './readers.ts';
import type { AnyRecord } from './record.ts';
import type { Store } from './store.ts';

/** What every act of the double needs. Acts change a record in memory; whoever calls them saves it, once. */
export interface Desk {
  store: Store;
  /** Milliseconds; a test may have moved it ahead of the wall clock. */
  now(): number;
  /** The payment page's address, to which a session's id is appended. */
  page: string;
  /** How long money that is "on its way" takes. */
  laterMs: number;
  readers: ReaderDesk;
  /** Saves the record and sees to what falls due in it. */
  save(record: AnyRecord): void;
}

const API_VERSION = '2026-10-28.endive';

/** Queues an event with the object as it is at this moment. */
export function emit(
  desk: Desk,
  record: AnyRecord,
  type: Stripe.Event.Type,
  object: Stripe.Checkout.Session | Stripe.PaymentIntent | Stripe.Charge | Stripe.Refund | Stripe.Terminal.Reader,
): void {
  const id = newId('evt_');
  const event = {
    id,
    object: 'event',
    api_version: API_VERSION,
    created: seconds(desk),
    data: { object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
  };
  record.outbox.push({ eventId: id, body: JSON.stringify(event, null, 2), attempts: 0, at: desk.now() });
}

export function seconds(desk: Desk): number {
  return Math.floor(desk.now() / 1000);
}
