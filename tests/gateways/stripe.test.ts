import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PaymentGatewayError } from '../../server/gateways/payments.ts';
import { stripeGateway } from '../../server/gateways/stripe.ts';
import { startStripeDouble } from '../../server/gateways/stripe-double/index.ts';
import { openShop, type TestShop } from './test-shop.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

async function paid() {
  const checkout = await shop.gateway.openCheckout(shop.request());
  await shop.press(checkout.url, 'pay');
  const after = await shop.gateway.findCheckout(checkout.id);
  if (!after?.paymentIntent) throw new Error('not paid');
  return { ...after, paymentIntent: after.paymentIntent };
}

/** At the processor: long enough for whatever it does later. */
const hoursPass = () => shop.double.faults.skipAhead(2 * 3_600_000);

const refundOf = (paymentIntent: string, amount: number, refundId: number, idempotencyKey = `refund-${refundId}`) =>
  ({ paymentIntent, amount, currency: 'UAH', reason: 'requested_by_customer', refundId, idempotencyKey }) as const;

describe('paying', () => {
  test('a checkout opens with the order on it and a page to pay on', async () => {
    const request = shop.request();
    const checkout = await shop.gateway.openCheckout(request);
    expect(checkout).toMatchObject({
      status: 'open',
      paid: false,
      paymentIntent: null,
      amount: 30_500,
      currency: 'UAH',
      orderId: request.orderId,
    });
    expect(checkout.expiresAt.getTime()).toBe(Math.floor(request.expiresAt.getTime() / 1000) * 1000);
    const session = await shop.stripe.checkout.sessions.retrieve(checkout.id);
    expect(session).toMatchObject({
      client_reference_id: request.orderNumber,
      locale: 'auto',
      livemode: false,
      metadata: { order_id: String(request.orderId), order_number: request.orderNumber },
    });
  });

  test('an order without an e-mail opens too', async () => {
    const checkout = await shop.gateway.openCheckout(shop.request({ email: '' }));
    expect((await shop.stripe.checkout.sessions.retrieve(checkout.id)).customer_email).toBeNull();
  });

  test('paying sends the customer back at once and a genuine event after', async () => {
    const checkout = await shop.gateway.openCheckout(shop.request());
    const answer = await shop.press(checkout.url, 'pay');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toMatch(new RegExp(`/thanks\\?checkout=${checkout.id}$`));
    expect(await shop.until('checkout.session.completed')).toMatchObject({
      kind: 'checkout_completed',
      checkout: { id: checkout.id, status: 'complete', paid: true, amount: 30_500, currency: 'UAH', url: null },
    });
    const after = await shop.gateway.findCheckout(checkout.id);
    const intent = await shop.stripe.paymentIntents.retrieve(after?.paymentIntent ?? '');
    expect(intent).toMatchObject({ status: 'succeeded', amount_received: 30_500, metadata: { order_number: 'F-1' } });
  });

  test('a declined card leaves the checkout open, says so, and can be tried again', async () => {
    const checkout = await shop.gateway.openCheckout(shop.request());
    const answer = await shop.press(checkout.url, 'decline');
    expect(answer.status).toBe(303);
    const page = await fetch(new URL(answer.headers.get('location') ?? '', checkout.url ?? ''));
    expect(await page.text()).toContain('The card was declined.');
    expect(await shop.gateway.findCheckout(checkout.id)).toMatchObject({ status: 'open', paid: false });
    await shop.press(checkout.url, 'pay');
    expect(await shop.gateway.findCheckout(checkout.id)).toMatchObject({ status: 'complete', paid: true });
  });

  test('money on its way is complete and unpaid, then arrives', async () => {
    const checkout = await shop.gateway.openCheckout(shop.request());
    await shop.press(checkout.url, 'later');
    expect(await shop.until('checkout.session.completed')).toMatchObject({ checkout: { paid: false } });
    expect(await shop.gateway.findCheckout(checkout.id)).toMatchObject({ status: 'complete', paid: false });
    hoursPass();
    expect(await shop.until('checkout.session.async_payment_succeeded')).toMatchObject({
      kind: 'checkout_paid_later',
      checkout: { id: checkout.id, paid: true },
    });
  });

  test('money on its way may fail', async () => {
    const checkout = await shop.gateway.openCheckout(shop.request());
    await shop.press(checkout.url, 'later_fails');
    hoursPass();
    expect(await shop.until('checkout.session.async_payment_failed')).toMatchObject({
      kind: 'checkout_failed',
      checkout: { status: 'complete', paid: false },
    });
    expect(await (await fetch(checkout.url ?? '')).text()).toContain('did not arrive');
  });

  test('the page shows what is bought, escapes it, and needs no script', async () => {
    const lines = [{ name: '<script>alert(1)</script>', description: 'a & b', amount: 100, quantity: 1 }];
    const checkout = await shop.gateway.openCheckout(shop.request({ lines }));
    const page = await (await fetch(checkout.url ?? '')).text();
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('<script');
    expect(page).toContain('<style nonce="a-nonce">');
    expect(page).toContain('no money moves');
  });

  test('a paid page cannot be paid twice', async () => {
    const checkout = await shop.gateway.openCheckout(shop.request());
    await shop.press(checkout.url, 'pay');
    await shop.until('checkout.session.completed');
    await shop.until('payment_intent.succeeded');
    const again = await shop.press(checkout.url, 'pay');
    expect(again.status).toBe(200);
    expect(await again.text()).toContain('This order is paid');
    expect(shop.events.filter((event) => event.type === 'payment_intent.succeeded')).toHaveLength(1);
  });
});

