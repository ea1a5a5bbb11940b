import type Stripe from 'stripe';
import type { CardAct } from './readers.ts';

/** One payment and everything that came of it: kept together so that each change is saved whole or not at all. */
interface PaymentRecord {
  charge: Stripe.Charge | null;
  refunds: Stripe.Refund[];
  /** What the chosen test card does to refunds. */
  refundsGo: RefundsGo;
  /** What is on its way: a delayed payment, a refund that changes its mind, a card at a reader. `at` is in ms. */
  pending: {
    at: number;
    what: 'payment_succeeds' | 'payment_fails' | { refund: string; status: string } | { card: CardAct; action: number };
  }[];
  /** Answers by idempotency key. `at` is in ms. */
  answers: Record<string, { at: number; request: string; requestId: string; body: unknown }>;
  /** Events not yet taken by the webhook. `at` is in ms. */
  outbox: Delivery[];
}

/** A payment over a hosted page. */
export interface CheckoutRecord extends PaymentRecord {
  session: Stripe.Checkout.Session;
  lines: { name: string; description: string | null; unitAmount: number; quantity: number }[];
  /** Waits here until the customer first tries to pay: Stripe makes the payment intent only then. */
  intentData: { description: string | null; metadata: Record<string, string> };
  intent: Stripe.PaymentIntent | null;
}

/** A payment at a card reader. */
export interface ReaderRecord extends PaymentRecord {
  session: null;
  intent: Stripe.PaymentIntent;
  /** What a reader did with it last; null: no reader has it. `number` tells one showing from the next. */
  action: {
    reader: string;
    number: number;
    status: 'in_progress' | 'succeeded' | 'failed';
    failureCode: string | null;
    failureMessage: string | null;
  } | null;
}

export type AnyRecord = CheckoutRecord | ReaderRecord;

/** `stalls`: pending, succeeded later. `bounces`: succeeded, failed later (as with a closed card). */
export type RefundsGo = 'through' | 'stalls' | 'bounces';

export interface Delivery {
  eventId: string;
  body: string;
  attempts: number;
  at: number;
}
