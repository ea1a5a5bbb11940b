import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { cancelOrder } from '../../server/domain/orders/cancel-order.ts';
import { handlePaymentEvent } from '../../server/domain/payments/handle-payment-event.ts';
import { cancelScreening } from '../../server/domain/programme/cancel-screening.ts';
import { smtpMail } from '../../server/gateways/mail.ts';
import { handlers } from '../../server/jobs/handlers.ts';
import { type RunningWorker, startWorker } from '../../server/jobs/worker.ts';
import { fakePayments } from '../setup/fake-payments.ts';
import {
  aCustomer,
  accepted,
  aHall,
  aScreening,
  manager,
  type TestHouse,
  type TestScreening,
  testHouse,
} from '../setup/house.ts';
import { aCheckout, anOrder, runOut, view } from '../setup/sales.ts';
import { smtpServer } from '../setup/smtp.ts';

let t: TestHouse;
let worker: RunningWorker;
let screening: TestScreening;
const payments = fakePayments();
let post: Awaited<ReturnType<typeof smtpServer>>;
let deps: Parameters<typeof startWorker>[0];

beforeAll(async () => {
  post = await smtpServer();
  t = await testHouse({ payments });
  screening = await aScreening(t.house, { hall: await aHall(t.house, 'A ssss ssss ssss ssss\nB ssss ssss ssss') });
  deps = { ...t.house, mail: smtpMail(post.url), log: pino({ level: 'silent' }) };
  worker = await startWorker(deps);
});
afterAll(async () => {
  await worker.stop();
  await t.drop();
  await post.stop();
});

async function aPaidOrder(labels: string[], at = screening): Promise<number> {
  const id = await anOrder(t.house, at, labels);
  await handlePaymentEvent(t.house, payments.pay(await aCheckout(t.house, id)));
  return id;
}

async function lettersAbout(orderId: number) {
  const { number } = await view(t.house, orderId);
  return post.received.filter((mail) => mail.text?.includes(number));
}

test('A paid order is sent its tickets once: words, PDF, calendar file and the way to its page', async () => {
  const id = await aPaidOrder(['A1', 'A2']);
  await expect.poll(() => lettersAbout(id)).toHaveLength(1);
  const order = await view(t.house, id);
  const [mail] = await lettersAbout(id);
  expect(mail?.subject).toContain('Your tickets: Film');
  expect(mail?.text).toContain(`/orders/${id}?token=${order.token}`);
  expect(mail?.text).toContain('Row A, seat 1 (Adult)');
  expect(mail?.html).toContain('Row A, seat 2 (Adult)');
  expect(mail?.attachments.map((file) => file.contentType)).toEqual(['application/pdf', 'text/calendar']);
  expect(mail?.attachments[0]?.content.subarray(0, 5).toString()).toBe('%PDF-');
  expect(mail?.attachments[1]?.content.toString()).toContain('BEGIN:VEVENT');
  await handlers.send_mail(deps, { key: `tickets:${id}` });
  expect(await lettersAbout(id)).toHaveLength(1);
});

test('A mail server that turns a letter away gets it again later', async () => {
  post.refusals = Number.POSITIVE_INFINITY;
  const id = await aPaidOrder(['A5', 'A6']);
  await expect.poll(async () => (await job(`send_mail:tickets:${id}`))?.later).toBe(true);
  expect(await lettersAbout(id)).toHaveLength(0);
  post.refusals = 0;
  await sql(t.db).query('SELECT graphile_worker.reschedule_jobs(ARRAY[$1::bigint], run_at := now())', [
    (await job(`send_mail:tickets:${id}`))?.id,
  ]);
  await expect.poll(() => lettersAbout(id)).toHaveLength(1);
});

test('A cancelled order is refunded by the worker and its customer told', async () => {
  const id = await aPaidOrder(['A9', 'A10']);
  // A letter whose tickets are gone before it is written brings none: the first goes out before the order is cancelled.
  await expect.poll(() => lettersAbout(id)).toHaveLength(1);
  accepted(await cancelOrder(t.house, aCustomer(), id));
  await expect.poll(async () => (await view(t.house, id)).refunds[0]?.status).toBe('succeeded');
  await expect
    .poll(async () => (await lettersAbout(id)).map((mail) => mail.subject?.slice(0, 9)).sort())
    .toEqual(['Cancelled', 'Your tick']);
});

test('A cancelled screening: the worker cancels, refunds and writes to everyone', async () => {
  const off = await aScreening(t.house, { hall: await aHall(t.house, 'A ssss ssss ssss') });
  const ids = [await aPaidOrder(['A1', 'A2'], off), await aPaidOrder(['A5', 'A6'], off)];
  accepted(await cancelScreening(t.house, manager, { screeningId: off.id, reason: 'The projector is broken.' }));
  for (const id of ids) {
    await expect.poll(async () => (await view(t.house, id)).refunds[0]?.status).toBe('succeeded');
    // The tickets' letter may be the last to arrive: it takes longest to write.
    await expect
      .poll(async () => (await lettersAbout(id)).map((mail) => mail.subject))
      .toContainEqual(expect.stringContaining('The showing is off'));
  }
});

test('An order whose time has run out is written off, its payment page closed and its seats on sale', async () => {
  const id = await anOrder(t.house, screening, ['B1', 'B2']);
  const checkoutId = await aCheckout(t.house, id);
  await runOut(t.house, id);
  await handlers.sweep(deps, {});
  await expect.poll(async () => (await view(t.house, id)).payments[0]?.status).toBe('expired');
  expect((await payments.findCheckout(checkoutId))?.status).toBe('expired');
  const written = async () =>
    (await sql(t.db).query<{ status: string }>('SELECT status FROM orders WHERE id = $1', [id]))[0];
  await expect.poll(written).toEqual({ status: 'expired' });
});

test('Every job may run twice', async () => {
  const id = await aPaidOrder(['B5', 'B6']);
  const before = await view(t.house, id);
  for (let i = 0; i < 2; i++) {
    await handlers.expire_order(deps, { orderId: id });
    await handlers.close_checkout(deps, { paymentId: before.payments[0]?.id ?? 0 });
    await handlers.cancel_screening_orders(deps, { screeningId: screening.id });
    await handlers.reconcile_payments(deps, {});
    await handlers.sweep(deps, {});
    await handlers.send_refund(deps, { refundId: 999_999 });
    await handlers.send_mail(deps, { key: 'nothing:1' });
  }
  expect(await view(t.house, id)).toEqual(before);
});

async function job(key: string) {
  const [row] = await sql(t.db).query<{ id: number; later: boolean }>(
    'SELECT id, run_at > now() AS later FROM graphile_worker.jobs WHERE key = $1',
    [key],
  );
  return row;
}
