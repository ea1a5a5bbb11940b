import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { handlePaymentEvent } from '../../server/domain/payments/handle-payment-event.ts';
import { testWebhook } from '../../server/domain/webhooks/test-webhook.ts';
import { webhookSender } from '../../server/gateways/webhook-sender.ts';
import { handlers } from '../../server/jobs/handlers.ts';
import { startWorker } from '../../server/jobs/worker.ts';
import { anEndpoint, deliveries, opened } from '../domain/webhooks/house.ts';
import { fakePayments } from '../setup/fake-payments.ts';
import { accepted, aScreening, manager, type TestHouse, testHouse } from '../setup/house.ts';
import { type Receiver, webhookReceiver } from '../setup/receiver.ts';
import { aCheckout, anOrder } from '../setup/sales.ts';

let t: TestHouse;
let receiver: Receiver;
let deps: Parameters<typeof startWorker>[0];
const payments = fakePayments();
const letters: string[] = [];

beforeEach(async () => {
  t = await testHouse({ payments });
  receiver = await webhookReceiver();
  deps = { ...t.house, mail: { send: async ({ id }) => void letters.push(id) }, log: pino({ level: 'silent' }) };
});
afterEach(async () => {
  await receiver.stop();
  await t.drop();
});

async function aPaidOrder(): Promise<number> {
  const id = await anOrder(t.house, await aScreening(t.house), ['A1', 'A2']);
  await handlePaymentEvent(t.house, payments.pay(await aCheckout(t.house, id)));
  return id;
}

test('The worker sends by itself, and tries again what failed', async () => {
  receiver.manner = 503;
  const endpoint = await anEndpoint(t, receiver);
  accepted(await testWebhook(t.house, manager, { webhookId: endpoint.id }));
  const worker = await startWorker(deps);
  await expect.poll(() => receiver.received.length).toBe(1);
  receiver.manner = 200;
  await expect.poll(async () => (await deliveries(t, endpoint.id))[0]?.status).toBe('delivered');
  await worker.stop();
  expect(receiver.received).toHaveLength(2);
  for (const one of receiver.received) expect(opened(one, endpoint.secret)).toMatchObject({ type: 'webhook.test' });
});

test('Endpoints that never answer hold up neither letters nor each other', async () => {
  receiver.manner = 'silent';
  const slow = await anEndpoint(t, receiver);
  const quick = await webhookReceiver();
  const other = await anEndpoint(t, quick, []);
  for (let i = 0; i < 10; i++) accepted(await testWebhook(t.house, manager, { webhookId: slow.id }));
  accepted(await testWebhook(t.house, manager, { webhookId: other.id }));
  const id = await aPaidOrder();
  // Longer than all of this takes, however slow the machine: the first of them stands in the way of its own queue alone.
  const patient = webhookSender({ production: false, timeoutMs: 600_000 });
  const worker = await startWorker({ ...deps, webhooks: patient });
  await expect.poll(() => letters).toContain(`tickets.${id}`);
  await expect.poll(() => quick.received.length).toBe(1);
  expect(receiver.received.length).toBeLessThan(2);
  await receiver.stop();
  await worker.stop();
  await quick.stop();
});

test('What a killed worker had under its hands is sent after all, even with its endpoint’s queue locked', async () => {
  const endpoint = await anEndpoint(t, receiver);
  accepted(await testWebhook(t.house, manager, { webhookId: endpoint.id }));
  await sql(t.db).query(`UPDATE graphile_worker._private_jobs SET locked_by = 'dead', attempts = 1, locked_at = now()`);
  await sql(t.db).query(
    `INSERT INTO graphile_worker._private_job_queues (queue_name) VALUES ($1) ON CONFLICT DO NOTHING`,
    [`webhook:${endpoint.id}`],
  );
  await sql(t.db).query(`UPDATE graphile_worker._private_job_queues SET locked_by = 'dead', locked_at = now()`);
  const quick = await webhookReceiver();
  const other = await anEndpoint(t, quick, []);
  accepted(await testWebhook(t.house, manager, { webhookId: other.id }));
  const worker = await startWorker(deps);
  // It works, and leaves alone what it takes to be in somebody's hands; so does its own sweep, which may come any moment.
  await expect.poll(() => quick.received.length).toBe(1);
  expect(receiver.received).toHaveLength(0);
  for (const table of ['_private_jobs', '_private_job_queues']) {
    await sql(t.db).query(
      `UPDATE graphile_worker.${table} SET locked_at = locked_at - interval '6 minutes' WHERE locked_by = 'dead'`,
    );
  }
  await handlers.sweep(deps, {});
  await expect.poll(() => receiver.received.length).toBe(1);
  await worker.stop();
  await quick.stop();
  expect(await deliveries(t, endpoint.id)).toMatchObject([{ status: 'delivered' }]);
});