describe('ending a checkout', () => {
  test('an expired checkout cannot be paid', async () => {
    const checkout = await shop.gateway.openCheckout(shop.request());
    expect(await shop.gateway.expireCheckout(checkout.id)).toMatchObject({ status: 'expired', url: null });
    const page = await shop.press(checkout.url, 'pay');
    expect(page.status).toBe(410);
    expect(await shop.until('checkout.session.expired')).toMatchObject({ kind: 'checkout_expired' });
  });

  test('ending one that has ended answers how it ended', async () => {
    const done = await paid();
    expect(await shop.gateway.expireCheckout(done.id)).toMatchObject({ status: 'complete', paid: true });
    const other = await shop.gateway.openCheckout(shop.request());
    await shop.gateway.expireCheckout(other.id);
    expect(await shop.gateway.expireCheckout(other.id)).toMatchObject({ status: 'expired' });
  });

  test('a checkout ends by itself when its time runs out', async () => {
    const checkout = await shop.gateway.openCheckout(shop.request());
    shop.double.faults.skipAhead(32 * 60_000);
    expect(await shop.until('checkout.session.expired')).toMatchObject({ checkout: { id: checkout.id } });
  });

  test('a checkout nobody knows is null to find and an error to end', async () => {
    expect(await shop.gateway.findCheckout('cs_test_none')).toBeNull();
    await expect(shop.gateway.expireCheckout('cs_test_none')).rejects.toMatchObject({ retryable: false });
  });
});

describe('refunds', () => {
  test('a refund comes back in an event with our own id', async () => {
    const { paymentIntent } = await paid();
    expect(await shop.gateway.refund(refundOf(paymentIntent, 15_000, 7))).toMatchObject({ status: 'succeeded' });
    expect(await shop.until('refund.created')).toMatchObject({
      kind: 'refund_changed',
      refund: { paymentIntent, amount: 15_000, refundId: 7, status: 'succeeded' },
    });
  });

  test('the same refund asked twice is made once, even when its key was forgotten', async () => {
    const { paymentIntent } = await paid();
    const first = await shop.gateway.refund(refundOf(paymentIntent, 10_000, 1));
    expect(await shop.gateway.refund(refundOf(paymentIntent, 10_000, 1))).toEqual(first);
    shop.double.faults.skipAhead(25 * 3600_000);
    expect(await shop.gateway.refund(refundOf(paymentIntent, 10_000, 1))).toEqual(first);
    expect((await shop.stripe.refunds.list({ payment_intent: paymentIntent })).data).toHaveLength(1);
  });

  test('more than was paid is never sent back', async () => {
    const { paymentIntent } = await paid();
    await shop.gateway.refund(refundOf(paymentIntent, 20_000, 1));
    await expect(shop.gateway.refund(refundOf(paymentIntent, 10_501, 2))).rejects.toThrow(/greater than unrefunded/);
    await shop.gateway.refund(refundOf(paymentIntent, 10_500, 3));
    await expect(shop.gateway.refund(refundOf(paymentIntent, 1, 4))).rejects.toMatchObject({
      retryable: false,
      cause: { code: 'charge_already_refunded' },
    });
  });

  test('a refund may bounce later, and can then be made again', async () => {
    const checkout = await shop.gateway.openCheckout(shop.request());
    await shop.press(checkout.url, 'refund_bounces');
    const paymentIntent = (await shop.gateway.findCheckout(checkout.id))?.paymentIntent ?? '';
    const first = await shop.gateway.refund(refundOf(paymentIntent, 30_500, 1));
    expect(first.status).toBe('succeeded');
    hoursPass();
    expect(await shop.until('refund.failed')).toMatchObject({ refund: { id: first.id, status: 'failed' } });
    const second = await shop.gateway.refund(refundOf(paymentIntent, 30_500, 1, 'refund-1-again'));
    expect(second.id).not.toBe(first.id);
  });

  test('a slow refund is pending first', async () => {
    const checkout = await shop.gateway.openCheckout(shop.request());
    await shop.press(checkout.url, 'refund_stalls');
    const paymentIntent = (await shop.gateway.findCheckout(checkout.id))?.paymentIntent ?? '';
    expect(await shop.gateway.refund(refundOf(paymentIntent, 100, 1))).toMatchObject({ status: 'pending' });
    hoursPass();
    expect(await shop.until('refund.updated')).toMatchObject({ refund: { status: 'succeeded', refundId: 1 } });
  });
});

