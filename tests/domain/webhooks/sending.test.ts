import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sql } from '../../../server/db.ts';
import { pauseWebhook } from '../../../server/domain/webhooks/pause-webhook.ts';
import { retryAt } from '../../../server/domain/webhooks/retries.ts';
import { rotateWebhookSecret } from '../../../server/domain/webhooks/rotate-webhook-secret.ts';
import { sendAgain } from '../../../server/domain/webhooks/send-again.ts';
import { sendWebhook } from '../../../server/domain/webhooks/send-webhook.ts';
import { testWebhook } from '../../../server/domain/webhooks/test-webhook.ts';
import { webhookSender } from '../../../server/gateways/webhook-sender.ts';
import { accepted, manager, type TestHouse, testHouse } from '../../setup/house.ts';
import { type Receiver, webhookReceiver } from '../../setup/receiver.ts';
import { anEndpoint, deliveries, opened, sendAll } from './house.ts';

let t: TestHouse;
let receiver: Receiver;
let endpoint: { id: number; secret: string };

beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t?.drop());
beforeEach(async () => {
  receiver = await webhookReceiver();
  endpoint = await anEndpoint(t, receiver);
  return () => receiver.stop();
});

async function aTest(): Promise<number> {
  accepted(await testWebhook(t.house, manager, { webhookId: endpoint.id }));
  return (await deliveries(t, endpoint.id)).at(-1)?.id ?? 0;
}

test('A webhook is signed as Standard Webhooks wants it, and nobody else’s secret opens it', async () => {
  await aTest();
  await sendAll(t, endpoint.id);
  const [received] = receiver.received;
  if (!received) throw new Error('nothing came');
  const event = opened(received, endpoint.secret);
  expect(event).toMatchObject({ type: 'webhook.test', id: received.headers['webhook-id'] });
  expect(() => opened(received, `whsec_${Buffer.alloc(32).toString('base64')}`)).toThrow('No matching signature');
  expect(() => opened({ ...received, body: received.body.replace('test', 'tost') }, endpoint.secret)).toThrow();
});

test('What has arrived is never sent a second time', async () => {
  const id = await aTest();
  await sendWebhook(t.house, id);
  await sendWebhook(t.house, id);
  expect(receiver.received).toHaveLength(1);
  expect(await deliveries(t, endpoint.id)).toMatchObject([{ status: 'delivered', tries: 1, nextAt: null }]);
});

test.each([500, 404, 301, 'hang up', 'silent'] as const)(
  'After %s it is tried again, under the same id',
  async (manner) => {
    receiver.manner = manner;
    const id = await aTest();
    const webhooks = webhookSender({ production: false, timeoutMs: 1_000 });
    await sendWebhook(manner === 'silent' ? { ...t.house, webhooks } : t.house, id);
    const [failed] = await deliveries(t, endpoint.id);
    expect(failed).toMatchObject({ status: 'waiting', tries: 1 });
    expect(failed?.nextAt?.getTime()).toBeGreaterThan(Date.now() + 1_000);
    const [job] = await sql(t.db).query<{ runAt: Date; queue: string }>(
      'SELECT run_at AS "runAt", queue_name AS queue FROM graphile_worker.jobs WHERE key = $1',
      [`send_webhook:${id}`],
    );
    expect(job).toEqual({ runAt: failed?.nextAt, queue: `webhook:${endpoint.id}` });
    receiver.manner = 200;
    await sendWebhook(t.house, id);
    expect(await deliveries(t, endpoint.id)).toMatchObject([{ status: 'delivered', tries: 2 }]);
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  },
);

test('A redirect is an answer like any other, and is not followed', async () => {
  const trap = await webhookReceiver();
  receiver.manner = { status: 307, headers: { location: trap.url } };
  await sendWebhook(t.house, await aTest());
  expect(trap.received).toEqual([]);
  expect(await deliveries(t, endpoint.id)).toMatchObject([{ status: 'waiting' }]);
  await trap.stop();
});

