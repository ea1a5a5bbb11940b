/** Stripe's objects → the shapes of `payments.ts`. */
import type Stripe from 'stripe';
import type { z } from 'zod';
import {
  type Checkout,
  type CheckoutRequest,
  type PaymentEffect,
  type PaymentEvent,
  PaymentGatewayError,
  type ProcessorRefund,
  type TerminalPayment,
} from './payments.ts';
import { fromStripeAmount, toStripeAmount } from './stripe-amounts.ts';
import {
  checkoutSession,
  eventEnvelope,
  idOf,
  paymentIntent,
  processorRefund,
  read,
  readerAction,
  toldRefund,
} from './stripe-fields.ts';

/** What Stripe Checkout can speak; anything else is left to the customer's browser. */
const LOCALES = new Set(
  (
    'bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hi-IN hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ' +
    'ru sk sl sv th tr vi zh zh-HK zh-TW'
  ).split(' '),
);

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

/** Of a session of Stripe Checkout, whoever told it. */
export function toCheckout(said: unknown): Checkout {
  const session = read(checkoutSession, said);
  return {
    id: session.id,
    url: session.status === 'open' ? (session.url ?? null) : null,
    status: session.status,
    paid: session.payment_status === 'paid' || session.payment_status === 'no_payment_required',
    paymentIntent: idOf(session.payment_intent),
    amount: fromStripeAmount(session.amount_total, session.currency),
    currency: session.currency.toUpperCase(),
    orderId: toId(session.metadata.order_id),
    orderNumber: session.metadata.order_number ?? null,
    expiresAt: new Date(session.expires_at * 1000),
  };
}

type ReaderAction = z.output<typeof readerAction>;

/** A payment at a reader. `action`: what its reader did last, if that was about this payment. */
export function toTerminalPayment(said: unknown, action: ReaderAction | null): TerminalPayment {
  const intent = read(paymentIntent, said);
  const failure =
    action?.status === 'failed' ? failureOf(action) : action ? null : (intent.last_payment_error?.message ?? null);
  const status = terminalStatus(intent.status, failure !== null);
  const amount = status === 'paid' ? (intent.amount_received ?? intent.amount) : intent.amount;
  return {
    paymentIntent: intent.id,
    status,
    failure,
    amount: fromStripeAmount(amount, intent.currency),
    currency: intent.currency.toUpperCase(),
    orderId: toId(intent.metadata.order_id),
    orderNumber: intent.metadata.order_number ?? null,
    paymentId: toId(intent.metadata.payment_id),
  };
}

function terminalStatus(status: string, failed: boolean): TerminalPayment['status'] {
  if (status === 'succeeded') return 'paid';
  if (status === 'canceled') return 'cancelled';
  return failed && status === 'requires_payment_method' ? 'declined' : 'waiting';
}

function failureOf(action: ReaderAction): string {
  return action.failure_message ?? action.failure_code ?? 'failed';
}

export function isAbout<Action extends ReaderAction>(
  action: Action | null | undefined,
  paymentIntent: string,
): action is Action {
  return idOf(action?.process_payment_intent?.payment_intent) === paymentIntent;
}

/** `requires_action` still waits for somebody; `canceled` sent no money back. */
export function toRefund(said: unknown): ProcessorRefund {
  const { id, status } = read(processorRefund, said);
  if (status === 'succeeded') return { id, status };
  return { id, status: status === 'failed' || status === 'canceled' ? 'failed' : 'pending' };
}

/**
 * What a signed message says; null if it is no event. One that is, and whose object cannot be what its type promises,
 * is `unreadable`: it will be no better when it is sent again.
 */
export function toEvent(said: unknown): PaymentEvent | null {
  const envelope = eventEnvelope.safeParse(said);
  if (!envelope.success) return null;
  const { id, type, data } = envelope.data;
  const base = { id, type, payload: said };
  try {
    return { ...base, ...effectOf(type, data.object) };
  } catch (error) {
    if (error instanceof PaymentGatewayError) return { ...base, kind: 'unreadable', why: error.message };
    throw error;
  }
}

function effectOf(type: string, object: Record<string, unknown>): PaymentEffect {
  switch (type) {
    case 'checkout.session.completed':
      return checkoutEffect('checkout_completed', object);
    case 'checkout.session.async_payment_succeeded':
      return checkoutEffect('checkout_paid_later', object);
    case 'checkout.session.async_payment_failed':
      return checkoutEffect('checkout_failed', object);
    case 'checkout.session.expired':
      return checkoutEffect('checkout_expired', object);
    case 'payment_intent.succeeded':
    case 'payment_intent.canceled':
      // Those of a checkout are told by the checkout; others on the account are not ours.
      return read(paymentIntent, object).metadata.payment_id === undefined
        ? { kind: 'other' }
        : { kind: 'terminal_changed', terminal: toTerminalPayment(object, null) };
    case 'terminal.reader.action_succeeded':
    case 'terminal.reader.action_failed': {
      const action = read(readerAction.nullish(), object.action);
      const intent = idOf(action?.process_payment_intent?.payment_intent);
      if (!action || !intent) return { kind: 'other' };
      return {
        kind: 'reader_done',
        paymentIntent: intent,
        failure: action.status === 'failed' ? failureOf(action) : null,
      };
    }
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed':
    case 'charge.refund.updated': {
      const told = read(toldRefund, object);
      return {
        kind: 'refund_changed',
        refund: {
          ...toRefund(told),
          paymentIntent: idOf(told.payment_intent),
          amount: fromStripeAmount(told.amount, told.currency),
          refundId: toId(told.metadata.refund_id),
        },
      };
    }
    default:
      return { kind: 'other' };
  }
}

/** The account may also sell subscriptions or save cards elsewhere: such sessions carry no order of ours. */
function checkoutEffect(
  kind: 'checkout_completed' | 'checkout_paid_later' | 'checkout_failed' | 'checkout_expired',
  session: Record<string, unknown>,
): PaymentEffect {
  return session.mode === 'payment' ? { kind, checkout: toCheckout(session) } : { kind: 'other' };
}

/** Another system on the same account may number its orders higher than any database id of ours: those are not ours. */
function toId(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,9}$/.test(text) && Number(text) <= 2_147_483_647 ? Number(text) : null;
}
