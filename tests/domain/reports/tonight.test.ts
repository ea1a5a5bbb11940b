import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tonight } from '../../../server/contract/api/staff/reports.ts';
import { sql } from '../../../server/db.ts';
import type { ActorKind } from '../../../server/domain/actor.ts';
import { retryJob } from '../../../server/domain/jobs/retry-job.ts';
import { setPriceCard } from '../../../server/domain/pricing/set-price-card.ts';
import { tonight } from '../../../server/domain/reports/tonight.ts';
import { fakePayments } from '../../setup/fake-payments.ts';
import {
  accepted,
  aFilm,
  aHall,
  aScreening,
  manager,
  refused,
  type TestHouse,
  type TestScreening,
  testHouse,
} from '../../setup/house.ts';
import { aCheckout, anOrder } from '../../setup/sales.ts';
import { takeCash } from '../../setup/take-cash.ts';

// Monday, 30 March 2026, 20:00 in Kyiv: the clocks went forward the night before.
const now = new Date('2026-03-30T17:00:00Z');
let home: TestHouse;
let evening: TestScreening;
let late: TestScreening;

const ask = (text: string, values: unknown[] = []) => sql(home.db).query<{ id: number }>(text, values);
const report = async (kind: ActorKind = 'manager', at = now) =>
  accepted(await tonight(home.house, { ...manager, kind }, at)) as Tonight;

/** Seats sold for cash on a business day, paid at an instant. Each costs 190 hryvnias. */
async function sold(screening: TestScreening, labels: string[], day: string, paidAt: string): Promise<number> {
  const id = await anOrder(home.house, screening, labels);
  accepted(await takeCash(home.house, manager, id));
  await ask('UPDATE orders SET sale_business_date = $2, paid_at = $3 WHERE id = $1', [id, day, paidAt]);
  return id;
}

async function playAt(screening: TestScreening, startsAt: string, day: string): Promise<void> {
  await ask(
    `UPDATE screenings SET starts_at = $2, ends_at = ends_at + ($2 - starts_at), business_date = $3,
                           hall_free_at = hall_free_at + ($2 - starts_at) WHERE id = $1`,
    [screening.id, new Date(startsAt), day],
  );
}

beforeAll(async () => {
  home = await testHouse({ payments: fakePayments() });
  const { house } = home;
  evening = await aScreening(house, { filmId: (await aFilm(house, { title: 'Vertigo' })).id });
  late = await aScreening(house, { hall: await aHall(house, 'A ssss', { name: 'Attic' }) });
  const draft = await aScreening(house, { status: 'draft' });
  await sold(evening, ['A1', 'A2'], '2026-03-30', '2026-03-30T09:00:00Z');
  await sold(late, ['A1', 'A2', 'A3', 'A4'], '2026-03-30', '2026-03-30T16:59:00Z');
  // A week ago the clocks stood an hour behind: 20:00 was 18:00 UTC.
  await sold(evening, ['A3'], '2026-03-23', '2026-03-23T17:30:00Z');
  await sold(evening, ['A4'], '2026-03-23', '2026-03-23T18:30:00Z');
  await sold(evening, ['B1'], '2026-03-17', '2026-03-17T12:00:00Z');
  await sold(evening, ['B2'], '2026-03-16', '2026-03-16T12:00:00Z');
  await anOrder(house, evening, ['B3']);
  await playAt(evening, '2026-03-30T16:00:00Z', '2026-03-30');
  // Tuesday 00:05 local is Monday's evening still.
  await playAt(late, '2026-03-30T21:05:00Z', '2026-03-30');
  await playAt(draft, '2026-03-30T18:00:00Z', '2026-03-30');
});
afterAll(() => home.drop());

test('The evening lists what is published, in the order of its starts, with the seats of this minute', async () => {
  const { screenings, businessDate, timeZone, currency } = await report();
  expect({ businessDate, timeZone, currency }).toEqual({
    businessDate: '2026-03-30',
    timeZone: 'Europe/Kyiv',
    currency: 'UAH',
  });
  expect(screenings).toMatchObject([
    { film: 'Vertigo', capacity: 8, sold: 6, held: 1, blocked: 0, startsAt: '2026-03-30T16:00:00.000Z' },
    { hall: 'Attic', capacity: 4, sold: 4, held: 0, blocked: 0, startsAt: '2026-03-30T21:05:00.000Z' },
  ]);
});

test('Takings are counted by the business day of the sale and compared with the same time on the clock a week ago', async () => {
  const { takings } = await report();
  expect(takings).toMatchObject({ today: 6 * 190_00, lastWeekByNow: 190_00, lastWeek: 2 * 190_00, returned: 0 });
  expect(takings?.days).toHaveLength(14);
  expect(takings?.days[0]).toEqual({ date: '2026-03-17', amount: 190_00, orders: 1 });
  expect(takings?.days[1]).toEqual({ date: '2026-03-18', amount: 0, orders: 0 });
  expect(takings?.days.at(-1)).toEqual({ date: '2026-03-30', amount: 6 * 190_00, orders: 2 });
});

test('What went back today is told beside the takings; money that never bought a ticket is in neither', async () => {
  const [order] = await ask(`SELECT id FROM orders WHERE sale_business_date = '2026-03-17'`);
  const [payment] = await ask('SELECT id FROM payments WHERE order_id = $1', [order?.id]);
  const refund = (reason: string, amount: number, at: string) =>
    ask(
      `INSERT INTO refunds (order_id, payment_id, status, reason, amount, idempotency_key, created_at)
       VALUES ($1, $2, 'succeeded', $3, $4, gen_random_uuid(), $5) RETURNING id`,
      [order?.id, payment?.id, reason, amount, at],
    );
  await refund('staff', 60_00, '2026-03-30T10:00:00Z');
  await refund('double_payment', 50_00, '2026-03-30T10:00:00Z');
  // Before six in the morning it was still Sunday.
  await refund('staff', 40_00, '2026-03-30T02:59:00Z');
  expect((await report()).takings).toMatchObject({ today: 6 * 190_00, returned: 60_00 });
});