describe('asking twice', () => {
  test('the same key gets the same answer, marked as a replay', async () => {
    const request = shop.request();
    const first = await shop.gateway.openCheckout(request);
    expect(await shop.gateway.openCheckout(request)).toEqual(first);
    const { paymentIntent } = await paid();
    const refund = { payment_intent: paymentIntent, amount: 5 };
    const one = await shop.stripe.refunds.create(refund, { idempotencyKey: 'k' });
    const two = await shop.stripe.refunds.create(refund, { idempotencyKey: 'k' });
    expect(two.id).toBe(one.id);
    expect(two.lastResponse.headers).toMatchObject({
      'idempotent-replayed': 'true',
      'original-request': one.lastResponse.requestId,
    });
  });

  test('the same key with other parameters is refused', async () => {
    const request = shop.request();
    await shop.gateway.openCheckout(request);
    const other = { ...request, email: 'other@example.com' };
    await expect(shop.gateway.openCheckout(other)).rejects.toMatchObject({
      retryable: false,
      cause: { rawType: 'idempotency_error' },
    });
  });

  test('a lost answer is asked for again and opens one checkout only', async () => {
    shop.double.faults.nextCalls(1, 'lose_answer');
    const checkout = await shop.gateway.openCheckout(shop.request());
    expect(checkout.status).toBe('open');
    expect(await readdir(join(shop.dataDir, 'stripe-double', 'checkouts'))).toEqual([`${checkout.id}.json`]);
  });

  test('when Stripe stays down the error says that asking again may help', async () => {
    shop.double.faults.nextCalls(3, 'fail');
    await expect(shop.gateway.openCheckout(shop.request())).rejects.toMatchObject({ retryable: true });
    shop.double.faults.nextCalls(3, 'cut');
    await expect(shop.gateway.openCheckout(shop.request())).rejects.toBeInstanceOf(PaymentGatewayError);
  });
});

describe('the API refuses what Stripe refuses', () => {
  const soon = () => Math.floor(Date.now() / 1000) + 60;
  const session: Stripe.Checkout.SessionCreateParams = {
    mode: 'payment',
    success_url: 'https://example.com/',
    line_items: [{ quantity: 1, price_data: { currency: 'uah', unit_amount: 100, product_data: { name: 'A' } } }],
  };

  test.each<[string, object, object]>([
    ['a life under 30 minutes', { expires_at: soon() }, { param: 'expires_at' }],
    ['a life over a day', { expires_at: soon() + 90_000 }, { param: 'expires_at' }],
    ['an unknown parameter', { colour: 'red' }, { code: 'parameter_unknown', param: 'colour' }],
    ['no lines', { line_items: undefined }, { code: 'parameter_missing', param: 'line_items' }],
    ['a malformed address', { success_url: 'nowhere' }, { code: 'url_invalid', param: 'success_url' }],
    ['a malformed e-mail', { customer_email: 'x' }, { code: 'email_invalid', param: 'customer_email' }],
    [
      'a quantity of nought',
      { line_items: [{ ...session.line_items?.[0], quantity: 0 }] },
      { code: 'parameter_invalid_integer', param: 'line_items[0][quantity]' },
    ],
  ])('%s', async (_what, change, error) => {
    const params = { ...session, ...change };
    await expect(shop.stripe.checkout.sessions.create(params)).rejects.toMatchObject({ statusCode: 400, ...error });
  });

  test('a wrong key', async () => {
    const stranger = stripeGateway({ ...shop.double, secretKey: 'sk_test_wrong' });
    await expect(stranger.findCheckout('cs_test_1')).rejects.toMatchObject({
      retryable: false,
      cause: { statusCode: 401 },
    });
  });

  test('a refund of what was never paid', async () => {
    const checkout = await shop.gateway.openCheckout(shop.request());
    await shop.press(checkout.url, 'decline');
    const intent = (await shop.gateway.findCheckout(checkout.id))?.paymentIntent ?? '';
    await expect(shop.gateway.refund(refundOf(intent, 1, 1))).rejects.toThrow(/does not have a successful charge/);
    await expect(shop.gateway.refund(refundOf('pi_none', 1, 1))).rejects.toThrow(/No such payment_intent/);
  });
});

