import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { handlePaymentEvent } from '../../server/domain/payments/handle-payment-event.ts';
import { cancelScreening } from '../../server/domain/programme/cancel-screening.ts';
import { handlers } from '../../server/jobs/handlers.ts';
import { startWorker } from '../../server/jobs/worker.ts';
import { fakePayments } from '../setup/fake-payments.ts';
import { accepted, aHall, aScreening, manager, type TestHouse, testHouse } from '../setup/house.ts';
import { aCheckout, anOrder, view } from '../setup/sales.ts';

// Graphile Worker waits four hours before it gives a dead worker's job to another. No customer does.

let t: TestHouse;
let deps: Parameters<typeof startWorker>[0];
const payments = fakePayments();
const sent: string[] = [];

beforeAll(async () => {
  t = await testHouse({ payments });
  deps = {
    ...t.house,
    mail: { send: async ({ id }) => void sent.push(id) },
    log: pino({ level: 'silent' }),
  };
});
afterAll(() => t?.drop());

async function aPaidOrder(): Promise<{ id: number; screeningId: number }> {
  const screening = await aScreening(t.house, { hall: await aHall(t.house) });
  const id = await anOrder(t.house, screening, ['A1', 'A2']);
  await handlePaymentEvent(t.house, payments.pay(await aCheckout(t.house, id)));
  return { id, screeningId: screening.id };
}

/** As a worker leaves its jobs that was killed so many minutes ago. */
async function killed(minutes: number): Promise<void> {
  const jobs = await sql(t.db).query<{ id: number }>(
    `UPDATE graphile_worker._private_jobs SET locked_by = 'dead', attempts = 1, locked_at = now() - make_interval(mins => $1)
      WHERE locked_at IS NULL AND run_at <= now() RETURNING id`,
    [minutes],
  );
  expect(jobs).not.toEqual([]);
  await sql(t.db).query(`UPDATE mails SET created_at = created_at - make_interval(mins => $1)`, [minutes]);
}

test('A worker that is alone takes up at its start what the one before it had under its hands', async () => {
  const { id } = await aPaidOrder();
  await killed(0);
  const worker = await startWorker(deps, { alone: true });
  await expect.poll(() => sent).toContain(`tickets.${id}`);
  await worker.stop();
  expect(sent.filter((letter) => letter === `tickets.${id}`)).toHaveLength(1);
});

test('Beside other workers, the sweep takes up after minutes what nobody does any more, and leaves the living alone', async () => {
  const { id, screeningId } = await aPaidOrder();
  accepted(await cancelScreening(t.house, manager, { screeningId, reason: 'The projector is broken.' }));
  await killed(3);
  await handlers.sweep(deps, {});
  expect(await waiting()).toEqual([]);
  await killedEarlier(3);
  await handlers.sweep(deps, {});
  expect(await waiting()).toEqual([`cancel_screening_orders:${screeningId}`, `send_mail:tickets:${id}`]);
  const worker = await startWorker(deps);
  await expect.poll(async () => (await view(t.house, id)).refunds[0]?.status).toBe('succeeded');
  await worker.stop();
});

test('A worker killed while it asks about payments keeps the others from asking for a quarter of an hour, not for four', async () => {
  await sql(t.db).query(`SELECT graphile_worker.add_job('reconcile_payments', queue_name := 'reconcile')`);
  const locked = async (minutes: number) => {
    await sql(t.db).query(
      `WITH job AS (UPDATE graphile_worker._private_jobs SET locked_by = 'dead', locked_at = now() - make_interval(mins => $1)
                     WHERE id = (SELECT max(id) FROM graphile_worker.jobs WHERE task_identifier = 'reconcile_payments')
                 RETURNING job_queue_id)
       UPDATE graphile_worker._private_job_queues q SET locked_by = 'dead', locked_at = now() - make_interval(mins => $1)
         FROM job WHERE q.id = job.job_queue_id`,
      [minutes],
    );
    await handlers.sweep(deps, {});
    const [queue] = await sql(t.db).query<{ lockedBy: string | null }>(
      `SELECT locked_by AS "lockedBy" FROM graphile_worker._private_job_queues WHERE queue_name = 'reconcile'`,
    );
    return queue?.lockedBy;
  };
  expect(await locked(14)).toBe('dead');
  expect(await locked(16)).toBeNull();
});

async function killedEarlier(minutes: number): Promise<void> {
  await sql(t.db).query(
    `UPDATE graphile_worker._private_jobs SET locked_at = locked_at - make_interval(mins => $1) WHERE locked_by = 'dead'`,
    [minutes],
  );
  await sql(t.db).query(`UPDATE mails SET created_at = created_at - make_interval(mins => $1)`, [minutes]);
}

/** What is to be done about something; a worker also leaves what it does every minute. */
async function waiting(): Promise<string[]> {
  const jobs = await sql(t.db).query<{ key: string }>(
    `SELECT key FROM graphile_worker.jobs WHERE locked_at IS NULL AND run_at <= now() AND key LIKE '%:%' ORDER BY key`,
  );
  return jobs.map((job) => job.key);
}