test('Each sees what is theirs: the door no money, the supervisor what needs a hand, customers nothing', async () => {
  expect(await report('door')).toMatchObject({ takings: null, attention: null, screenings: [{}, {}] });
  expect((await report('supervisor')).attention).toMatchObject({ mayRetry: false });
  expect((await report('manager')).attention).toMatchObject({ mayRetry: true });
  expect(refused(await tonight(home.house, { ...manager, kind: 'customer' }, now)).refused).toBe('forbidden');
});

test('What waits too long is listed, the oldest first; what is young or settled is not', async () => {
  const today = new Date();
  const screening = await aScreening(home.house);
  const old = await anOrder(home.house, screening, ['A1']);
  const young = await anOrder(home.house, screening, ['A4']);
  for (const order of [old, young]) await aCheckout(home.house, order);
  await ask(`UPDATE payments SET created_at = now() - interval '6 minutes' WHERE order_id = $1`, [old]);
  await ask(
    `INSERT INTO mails (key, order_id, kind, recipient, created_at) VALUES
       ('old', $1, 'tickets', 'guest@example.test', now() - interval '11 minutes'),
       ('young', $1, 'tickets', 'guest@example.test', now() - interval '9 minutes'),
       ('new', $1, 'tickets', 'guest@example.test', now())`,
    [old],
  );
  const [number] = await sql(home.db).query<{ number: string }>('SELECT number FROM orders WHERE id = $1', [old]);
  const { attention } = await report('manager', today);
  expect(attention?.payments).toMatchObject({ count: 1, list: [{ order: number?.number, amount: 190_00 }] });
  expect(attention?.letters).toMatchObject({ count: 1, list: [{ order: number?.number, kind: 'tickets' }] });
});

test('A refund that failed is listed until another one has made it good', async () => {
  const [payment] = await sql(home.db).query<{ id: number; order_id: number }>(
    `SELECT id, order_id FROM payments WHERE status = 'captured' ORDER BY id DESC LIMIT 1`,
  );
  const refund = (status: string) =>
    ask(
      `INSERT INTO refunds (order_id, payment_id, status, reason, amount, idempotency_key, failure)
       VALUES ($1, $2, $3, 'staff', 1000, gen_random_uuid(), 'The card is closed.') RETURNING id`,
      [payment?.order_id, payment?.id, status],
    );
  await refund('failed');
  expect((await report()).attention?.refunds).toMatchObject({
    count: 1,
    list: [{ amount: 10_00, failure: 'The card is closed.' }],
  });
  await refund('pending');
  expect((await report()).attention?.refunds).toEqual({ count: 0, list: [] });
});

test('A card that leaves seats of coming screenings unsold is named with the hall and how many screenings', async () => {
  accepted(await setPriceCard(home.house, manager, { code: 'matinee', name: 'Matinee', entries: [] }));
  const hall = await aHall(home.house, 'A ss', { name: 'Blue' });
  const startsAt = new Date(Date.now() + 48 * 3_600_000);
  await aScreening(home.house, { hall, card: 'matinee', startsAt });
  await aScreening(home.house, { hall, card: 'matinee', startsAt: new Date(startsAt.getTime() + 6 * 3_600_000) });
  expect((await report('manager', new Date())).attention?.holes).toMatchObject({
    count: 1,
    list: [{ card: 'Matinee', hall: 'Blue', categories: ['Standard'], nothing: true, screenings: 2 }],
  });
  const entries = [{ ticketType: 'adult', category: 'standard', amount: 100_00 }];
  accepted(await setPriceCard(home.house, manager, { code: 'matinee', name: 'Matinee', entries }));
  expect((await report('manager', new Date())).attention?.holes).toEqual({ count: 0, list: [] });
});

test('A job that keeps failing is listed, and a manager lets it run again at once', async () => {
  const [job] = await sql(home.db).query<{ id: string }>(
    `SELECT id::text FROM graphile_worker.add_job('send_mail', payload := '{"key":"x"}'::json)`,
  );
  const id = job?.id ?? '';
  expect(refused(await retryJob(home.house, manager, id)).refused).toBe('not_found');
  const fail = (attempts: number) =>
    ask(
      `UPDATE graphile_worker._private_jobs SET attempts = $2, last_error = E'no answer\\nat smtp.ts:1',
              run_at = now() + interval '1 hour' WHERE id = $1`,
      [id, attempts],
    );
  await fail(2);
  expect((await report()).attention?.jobs.count).toBe(0);
  await fail(25);
  expect((await report()).attention?.jobs.list).toMatchObject([
    { id, task: 'send_mail', attempts: 25, givenUp: true, error: 'no answer' },
  ]);
  expect(refused(await retryJob(home.house, { ...manager, kind: 'supervisor' }, id)).refused).toBe('forbidden');
  expect(accepted(await retryJob(home.house, manager, id))).toEqual({ id });
  const [again] = await sql(home.db).query<{ attempts: number; due: boolean }>(
    'SELECT attempts, run_at <= now() AS due FROM graphile_worker.jobs WHERE id = $1',
    [id],
  );
  expect(again).toEqual({ attempts: 0, due: true });
  expect(await ask(`SELECT id FROM audit_entries WHERE action = 'retry_job' AND entity_id = $1`, [id])).toHaveLength(1);
});
