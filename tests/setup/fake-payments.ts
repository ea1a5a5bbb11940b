import { randomUUID } from 'node:crypto';
import type { Checkout, PaymentEvent, PaymentGateway, RefundRequest } from '../../server/gateways/payments.ts';
import { PaymentGatewayError } from '../../server/gateways/payments.ts';
import { type FakeReaders, fakeReaders } from './fake-readers.ts';

/** The edge of the outside world, in memory: a processor whose customers do what a test tells them. */
export interface FakePayments extends PaymentGateway {
  opened: string[];
  refunds: RefundRequest[];
  /** The customer pays; answers the event that the webhook would bring. */
  pay(checkoutId: string, change?: Partial<Checkout>): PaymentEvent;
  readers: FakeReaders;
  /** The next calls fail as a processor fails that does not answer. */
  failNext: number;
}

export function fakePayments(): FakePayments {
  const checkouts = new Map<string, Checkout>();
  const byKey = new Map<string, string>();
  const refundIds = new Map<string, string>();
  const known = (id: string): Checkout => {
    const checkout = checkouts.get(id);
    if (!checkout) throw new Error(`no checkout ${id}`);
    return checkout;
  };
  const readers = fakeReaders(() => answer(fake));
  const fake: FakePayments = {
    readers,
    terminal: readers.gateway,
    opened: [],
    refunds: [],
    failNext: 0,
    async openCheckout(request) {
      answer(fake);
      const id = byKey.get(request.idempotencyKey) ?? `cs_test_${randomUUID()}`;
      if (!byKey.has(request.idempotencyKey)) fake.opened.push(id);
      byKey.set(request.idempotencyKey, id);
      const checkout: Checkout = {
        id,
        url: `https://pay.test/${id}`,
        status: 'open',
        paid: false,
        paymentIntent: null,
        amount: request.lines.reduce((sum, line) => sum + line.amount * line.quantity, 0),
        currency: request.currency,
        orderId: request.orderId,
        orderNumber: request.orderNumber,
        expiresAt: request.expiresAt,
      };
      checkouts.set(id, checkouts.get(id) ?? checkout);
      return known(id);
    },
    findCheckout: async (id) => checkouts.get(id) ?? null,
    async expireCheckout(id) {
      answer(fake);
      const checkout = known(id);
      if (checkout.status === 'open') checkouts.set(id, { ...checkout, status: 'expired', url: null });
      return known(id);
    },
    async refund(request) {
      answer(fake);
      const id = refundIds.get(request.idempotencyKey) ?? `re_${randomUUID()}`;
      if (!refundIds.has(request.idempotencyKey)) fake.refunds.push(request);
      refundIds.set(request.idempotencyKey, id);
      return { id, status: 'succeeded' };
    },
    readWebhook: () => null,
    pay(checkoutId, change = {}) {
      const paid: Checkout = {
        ...known(checkoutId),
        status: 'complete',
        paid: true,
        url: null,
        paymentIntent: `pi_${checkoutId}`,
        ...change,
      };
      checkouts.set(checkoutId, paid);
      return completed(paid);
    },
  };
  return fake;
}

export function completed(checkout: Checkout): PaymentEvent {
  return {
    id: `evt_${randomUUID()}`,
    type: 'checkout.session.completed',
    kind: 'checkout_completed',
    checkout,
    payload: {},
  };
}

function answer(fake: FakePayments): void {
  if (fake.failNext === 0) return;
  fake.failNext -= 1;
  throw new PaymentGatewayError('no answer', { retryable: true });
}
