import type Stripe from 'stripe';

/** One checkout and everything that came of it: kept together so that each change is saved whole or not at all. */
export interface CheckoutRecord {
  session: Stripe.Checkout.Session;
  lines: { name: string; description: string | null; unitAmount: number; quantity: number }[];
  /** Waits here until the customer first tries to pay: Stripe makes the payment intent only then. */
  intentData: { description: string | null; metadata: Record<string, string> };
  intent: Stripe.PaymentIntent | null;
  charge: Stripe.Charge | null;
  refunds: Stripe.Refund[];
  /** What the chosen test card does to refunds. */
  refundsGo: RefundsGo;
  /** What is on its way: a delayed payment, or a refund that changes its mind. `at` is in ms. */
  pending: { at: number; what: 'payment_succeeds' | 'payment_fails' | { refund: string; status: string } }[];
  /** Answers by idempotency key. `at` is in ms. */
  answers: Record<string, { at: number; request: string; requestId: string; body: unknown }>;
  /** Events not yet taken by the webhook. `at` is in ms. */
  outbox: Delivery[];
}

/** `stalls`: pending, succeeded later. `bounces`: succeeded, failed later (as with a closed card). */
export type RefundsGo = 'through' | 'stalls' | 'bounces';

export interface Delivery {
  eventId: string;
  body: string;
  attempts: number;
  at: number;
}
