/**
 * The card processor behind a small interface. `stripe.ts` implements it with the official SDK; the local double
 * answers the same SDK over HTTP. Amounts are integer minor units; currencies are ISO 4217 codes in upper case.
 * Every call carries an idempotency key that the caller stored before it called, so that a crash can ask again.
 * Methods throw `PaymentGatewayError` on failure; nothing here is ever called inside a database transaction.
 */
export interface PaymentGateway {
  /** Opens a hosted payment page for one order. Source: Stripe "Create a Checkout Session". */
  openCheckout(request: CheckoutRequest): Promise<Checkout>;
  /** The processor's own word on a checkout; null if it knows none by this id. */
  findCheckout(checkoutId: string): Promise<Checkout | null>;
  /** Ends an open checkout so that it can no longer be paid. Answers its final state, which may be `complete`. */
  expireCheckout(checkoutId: string): Promise<Checkout>;
  /** Sends money back. Source: Stripe "Create a refund". */
  refund(request: RefundRequest): Promise<ProcessorRefund>;
  /** Card readers at the counter. */
  terminal: TerminalGateway;
  /** Checks the signature on the raw body and returns the event; null if it is forged, stale or malformed. */
  readWebhook(rawBody: Buffer, signature: string | undefined): PaymentEvent | null;
}

/**
 * Card readers, driven by the server: it opens a payment, hands it to a reader, and hears or asks how it went.
 * Source: Stripe "Terminal, server-driven integration".
 */
export interface TerminalGateway {
  readers(): Promise<CardReader[]>;
  /** Opens a payment that is captured as soon as a card is accepted. No reader shows it yet. */
  open(request: TerminalRequest): Promise<TerminalPayment>;
  /** Makes the reader ask for the card. Not retryable if the reader is off, busy or unknown. */
  present(request: { paymentIntent: string; reader: string; idempotencyKey: string }): Promise<TerminalPayment>;
  /** The processor's own word on a payment; null if it knows none by this id. `reader`: where it was presented last. */
  find(paymentIntent: string, reader: string | null): Promise<TerminalPayment | null>;
  /** Takes it off the reader and makes sure that it can no longer be paid. Answers its final state, which may be `paid`. */
  cancel(paymentIntent: string, reader: string | null): Promise<TerminalPayment>;
}

export interface CardReader {
  id: string;
  label: string;
  online: boolean;
}

export interface TerminalRequest {
  orderId: number;
  orderNumber: string;
  /** Our payment's id, returned in events about it. */
  paymentId: number;
  amount: number;
  currency: string;
  idempotencyKey: string;
}

export interface TerminalPayment {
  paymentIntent: string;
  /** `declined`: this try has failed, and no money will come of it unless it is presented again. */
  status: 'waiting' | 'paid' | 'declined' | 'cancelled';
  /** What the processor says of a decline, for staff. */
  failure: string | null;
  amount: number;
  currency: string;
  orderId: number | null;
  orderNumber: string | null;
  paymentId: number | null;
}

export interface CheckoutRequest {
  orderId: number;
  orderNumber: string;
  /** Stripe wants at least 30 minutes from now. */
  expiresAt: Date;
  currency: string;
  /** `amount` is the price of one; Stripe reckons the total as Σ amount × quantity. */
  lines: { name: string; description: string; amount: number; quantity: number }[];
  /** Empty if unknown. */
  email: string;
  /** BCP 47, for the hosted page. */
  language: string;
  successUrl: string;
  cancelUrl: string;
  idempotencyKey: string;
}

export interface Checkout {
  id: string;
  /** Where the customer pays; null once the page is closed. */
  url: string | null;
  status: 'open' | 'complete' | 'expired';
  /** `unpaid` with `complete` means that the money is still on its way. */
  paid: boolean;
  paymentIntent: string | null;
  amount: number;
  currency: string;
  orderId: number | null;
  /** As we told it to the processor; tells our order from another system's with the same id. */
  orderNumber: string | null;
  expiresAt: Date;
}

export interface RefundRequest {
  paymentIntent: string;
  amount: number;
  /** The order's; minor units cannot be told apart without it. */
  currency: string;
  reason: 'requested_by_customer' | 'duplicate';
  /** Our refund's id, returned in events about it. */
  refundId: number;
  idempotencyKey: string;
}

export interface ProcessorRefund {
  id: string;
  status: 'pending' | 'succeeded' | 'failed';
}

export type PaymentEvent = { id: string; type: string; payload: unknown } & PaymentEffect;

/** What of webhook events changes something here; all others arrive as `other` and are only recorded. */
export type PaymentEffect =
  | { kind: 'checkout_completed' | 'checkout_paid_later' | 'checkout_failed' | 'checkout_expired'; checkout: Checkout }
  | { kind: 'terminal_changed'; terminal: TerminalPayment }
  /** A reader says how it went: of a success, the payment itself tells more. */
  | { kind: 'reader_done'; paymentIntent: string; failure: string | null }
  | {
      kind: 'refund_changed';
      refund: ProcessorRefund & { paymentIntent: string | null; amount: number; refundId: number | null };
    }
  /** Of a kind that we know, with fields that cannot be. `why` names the first, not what is in it. */
  | { kind: 'unreadable'; why: string }
  | { kind: 'other' };

export class PaymentGatewayError extends Error {
  override name = 'PaymentGatewayError';
  readonly retryable: boolean;
  constructor(message: string, options: { retryable: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.retryable = options.retryable;
  }
}
