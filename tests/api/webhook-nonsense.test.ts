import { randomBytes } from 'node:crypto';
import Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { aScreening } from '../setup/house.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { type ApiHouse, apiHouse } from './api-house.ts';
import { apiClient, refusal } from './client.ts';

const webhookSecret = 'whsec_of_the_test';
const signer = new Stripe('sk_test_1').webhooks;

let it: ApiHouse;
let server: TestServer;
/** What the processor says of an order that is really paid: taken in, it makes tickets. */
let session: Record<string, unknown>;
beforeAll(async () => {
  it = await apiHouse();
  server = await testServer(it.home.url, undefined, { stripe: { secretKey: 'sk_test_1', webhookSecret } });
  const screening = await aScreening(it.home.house);
  const seats = [screening.hall.seat('A1'), screening.hall.seat('A2')];
  const order = await it.api.order({ session: screening.id, seats, email: it.guest() });
  session = {
    id: 'cs_test_1',
    object: 'checkout.session',
    mode: 'payment',
    status: 'complete',
    payment_status: 'paid',
    amount_total: order.total.amount,
    currency: order.total.currency.toLowerCase(),
    payment_intent: 'pi_1',
    url: null,
    expires_at: 1_900_000_000,
    metadata: { order_id: String(order.id), order_number: order.number },
  };
});
afterAll(async () => {
  await server?.stop();
  await it?.close();
});

const intent = {
  id: 'pi_2',
  object: 'payment_intent',
  status: 'succeeded',
  amount: 100,
  amount_received: 100,
  currency: 'uah',
  last_payment_error: null,
  metadata: { order_id: '1', order_number: 'F-1', payment_id: '1' },
};
const refund = {
  id: 're_1',
  object: 'refund',
  status: 'succeeded',
  amount: 100,
  currency: 'uah',
  payment_intent: 'pi_1',
  metadata: { refund_id: '1' },
};
const reader = {
  id: 'tmr_1',
  object: 'terminal.reader',
  action: {
    status: 'failed',
    failure_code: 'card_declined',
    failure_message: null,
    process_payment_intent: { payment_intent: 'pi_2' },
  },
};

const impossible: Record<string, { of: () => object; fields: Record<string, unknown[]> }> = {
  'checkout.session.completed': {
    of: () => session,
    fields: {
      id: [7, null, {}, ''],
      status: [7, null, 'open-ish'],
      payment_status: [7, {}],
      amount_total: ['x', null, 1.5, -1, {}, 4_000_000_000, 1e300],
      currency: [null, 7, 'roubles', 'x\0y'],
      payment_intent: [{}, 7, [], 'pi_\0'],
      url: [7],
      expires_at: ['soon', null, 1e300],
      metadata: [[], 'x', 7, { order_id: 7 }, { order_id: '1', order_number: {} }, { order_number: 'F\0' }],
    },
  },
  'payment_intent.succeeded': {
    of: () => intent,
    fields: {
      id: [7, null, {}],
      status: [7, null],
      amount_received: ['x', null, -1],
      currency: [null, 7],
      metadata: [{ payment_id: 7 }, { payment_id: '1', order_number: [] }],
      last_payment_error: [7, { message: {} }],
    },
  },
  'refund.updated': {
    of: () => refund,
    fields: {
      id: [7, null],
      status: [7],
      amount: ['x', null, 4_000_000_000],
      currency: [null, 7],
      payment_intent: [{}, 7],
      metadata: [[], { refund_id: 7 }],
    },
  },
  'terminal.reader.action_failed': {
    of: () => reader,
    fields: {
      action: [
        7,
        [],
        { ...reader.action, status: 7 },
        { ...reader.action, failure_message: {} },
        { ...reader.action, process_payment_intent: 7 },
        { ...reader.action, process_payment_intent: { payment_intent: {} } },
      ],
    },
  },
};

test('a signed event whose fields have impossible types is kept and left alone, and not asked for again', async () => {
  const before = await it.fingerprint();
  for (const [type, { of, fields }] of Object.entries(impossible)) {
    for (const [field, values] of Object.entries(fields)) {
      for (const value of values) {
        const id = `evt_${++events}`;
        const answer = await send({ id, type, data: { object: { ...of(), [field]: value } } });
        const what = `${type} with ${field} ${JSON.stringify(value).slice(0, 60)}`;
        expect([answer.status, await kept(id)], what).toEqual([200, 1]);
      }
    }
  }
  expect(await it.fingerprint()).toBe(before);
});

test('what is signed and yet no event is refused, and nothing is kept', async () => {
  const before = await it.fingerprint();
  const data = { object: session };
  const type = 'checkout.session.completed';
  for (const odd of [
    null,
    [],
    7,
    'x',
    {},
    { id: 7, type, data },
    { id: 'evt_\0', type, data },
    { id: 'evt_odd', type: 7, data },
    { id: 'evt_odd', type, data: null },
    { id: 'evt_odd', type, data: [] },
    { id: 'evt_odd', type, data: { object: null } },
    { id: 'evt_odd', type, data: { object: 'x' } },
    { id: 'evt_odd', type },
    // No index of ours takes that.
    { id: 'evt_odd', type, data: { object: { ...session, payment_intent: randomBytes(4_000).toString('hex') } } },
  ]) {
    const answer = await send(odd);
    expect(refusal(answer), JSON.stringify(odd)).toMatchObject({ status: 400, code: 'invalid_request' });
  }
  expect(await it.fingerprint()).toBe(before);
  expect(await kept('evt_odd')).toBe(0);
});

test('fields that we do not use may hold anything, also what PostgreSQL does not', async () => {
  const odd = {
    customer_details: 7,
    'na\0me': 'half \ud83d of a sign',
    line_items: { '\0': ['\0\0\\u0000', '\udc00'] },
  };
  for (const type of ['customer.created', 'checkout.session.completed']) {
    const id = `evt_${++events}`;
    expect(await send({ id, type, livemode: 'x', data: { object: { ...session, ...odd } } })).toMatchObject({
      status: 200,
    });
    expect(await kept(id)).toBe(1);
  }
  // The second was the one of all these that made sense.
  const [order] = await sql(it.home.db).query<{ status: string }>('SELECT status FROM orders');
  expect(order?.status).toBe('paid');
});

let events = 0;

function send(event: unknown) {
  const payload = JSON.stringify(event);
  const signature = signer.generateTestHeaderString({ payload, secret: webhookSecret });
  return apiClient(server.url).post('/stripe/webhook/', payload, { 'stripe-signature': signature });
}

async function kept(id: string): Promise<number> {
  return (await sql(it.home.db).query('SELECT FROM webhook_events WHERE id = $1', [id])).length;
}
