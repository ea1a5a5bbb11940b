import { randomUUID } from 'node:crypto';
import {
  type PaymentEvent,
  PaymentGatewayError,
  type TerminalGateway,
  type TerminalPayment,
} from '../../server/gateways/payments.ts';

/** Two card readers in memory, whose customers do what a test tells them. */
export interface FakeReaders {
  gateway: TerminalGateway;
  /** Payments in the order in which they were opened. */
  payments: TerminalPayment[];
  /** What a reader shows at the moment; null: nothing. */
  showing: Map<string, string>;
  offline: Set<string>;
  /** The card is accepted; answers the event that the webhook would bring. */
  tap(reader: string): PaymentEvent;
  decline(reader: string): PaymentEvent;
  /** The money comes although the reader has been told to stop. */
  takeAnyway(paymentIntent: string): PaymentEvent;
}

export function fakeReaders(answer: () => void): FakeReaders {
  const byKey = new Map<string, string>();
  const payments: TerminalPayment[] = [];
  const showing = new Map<string, string>();
  const offline = new Set<string>();
  const presented = new Set<string>();
  const known = (intent: string): TerminalPayment => {
    const payment = payments.find((one) => one.paymentIntent === intent);
    if (!payment) throw new PaymentGatewayError(`no payment ${intent}`, { retryable: false });
    return payment;
  };
  const on = (reader: string): TerminalPayment => known(showing.get(reader) ?? `on ${reader}`);
  const gateway: TerminalGateway = {
    readers: async () =>
      ['Counter 1', 'Counter 2'].map((label, i) => ({
        id: `tmr_${i + 1}`,
        label,
        online: !offline.has(`tmr_${i + 1}`),
      })),
    async open(request) {
      answer();
      const { orderId, orderNumber, paymentId, amount, currency } = request;
      const paymentIntent = byKey.get(request.idempotencyKey) ?? `pi_${randomUUID()}`;
      if (!byKey.has(request.idempotencyKey)) {
        payments.push({
          paymentIntent,
          status: 'waiting',
          failure: null,
          orderId,
          orderNumber,
          paymentId,
          amount,
          currency,
        });
      }
      byKey.set(request.idempotencyKey, paymentIntent);
      return { ...known(paymentIntent) };
    },
    async present({ paymentIntent, reader, idempotencyKey }) {
      answer();
      if (offline.has(reader)) throw new PaymentGatewayError('the reader is off', { retryable: false });
      if (!presented.has(idempotencyKey)) showing.set(reader, paymentIntent);
      presented.add(idempotencyKey);
      return { ...known(paymentIntent) };
    },
    async find(paymentIntent) {
      answer();
      const payment = payments.find((one) => one.paymentIntent === paymentIntent);
      return payment ? { ...payment } : null;
    },
    async cancel(paymentIntent, reader) {
      answer();
      if (reader && showing.get(reader) === paymentIntent) showing.delete(reader);
      const payment = known(paymentIntent);
      if (payment.status !== 'paid') payment.status = 'cancelled';
      return { ...payment };
    },
  };
  return {
    gateway,
    payments,
    showing,
    offline,
    tap(reader) {
      const payment = on(reader);
      showing.delete(reader);
      return paid(payment);
    },
    decline(reader) {
      const payment = on(reader);
      showing.delete(reader);
      payment.status = 'declined';
      payment.failure = 'Your card was declined.';
      return {
        ...event('terminal.reader.action_failed'),
        kind: 'reader_done',
        paymentIntent: payment.paymentIntent,
        failure: payment.failure,
      };
    },
    takeAnyway: (paymentIntent) => paid(known(paymentIntent)),
  };
}

function paid(payment: TerminalPayment): PaymentEvent {
  payment.status = 'paid';
  payment.failure = null;
  return { ...event('payment_intent.succeeded'), kind: 'terminal_changed', terminal: { ...payment } };
}

const event = (type: string) => ({ id: `evt_${randomUUID()}`, type, payload: {} });
