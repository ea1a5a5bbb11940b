import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TerminalRequest } from '../../server/gateways/payments.ts';
import { openShop, type TestShop } from './test-shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await openShop();
});
beforeEach(() => shop.double.faults.readersAct(null));
afterAll(() => shop?.close());

const reader = 'tmr_counter1';
let payments = 0;
function request(): TerminalRequest {
  payments += 1;
  return {
    orderId: 7,
    orderNumber: 'ABCD2345',
    paymentId: payments,
    amount: 19_000,
    currency: 'UAH',
    idempotencyKey: randomUUID(),
  };
}

/** Opens a payment and shows it on a reader. */
async function shown(at = reader): Promise<string> {
  const { terminal } = shop.gateway;
  const { paymentIntent } = await terminal.open(request());
  await terminal.present({ paymentIntent, reader: at, idempotencyKey: randomUUID() });
  return paymentIntent;
}

test('There are two readers at the counter, both on', async () => {
  const readers = await shop.gateway.terminal.readers();
  expect(readers.map(({ label, online }) => [label, online])).toEqual([
    ['Counter 1', true],
    ['Counter 2', true],
  ]);
});

test('Stripe’s own test helper taps the card: the money is here, and the webhook says whose', async () => {
  const intent = await shown();
  expect(await shop.gateway.terminal.find(intent, reader)).toMatchObject({ status: 'waiting' });
  await shop.stripe.testHelpers.terminal.readers.presentPaymentMethod(reader);
  const paid = {
    status: 'paid',
    amount: 19_000,
    currency: 'UAH',
    orderId: 7,
    orderNumber: 'ABCD2345',
    paymentId: payments,
  };
  expect(await shop.gateway.terminal.find(intent, reader)).toMatchObject(paid);
  expect(await shop.until('payment_intent.succeeded')).toMatchObject({ kind: 'terminal_changed', terminal: paid });
  expect(await shop.until('terminal.reader.action_succeeded')).toMatchObject({ kind: 'reader_done', failure: null });
});

test('A decline, a customer who cancels, and nobody coming are told apart, and none of them is money', async () => {
  for (const [act, words] of [
    ['decline', 'declined'],
    ['cancel', 'canceled'],
    ['time_out', 'in time'],
  ] as const) {
    shop.double.faults.readersAct(act);
    const intent = await shown();
    await expect.poll(async () => (await shop.gateway.terminal.find(intent, reader))?.status).toBe('declined');
    expect((await shop.gateway.terminal.find(intent, reader))?.failure).toContain(words);
    expect((await shop.gateway.terminal.cancel(intent, reader)).status).toBe('cancelled');
  }
});

test('The same key opens one payment, and shows it once', async () => {
  const { terminal } = shop.gateway;
  const asked = request();
  const [first, second] = [await terminal.open(asked), await terminal.open(asked)];
  expect(second.paymentIntent).toBe(first.paymentIntent);
  const show = { paymentIntent: first.paymentIntent, reader, idempotencyKey: randomUUID() };
  await terminal.present(show);
  await terminal.present(show);
  await terminal.cancel(first.paymentIntent, reader);
});

test('A reader that is busy or unknown says so at once', async () => {
  const intent = await shown('tmr_counter2');
  await expect(shown('tmr_counter2')).rejects.toMatchObject({ retryable: false });
  await expect(shown('tmr_nowhere')).rejects.toMatchObject({ retryable: false });
  await shop.gateway.terminal.cancel(intent, 'tmr_counter2');
});

test('Cancelled, it is off the reader and can no longer be paid; paid before that, cancelling tells the truth', async () => {
  const intent = await shown();
  expect((await shop.gateway.terminal.cancel(intent, reader)).status).toBe('cancelled');
  await expect(shop.stripe.testHelpers.terminal.readers.presentPaymentMethod(reader)).rejects.toThrow('no action');
  const other = await shown();
  await shop.stripe.testHelpers.terminal.readers.presentPaymentMethod(reader);
  expect((await shop.gateway.terminal.cancel(other, reader)).status).toBe('paid');
});

test('A refund goes to the card that was tapped', async () => {
  const paymentIntent = await shown();
  await shop.stripe.testHelpers.terminal.readers.presentPaymentMethod(reader);
  const refund = { amount: 5_000, currency: 'UAH', reason: 'requested_by_customer', refundId: 3 } as const;
  const made = await shop.gateway.refund({ paymentIntent, ...refund, idempotencyKey: randomUUID() });
  expect(made.status).toBe('succeeded');
});

test('What the reader was doing outlives a restart', async () => {
  const intent = await shown();
  await shop.restart();
  expect(await shop.gateway.terminal.find(intent, reader)).toMatchObject({ status: 'waiting' });
  await shop.stripe.testHelpers.terminal.readers.presentPaymentMethod(reader);
  expect((await shop.gateway.terminal.find(intent, reader))?.status).toBe('paid');
});