test('Tries lie further and further apart, and end after about a day', () => {
  const now = new Date();
  const waits: number[] = [];
  for (let tries = 1; ; tries++) {
    const at = retryAt(tries, now);
    if (!at) break;
    waits.push((at.getTime() - now.getTime()) / 1_000);
  }
  expect(waits[0]).toBeLessThan(6);
  const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3_600;
  expect(hours).toBeGreaterThan(20);
  expect(hours).toBeLessThan(30);
});

test('The last try in vain gives it up, and a person may send it again', async () => {
  receiver.manner = 500;
  const id = await aTest();
  await sql(t.db).query('UPDATE webhook_deliveries SET tries = 10 WHERE id = $1', [id]);
  await sendWebhook(t.house, id);
  expect(await deliveries(t, endpoint.id)).toMatchObject([{ status: 'given_up', nextAt: null }]);
  receiver.manner = 204;
  accepted(await sendAgain(t.house, manager, { deliveryId: id }));
  await sendAll(t, endpoint.id);
  expect(await deliveries(t, endpoint.id)).toMatchObject([{ status: 'delivered', tries: 1 }]);
  expect(receiver.received[0]?.headers['webhook-id']).toBe(receiver.received[1]?.headers['webhook-id']);
});

test('410 ends it: nothing more is sent, nor even queued', async () => {
  receiver.manner = 410;
  await sendWebhook(t.house, await aTest());
  const [row] = await sql(t.db).query('SELECT pause FROM webhook_endpoints WHERE id = $1', [endpoint.id]);
  expect(row).toEqual({ pause: 'gone' });
  expect(await deliveries(t, endpoint.id)).toMatchObject([{ status: 'given_up' }]);
});

test('After days without one success an endpoint is paused; going on sends what has waited', async () => {
  receiver.manner = 500;
  await sendWebhook(t.house, await aTest());
  await sql(t.db).query(`UPDATE webhook_endpoints SET failing_since = now() - interval '73 hours' WHERE id = $1`, [
    endpoint.id,
  ]);
  await sendAll(t, endpoint.id);
  const [row] = await sql(t.db).query('SELECT pause FROM webhook_endpoints WHERE id = $1', [endpoint.id]);
  expect(row).toEqual({ pause: 'failing' });
  await sendAll(t, endpoint.id);
  expect(receiver.received).toHaveLength(2);
  receiver.manner = 200;
  accepted(await pauseWebhook(t.house, manager, { webhookId: endpoint.id, paused: false }));
  await sendAll(t, endpoint.id);
  expect(await deliveries(t, endpoint.id)).toMatchObject([{ status: 'delivered' }]);
});

test('After a rotation both secrets open it for a day, then the new one alone', async () => {
  const { secret } = accepted(await rotateWebhookSecret(t.house, manager, { webhookId: endpoint.id }));
  expect(secret).not.toBe(endpoint.secret);
  await sendWebhook(t.house, await aTest());
  await sql(t.db).query('UPDATE webhook_endpoints SET old_seed_until = now() WHERE id = $1', [endpoint.id]);
  await sendWebhook(t.house, await aTest());
  const [first, second] = receiver.received;
  if (!first || !second) throw new Error('two were sent');
  for (const key of [secret, endpoint.secret]) expect(opened(first, key)).toMatchObject({ type: 'webhook.test' });
  expect(opened(second, secret)).toMatchObject({ type: 'webhook.test' });
  expect(() => opened(second, endpoint.secret)).toThrow();
});

test('Neither the secret nor anything to make it from without the key is kept', async () => {
  const [row] = await sql(t.db).query('SELECT row_to_json(p)::text AS text FROM webhook_endpoints p WHERE id = $1', [
    endpoint.id,
  ]);
  expect(row?.text).not.toContain(endpoint.secret.slice(6));
});

test('Of a long answer the first kilobyte is kept', async () => {
  receiver.manner = { status: 500, body: 'x\0'.repeat(200_000) };
  const id = await aTest();
  await sendWebhook(t.house, id);
  const [attempt] = await sql(t.db).query<{ status: number; response: string }>(
    'SELECT status, response FROM webhook_attempts WHERE delivery_id = $1',
    [id],
  );
  expect(attempt?.status).toBe(500);
  expect(attempt?.response).toBe('x'.repeat(512));
});
