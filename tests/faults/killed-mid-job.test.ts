import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { findBrokenInvariants } from '../../server/domain/audit/find-broken-invariants.ts';
import { cancelOrder } from '../../server/domain/orders/cancel-order.ts';
import { handlePaymentEvent } from '../../server/domain/payments/handle-payment-event.ts';
import { startPayment } from '../../server/domain/payments/start-payment.ts';
import { nodeFlags } from '../../server/embedded/node-flags.mjs';
import { anEndpoint, deliveries } from '../domain/webhooks/house.ts';
import { openShop, type TestShop } from '../gateways/test-shop.ts';
import { aCustomer, accepted, aScreening, manager, type TestHouse, testHouse } from '../setup/house.ts';
import { type Receiver, webhookReceiver } from '../setup/receiver.ts';
import { anOrder, view } from '../setup/sales.ts';
import { smtpServer } from '../setup/smtp.ts';
import { type WithheldAnswers, withheldAnswers } from '../setup/withheld-answers.ts';
import type { WorkerSettings } from './worker-process.ts';

// A worker killed after the outside world has acted and before it heard so: the worst moment for a job.

let shop: TestShop;
let t: TestHouse;
let stripe: WithheldAnswers;
let post: Awaited<ReturnType<typeof smtpServer>>;
let receiver: Receiver;
const workers: ChildProcess[] = [];
beforeAll(async () => {
  shop = await openShop();
  t = await testHouse({ payments: shop.gateway });
  stripe = await withheldAnswers(shop.double.api.port, 'POST /v1/refunds');
  post = await smtpServer();
  post.silent = true;
  receiver = await webhookReceiver('silent');
});
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  await receiver?.stop();
  await post?.stop();
  await stripe?.stop();
  await t?.drop();
  await shop?.close();
});

function aWorker(): ChildProcess {
  const { secretKey, webhookSecret } = shop.double;
  const settings: WorkerSettings = {
    url: t.url,
    smtpUrl: post.url,
    stripe: { secretKey, webhookSecret, api: { host: '127.0.0.1', port: stripe.port, protocol: 'http' } },
  };
  const script = join(import.meta.dirname, 'worker-process.ts');
  const worker = spawn(process.execPath, [...nodeFlags, script, JSON.stringify(settings)], { stdio: 'inherit' });
  workers.push(worker);
  return worker;
}

/** A paid order, called off by its customer: two letters, two webhooks and a refund wait for a worker. */
async function aCancelledOrder(): Promise<number> {
  const customer = aCustomer();
  const id = await anOrder(t.house, await aScreening(t.house), ['A1', 'A2'], customer);
  const { url } = accepted(await startPayment(t.house, customer, id));
  await shop.press(url, 'pay');
  await handlePaymentEvent(t.house, await shop.until('checkout.session.completed'));
  accepted(await cancelOrder(t.house, manager, id));
  return id;
}

const letters = () => post.received.map(({ messageId }) => messageId ?? '').sort();
const told = () => receiver.received.map(({ headers }) => String(headers['webhook-id'])).sort();
const twice = (ids: string[]) => [...ids, ...ids].sort();

test('Killed after letter, webhook and refund went out, and before it heard so: the money goes back once, the rest again under its old id', async () => {
  const endpoint = await anEndpoint(t, receiver);
  const id = await aCancelledOrder();
  const killed = aWorker();
  await expect.poll(() => stripe.done).toContain('POST /v1/refunds');
  await expect.poll(() => receiver.received.length).toBe(2);
  await expect.poll(() => post.received.length).toBeGreaterThan(0);
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  expect((await view(t.house, id)).refunds[0]?.status).toBe('pending');
  const [firstLetters, firstTold] = [letters(), told()];

  // A quarter of an hour later another worker comes, and the world answers again.
  await sql(t.db).query(
    `WITH jobs AS (UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '16 minutes' WHERE locked_at IS NOT NULL)
     UPDATE mails SET created_at = created_at - interval '16 minutes'`,
  );
  await sql(t.db).query(`UPDATE refunds SET created_at = created_at - interval '16 minutes'`);
  await sql(t.db).query(`UPDATE webhook_deliveries SET created_at = created_at - interval '16 minutes'`);
  stripe.withhold = null;
  post.silent = false;
  receiver.manner = 204;
  for (const task of ['sweep', 'reconcile_payments']) {
    await sql(t.db).query('SELECT graphile_worker.add_job($1, job_key := $1)', [task]);
  }
  aWorker();
  await expect.poll(async () => (await view(t.house, id)).refunds[0]?.status).toBe('succeeded');
  const statuses = async () => (await deliveries(t, endpoint.id)).map(({ status }) => status);
  await expect.poll(async () => new Set(await statuses())).toEqual(new Set(['delivered']));
  await expect.poll(unsentLetters).toBe(0);

  // Money: one refund of the whole at the processor, whoever asked how often.
  const [{ intent } = { intent: '' }] = await sql(t.db).query<{ intent: string }>(
    'SELECT payment_intent AS intent FROM payments WHERE order_id = $1',
    [id],
  );
  const refunds = await shop.stripe.refunds.list({ payment_intent: intent, limit: 100 });
  expect(refunds.data).toHaveLength(1);
  expect((await view(t.house, id)).refunds).toHaveLength(1);
  // Letters and webhooks: those that were out came again, and their reader can tell.
  expect(letters()).toEqual(expect.arrayContaining(twice(firstLetters)));
  expect(new Set(letters()).size).toBe(await countOf('mails'));
  expect(told()).toEqual(expect.arrayContaining(twice(firstTold)));
  expect(new Set(told()).size).toBe(await countOf('outgoing_events'));
  expect(await findBrokenInvariants(t.db)).toEqual([]);
});

async function countOf(table: string): Promise<number> {
  const [row] = await sql(t.db).query<{ count: number }>(`SELECT count(*) FROM ${table}`);
  return row?.count ?? 0;
}

async function unsentLetters(): Promise<number> {
  const [row] = await sql(t.db).query<{ count: number }>('SELECT count(*) FROM mails WHERE sent_at IS NULL');
  return row?.count ?? 0;
}
