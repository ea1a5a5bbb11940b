import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OrderBody, payment } from '../../server/contract/api/orders.ts';
import { sql } from '../../server/db.ts';
import { aScreening } from '../setup/house.ts';
import { type ApiHouse, apiHouse } from './api-house.ts';
import { refusal, shaped } from './client.ts';

let it: ApiHouse;
beforeAll(async () => {
  it = await apiHouse();
});
afterAll(() => it?.close());

test('a webhook that is forged, altered, cut or empty is refused, and nothing changes', async () => {
  const { delivery, takeIn } = await heldDelivery(await anOrder());
  const { body, signature } = delivery;
  const before = await it.fingerprint();
  for (const [what, forged, by] of [
    ['no signature', body, undefined],
    ['nonsense for a signature', body, 'nonsense'],
    ['a made-up signature', body, signature.replace(/v1=[0-9a-f]{8}/, 'v1=00000000')],
    ['a signature without a value', body, 't=1,v1='],
    ['a signature without anything', body, 't=,v1'],
    ['another time than was signed', body, signature.replace(/t=\d+/, 't=1700000000')],
    ['another amount', body.replace(/"amount_total":\s*\d+/, '"amount_total":1'), signature],
    ['another event id', body.replace('evt_', 'evt_x'), signature],
    ['a cut body', body.slice(0, -1), signature],
    ['an empty body', '', signature],
  ] as const) {
    const answer = await send(forged, by);
    expect(refusal(answer), what).toMatchObject({ status: 400, code: 'invalid_request' });
  }
  expect(await it.fingerprint()).toBe(before);
  expect(await kept(body)).toBe(0);
  takeIn();
});

test('a webhook that comes ten times at once and once more is one set of tickets and one letter', async () => {
  const mine = await anOrder();
  const { delivery, takeIn } = await heldDelivery(mine);
  takeIn();
  const ten = Array.from({ length: 10 }, () => send(delivery.body, delivery.signature));
  for (const answer of [...(await Promise.all(ten)), await send(delivery.body, delivery.signature)]) {
    expect([answer.status, answer.json]).toEqual([200, { received: true }]);
  }
  const after = await it.api.get(`/orders/${mine.id}/?token=${mine.token}`);
  expect(after.json).toMatchObject({
    status: 'paid',
    tickets: [{ status: 'valid' }, { status: 'valid' }],
    refunds: [],
  });
  expect(await count('mails', mine.id)).toBe(1);
  expect(await count('tickets', mine.id)).toBe(2);
  expect(await count('payments', mine.id)).toBe(1);
});

test('a passing failure of ours answers 503, so that the event is sent again, and leaves nothing half done', async () => {
  const mine = await anOrder();
  const { delivery, takeIn } = await heldDelivery(mine);
  const before = await it.fingerprint();
  const { db } = it.home;
  await sql(db).query('ALTER TABLE webhook_events RENAME TO webhook_events_away');
  const failed = await send(delivery.body, delivery.signature);
  await sql(db).query('ALTER TABLE webhook_events_away RENAME TO webhook_events');
  expect([failed.status, failed.json]).toEqual([503, { code: 'internal', message: expect.any(String) }]);
  expect(await it.fingerprint()).toBe(before);
  expect(await kept(delivery.body)).toBe(0);
  expect((await send(delivery.body, delivery.signature)).status).toBe(200);
  takeIn();
});

test('a webhook over 1 MB is not read', async () => {
  expect(refusal(await send('x'.repeat(1_100_000), 't=1,v1=0'))).toMatchObject({ status: 413, code: 'too_large' });
});

async function anOrder(): Promise<OrderBody> {
  const screening = await aScreening(it.home.house);
  const { seat } = screening.hall;
  return it.api.order({ session: screening.id, seats: [seat('A1'), seat('A2')], email: it.guest() });
}

/**
 * Pays, and keeps the genuine delivery of `checkout.session.completed` from being taken in. Until `takeIn` it is so only if
 * the test sends it once more, not when the double does, signed anew.
 */
async function heldDelivery(mine: OrderBody) {
  const { payments } = it.server.deps;
  const { readWebhook } = payments;
  const { promise: delivery, resolve: caught } = Promise.withResolvers<{ body: string; signature: string }>();
  let first: string | undefined;
  payments.readWebhook = (raw, signature) => {
    const event = readWebhook(raw, signature);
    if (event?.kind !== 'checkout_completed' || signature === first) return event;
    first ??= signature;
    caught({ body: raw.toString(), signature: signature ?? '' });
    throw new Error('held back by the test');
  };
  const { url } = shaped(payment, await it.api.post(`/orders/${mine.id}/pay/?token=${mine.token}`));
  await fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ choice: 'pay' }) });
  return {
    delivery: await delivery,
    takeIn() {
      payments.readWebhook = readWebhook;
    },
  };
}

function send(body: string, signature: string | undefined) {
  return it.api.post('/stripe/webhook/', body, signature === undefined ? {} : { 'stripe-signature': signature });
}

/** How many rows there are of this event. */
async function kept(body: string): Promise<number> {
  return (await sql(it.home.db).query('SELECT FROM webhook_events WHERE id = $1', [JSON.parse(body).id])).length;
}

async function count(table: 'mails' | 'tickets' | 'payments', orderId: number): Promise<number> {
  return (await sql(it.home.db).query(`SELECT FROM ${table} WHERE order_id = $1`, [orderId])).length;
}