describe('webhooks', () => {
  test('forged, altered, stale and malformed ones are null', async () => {
    await paid();
    await shop.until('checkout.session.completed');
    const { body, signature = '' } = shop.deliveries[0] ?? { body: Buffer.alloc(0) };
    const { readWebhook } = shop.gateway;
    expect(readWebhook(body, signature)).not.toBeNull();
    expect(readWebhook(Buffer.from(`${body} `), signature)).toBeNull();
    expect(readWebhook(body, signature.replace(/v1=./, 'v1=x'))).toBeNull();
    expect(readWebhook(body, undefined)).toBeNull();
    expect(readWebhook(body, 'nonsense')).toBeNull();
    const sign = (payload: string, timestamp: number) =>
      shop.stripe.webhooks.generateTestHeaderString({ payload, secret: shop.double.webhookSecret, timestamp });
    const now = Math.floor(Date.now() / 1000);
    expect(readWebhook(body, sign(String(body), now - 301))).toBeNull();
    expect(readWebhook(body, sign(String(body), now - 299))).not.toBeNull();
    expect(readWebhook(Buffer.from('not json'), sign('not json', now))).toBeNull();
    // Signed, and yet no event.
    for (const odd of [
      'null',
      '[]',
      '7',
      '{}',
      '{"id":"evt_1","type":"refund.updated"}',
      '{"id":1,"type":"x","data":{"object":{}}}',
    ]) {
      expect(readWebhook(Buffer.from(odd), sign(odd, now)), odd).toBeNull();
    }
  });

  test('an event that was not taken comes again', async () => {
    const checkout = await shop.gateway.openCheckout(shop.request());
    shop.answers.push(500);
    await shop.gateway.expireCheckout(checkout.id);
    const event = await shop.until('checkout.session.expired');
    expect(shop.deliveries).toHaveLength(2);
    expect(shop.deliveries.map(({ body }) => JSON.parse(String(body)).id)).toEqual([event.id, event.id]);
  });

  test('events can be held, turned round and doubled', async () => {
    shop.double.faults.holdWebhooks();
    const { paymentIntent } = await paid();
    await shop.gateway.refund(refundOf(paymentIntent, 100, 1));
    expect(shop.deliveries).toHaveLength(0);
    shop.double.faults.repeatNextEvent(3);
    await shop.double.faults.releaseWebhooks('reversed');
    expect(shop.events.map((event) => event.type)).toEqual([
      'charge.refunded',
      'charge.refunded',
      'charge.refunded',
      'refund.created',
      'checkout.session.completed',
      'payment_intent.succeeded',
      'charge.succeeded',
    ]);
  });
});

describe('a restart', () => {
  test('forgets nothing: secrets, checkouts, keys, and events still to bring', async () => {
    const request = shop.request();
    const checkout = await shop.gateway.openCheckout(request);
    shop.double.faults.holdWebhooks();
    await shop.press(checkout.url, 'pay');
    const { webhookSecret, secretKey } = shop.double;
    await shop.restart();
    expect(shop.double).toMatchObject({ webhookSecret, secretKey });
    expect(await shop.gateway.findCheckout(checkout.id)).toMatchObject({ status: 'complete', paid: true });
    expect(await shop.gateway.openCheckout(request)).toEqual(checkout);
    expect(await shop.until('checkout.session.completed')).toMatchObject({ checkout: { id: checkout.id } });
  });

  test('carries out what fell due meanwhile', async () => {
    const quick = await openShop(1);
    try {
      const checkout = await quick.gateway.openCheckout(quick.request());
      await quick.press(checkout.url, 'later');
      await quick.restart();
      expect(await quick.until('checkout.session.async_payment_succeeded')).toMatchObject({ checkout: { paid: true } });
    } finally {
      await quick.close();
    }
  });

  test('keeps its secrets to the owner', async () => {
    const { mode } = await stat(join(shop.dataDir, 'stripe-double', 'secrets.json'));
    expect(mode & 0o777).toBe(0o600);
  });
});

test('production refuses the double', async () => {
  const settings = { dataDir: shop.dataDir, webhookUrl: '', publicUrl: '', production: true };
  await expect(startStripeDouble(settings)).rejects.toThrow(/production/);
});
