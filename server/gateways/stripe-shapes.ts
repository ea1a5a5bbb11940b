/** Stripe's objects → the shapes of `payments.ts`. */
import type Stripe from 'stripe';
import {
  type Checkout,
  type CheckoutRequest,
  type PaymentEvent,
  PaymentGatewayError,
  type ProcessorRefund,
  type TerminalPayment,
} from './payments.ts';
import { fromStripeAmount, toStripeAmount } from './stripe-amounts.ts';

/** What Stripe Checkout can speak; anything else is left to the customer's browser. */
const LOCALES = new Set(
  (
    'bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hi-IN hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ' +
    'ru sk sl sv th tr vi zh zh-HK zh-TW'
  ).split(' '),
);

const STATUSES = ['open', 'complete', 'expired'] as const;

/** Nothing here may depend on the clock: the same key must always carry the same parameters. */
export function toSessionParams(request: CheckoutRequest): Stripe.Checkout.SessionCreateParams {
  const metadata = { order_id: String(request.orderId), order_number: request.orderNumber };
  return {
    mode: 'payment',
    client_reference_id: request.orderNumber,
    // Stripe refuses an empty address or description; without an address its page asks for one.
    ...(request.email && { customer_email: request.email }),
    expires_at: Math.floor(request.expiresAt.getTime() / 1000),
    locale: toLocale(request.language),
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
    metadata,
    payment_intent_data: { metadata, description: `Order ${request.orderNumber}` },
    line_items: request.lines.map((line) => ({
      quantity: line.quantity,
      price_data: {
        currency: request.currency.toLowerCase(),
        unit_amount: toStripeAmount(line.amount, request.currency),
        product_data: { name: line.name, ...(line.description && { description: line.description }) },
      },
    })),
  };
}

function toLocale(language: string): Stripe.Checkout.SessionCreateParams.Locale {
  if (LOCALES.has(language)) return language;
  const base = language.split('-')[0] ?? '';
  return LOCALES.has(base) ? base : 'auto';
}

export function toCheckout(session: Stripe.Checkout.Session): Checkout {
  const { currency, amount_total: amount } = session;
  const status = STATUSES.find((known) => known === session.status);
  if (status === undefined || currency === null || amount === null) {
    throw new PaymentGatewayError(`Stripe's checkout ${session.id} has an unknown shape`, { retryable: false });
  }
  return {
    id: session.id,
    url: status === 'open' ? session.url : null,
    status,
    paid: session.payment_status === 'paid' || session.payment_status === 'no_payment_required',
    paymentIntent: idOf(session.payment_intent),
    amount: fromStripeAmount(amount, currency),
    currency: currency.toUpperCase(),
    orderId: toId(session.metadata?.order_id),
    orderNumber: session.metadata?.order_number ?? null,
    expiresAt: new Date(session.expires_at * 1000),
  };
}

type ReaderAction = NonNullable<Stripe.Terminal.Reader['action']>;

/** A payment at a reader. `action`: what its reader did last, if that was about this payment. */
export function toTerminalPayment(intent: Stripe.PaymentIntent, action: ReaderAction | null): TerminalPayment {
  const failure =
    action?.status === 'failed' ? failureOf(action) : action ? null : (intent.last_payment_error?.message ?? null);
  return {
    paymentIntent: intent.id,
    status: terminalStatus(intent, failure !== null),
    failure,
    amount: fromStripeAmount(intent.status === 'succeeded' ? intent.amount_received : intent.amount, intent.currency),
    currency: intent.currency.toUpperCase(),
    orderId: toId(intent.metadata.order_id),
    orderNumber: intent.metadata.order_number ?? null,
    paymentId: toId(intent.metadata.payment_id),
  };
}

function terminalStatus({ status }: Stripe.PaymentIntent, failed: boolean): TerminalPayment['status'] {
  if (status === 'succeeded') return 'paid';
  if (status === 'canceled') return 'cancelled';
  return failed && status === 'requires_payment_method' ? 'declined' : 'waiting';
}

function failureOf(action: ReaderAction): string {
  return action.failure_message ?? action.failure_code ?? 'failed';
}

export function isAbout(action: ReaderAction | null | undefined, paymentIntent: string): action is ReaderAction {
  const about = action?.process_payment_intent?.payment_intent;
  return about !== undefined && idOf(about) === paymentIntent;
}

/** `requires_action` still waits for somebody; `canceled` sent no money back. */
export function toRefund(refund: Stripe.Refund): ProcessorRefund {
  const { id, status } = refund;
  if (status === 'succeeded') return { id, status };
  return { id, status: status === 'failed' || status === 'canceled' ? 'failed' : 'pending' };
}

/** The library checks who signed, not what. */
export function isEvent(said: unknown): said is Stripe.Event {
  const { id, type, data } = (said ?? {}) as Record<string, unknown>;
  const object = (data as { object?: unknown } | null | undefined)?.object;
  return typeof id === 'string' && typeof type === 'string' && typeof object === 'object' && object !== null;
}

export function toEvent(event: Stripe.Event): PaymentEvent {
  const base = { id: event.id, type: event.type, payload: event };
  switch (event.type) {
    case 'checkout.session.completed':
      return checkoutEvent('checkout_completed', event.data.object);
    case 'checkout.session.async_payment_succeeded':
      return checkoutEvent('checkout_paid_later', event.data.object);
    case 'checkout.session.async_payment_failed':
      return checkoutEvent('checkout_failed', event.data.object);
    case 'checkout.session.expired':
      return checkoutEvent('checkout_expired', event.data.object);
    case 'payment_intent.succeeded':
    case 'payment_intent.canceled': {
      const intent = event.data.object;
      // Those of a checkout are told by the checkout; others on the account are not ours.
      return intent.metadata.payment_id === undefined
        ? { ...base, kind: 'other' }
        : { ...base, kind: 'terminal_changed', terminal: toTerminalPayment(intent, null) };
    }
    case 'terminal.reader.action_succeeded':
    case 'terminal.reader.action_failed': {
      const { action } = event.data.object;
      const paymentIntent = action?.process_payment_intent && idOf(action.process_payment_intent.payment_intent);
      if (!action || !paymentIntent) return { ...base, kind: 'other' };
      const failed = action.status === 'failed';
      return { ...base, kind: 'reader_done', paymentIntent, failure: failed ? failureOf(action) : null };
    }
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed':
    case 'charge.refund.updated': {
      const refund = event.data.object;
      return {
        ...base,
        kind: 'refund_changed',
        refund: {
          ...toRefund(refund),
          paymentIntent: idOf(refund.payment_intent),
          amount: fromStripeAmount(refund.amount, refund.currency),
          refundId: toId(refund.metadata?.refund_id),
        },
      };
    }
    default:
      return { ...base, kind: 'other' };
  }

  /** The account may also sell subscriptions or save cards elsewhere: such sessions carry no order of ours. */
  function checkoutEvent(
    kind: 'checkout_completed' | 'checkout_paid_later' | 'checkout_failed' | 'checkout_expired',
    session: Stripe.Checkout.Session,
  ): PaymentEvent {
    if (session.mode !== 'payment') return { ...base, kind: 'other' };
    return { ...base, kind, checkout: toCheckout(session) };
  }
}

function idOf(reference: string | { id: string } | null): string | null {
  return typeof reference === 'object' && reference !== null ? reference.id : reference;
}

/** Another system on the same account may number its orders higher than any database id of ours: those are not ours. */
function toId(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,9}$/.test(text) && Number(text) <= 2_147_483_647 ? Number(text) : null;
}
