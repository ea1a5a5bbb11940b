import type Stripe from 'stripe';
import { type Desk, emit, seconds } from './desk.ts';
import { newId } from './ids.ts';
import type { AnyRecord, CheckoutRecord, RefundsGo } from './record.ts';
import { customer, newCharge, newPaymentIntent } from './shapes.ts';

/** The payment page's buttons. Card numbers are those of docs.stripe.com/testing. */
export type Choice = 'pay' | 'decline' | 'later' | 'later_fails' | 'refund_stalls' | 'refund_bounces';

const REFUNDS: Partial<Record<Choice, RefundsGo>> = { refund_stalls: 'stalls', refund_bounces: 'bounces' };

/** Carries out a choice on an open session; a closed one is left alone, as a second tab may have closed it. */
export function attempt(desk: Desk, record: CheckoutRecord, choice: Choice): void {
  const { session } = record;
  if (session.status !== 'open') return;
  const intent = intentOf(desk, record);
  intent.payment_method = newId('pm_');
  if (choice === 'decline') {
    fail(desk, record, intent, 'Your card was declined.');
    return;
  }
  if (session.customer_email !== null) session.customer_details = customer(session.customer_email, 'Test Customer');
  session.status = 'complete';
  session.url = null;
  record.refundsGo = REFUNDS[choice] ?? 'through';
  if (choice === 'later' || choice === 'later_fails') {
    intent.status = 'processing';
    record.pending.push({
      at: desk.now() + desk.laterMs,
      what: choice === 'later' ? 'payment_succeeds' : 'payment_fails',
    });
    emit(desk, record, 'payment_intent.processing', intent);
  } else {
    capture(desk, record, intent);
  }
  emit(desk, record, 'checkout.session.completed', session);
}

/** The delayed payment's end. */
export function settlePayment(desk: Desk, record: CheckoutRecord, succeeds: boolean): void {
  const intent = intentOf(desk, record);
  if (succeeds) {
    capture(desk, record, intent);
    emit(desk, record, 'checkout.session.async_payment_succeeded', record.session);
  } else {
    fail(desk, record, intent, 'The bank did not carry out the payment.');
    emit(desk, record, 'checkout.session.async_payment_failed', record.session);
  }
}

function intentOf(desk: Desk, record: CheckoutRecord): Stripe.PaymentIntent {
  record.intent ??= newPaymentIntent(
    {
      amount: record.session.amount_total ?? 0,
      currency: record.session.currency ?? '',
      email: record.session.customer_email,
      ...record.intentData,
      types: record.session.payment_method_types,
    },
    seconds(desk),
  );
  record.session.payment_intent = record.intent.id;
  return record.intent;
}

function capture(desk: Desk, record: CheckoutRecord, intent: Stripe.PaymentIntent): void {
  record.session.payment_status = 'paid';
  charge(desk, record, intent);
}

/** The card was accepted: the money is here. */
export function charge(desk: Desk, record: AnyRecord, intent: Stripe.PaymentIntent): void {
  record.charge = newCharge(intent, seconds(desk));
  intent.status = 'succeeded';
  intent.amount_received = intent.amount;
  intent.latest_charge = record.charge.id;
  intent.last_payment_error = null;
  emit(desk, record, 'charge.succeeded', record.charge);
  emit(desk, record, 'payment_intent.succeeded', intent);
}

export function fail(desk: Desk, record: AnyRecord, intent: Stripe.PaymentIntent, message: string): void {
  intent.status = 'requires_payment_method';
  intent.payment_method = null;
  intent.last_payment_error = { type: 'card_error', code: 'card_declined', decline_code: 'generic_decline', message };
  emit(desk, record, 'payment_intent.payment_failed', intent);
}
