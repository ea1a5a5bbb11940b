import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { sql } from '../../../server/db.ts';
import { findBrokenInvariants } from '../../../server/domain/audit/find-broken-invariants.ts';
import { type OrderWish, orderTogether } from '../../../server/domain/orders/order-together.ts';
import { cancelScreening } from '../../../server/domain/programme/cancel-screening.ts';
import { holdSeats } from '../../../server/domain/seats/hold-seats.ts';
import {
  aCustomer,
  accepted,
  aHall,
  aScreening,
  manager,
  type TestHouse,
  type TestScreening,
  testHouse,
} from '../../setup/house.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t?.drop());
afterEach(async () => expect(await findBrokenInvariants(t.db)).toEqual([]));

let number = 0;

/** What a caller has judged and priced already; each of another buyer. */
function wish(screening: TestScreening, labels: string[], over: Partial<OrderWish> = {}): OrderWish {
  const seats = labels.map((label) => screening.hall.seat(label));
  number += 1;
  return {
    screening: screening.id,
    seats,
    types: seats.map(() => t.ids.types.adult ?? 0),
    buyer: `email:${number}@example.test`,
    channel: 'api',
    number: `TOGETHER-${number}`,
    user: null,
    email: `${number}@example.test`,
    name: null,
    language: 'en',
    age_acknowledged: false,
    actor: 'customer',
    request: `request-${number}`,
    address: null,
    scope: null,
    key: null,
    body_hash: null,
    request_key: null,
    shown: {
      number: `TOGETHER-${number}`,
      email: null,
      name: null,
      currency: 'UAH',
      timeZone: 'Europe/Kyiv',
      screening: { id: screening.id, film: '', hall: '', startsAt: '' },
      tickets: [],
    },
    ...over,
  };
}

const keyed = (key: string) => ({
  scope: 'POST /api/orders',
  key,
  body_hash: 'body',
  request_key: `request of ${key}`,
});
const all = (wishes: OrderWish[]) => Promise.all(wishes.map((each) => orderTogether(t.db, each)));

async function traces(screening: TestScreening) {
  const [row] = await sql(t.db).query<{ holds: number; claims: number; orders: number; commits: number }>(
    `SELECT (SELECT count(*) FROM holds WHERE screening_id = $1) AS holds,
            (SELECT count(*) FROM seat_claims WHERE screening_id = $1) AS claims,
            (SELECT count(*) FROM orders WHERE screening_id = $1) AS orders,
            (SELECT count(DISTINCT xmin::text) FROM orders WHERE screening_id = $1) AS commits`,
    [screening.id],
  );
  return row;
}

test('Orders of one moment are one commit; each has its own verdict, and who is refused leaves nothing behind', async () => {
  const [screening, over] = [await aScreening(t.house), await aScreening(t.house)];
  accepted(await holdSeats(t.house, aCustomer(), { screeningId: screening.id, seats: [screening.hall.seat('A4')] }));
  accepted(await cancelScreening(t.house, manager, { screeningId: over.id, reason: 'the film did not come' }));
  const elsewhere = over.hall.seat('A1');
  const answers = await all([
    wish(screening, ['A2', 'A1']),
    wish(screening, ['A3', 'A4']),
    wish(over, ['A1']),
    wish(screening, ['B1'], { types: [0] }),
    wish(screening, [], { seats: [elsewhere], types: [t.ids.types.adult ?? 0] }),
    wish(screening, ['B3', 'B4'], keyed('one')),
    wish(screening, [], { screening: 0, seats: [elsewhere], types: [1] }),
  ]);
  const seat = (label: string) => screening.hall.seat(label);
  expect(answers.map(({ refusal, seats }) => [refusal, seats])).toEqual([
    [null, null],
    ['seat_taken', [seat('A4')]],
    ['screening_cancelled', null],
    ['not_for_sale', [seat('B1')]],
    ['unknown_seat', [elsewhere]],
    [null, null],
    ['not_found', null],
  ]);
  const [first] = answers;
  expect(Object.keys(Object(first?.shown).sold).map(Number).toSorted()).toEqual([seat('A1'), seat('A2')].toSorted());
  // The hold of A4, and two orders.
  expect(await traces(screening)).toEqual({ holds: 3, claims: 5, orders: 2, commits: 1 });
  const acts = await sql(t.db).query<{ entry: string }>(
    `SELECT request_id || ' ' || action AS entry FROM audit_entries
      WHERE request_id LIKE 'request-%' AND after ->> 'screening' = $1::text OR after ->> 'number' LIKE 'TOGETHER-%' ORDER BY id`,
    [screening.id],
  );
  expect(acts.map(({ entry }) => entry)).toEqual([
    'request-1 hold_seats',
    'request-1 place_order',
    'request-6 hold_seats',
    'request-6 place_order',
  ]);
});

test('Limits of a buyer count for each who goes along', async () => {
  const screening = await aScreening(t.house);
  const buyer = `email:${randomUUID()}@example.test`;
  for (const label of ['A1', 'A2', 'A3']) {
    expect(await orderTogether(t.db, wish(screening, [label], { buyer }))).toMatchObject({ refusal: null });
  }
  const answers = await all([wish(screening, ['A4'], { buyer }), wish(screening, ['B1'])]);
  expect(answers.map(({ refusal }) => refusal)).toEqual(['too_many_holds', null]);
  expect(await traces(screening)).toMatchObject({ holds: 4, claims: 4, orders: 4 });
});

test('Two who want the same seat in the same moment: one has it, the other hears that it is taken', async () => {
  const screening = await aScreening(t.house);
  const answers = await all([wish(screening, ['A1', 'A2']), wish(screening, ['A2', 'A3']), wish(screening, ['B1'])]);
  expect(answers.map(({ refusal, seats }) => [refusal, seats])).toEqual([
    [null, null],
    ['seat_taken', [screening.hall.seat('A2')]],
    [null, null],
  ]);
});

test('A key that was answered fails by itself: those who came with it have their orders, and once', async () => {
  const screening = await aScreening(t.house);
  await orderTogether(t.db, wish(screening, ['A1'], keyed('used')));
  const [again, other] = await Promise.allSettled([
    // Its seat came free since, and its order knows nothing of it: only the key does.
    orderTogether(t.db, wish(screening, ['A2'], { ...keyed('used'), request_key: 'of another order' })),
    orderTogether(t.db, wish(screening, ['B1'], keyed('fresh'))),
  ]);
  expect(again).toMatchObject({ status: 'rejected', reason: { constraint: 'idempotent_requests_pkey' } });
  expect(other).toMatchObject({ status: 'fulfilled', value: { refusal: null } });
  expect(await traces(screening)).toMatchObject({ holds: 2, claims: 2, orders: 2 });
});

test('However many have to go alone for one showing, connections are left for others', async () => {
  const rows = ['A', 'B', 'C'];
  const hall = await aHall(t.house, rows.map((row) => `${row} ssssss`).join('\n'));
  const busy = await aScreening(t.house, { hall });
  const office = await t.db.pool.connect();
  await office.query('BEGIN');
  await office.query('SELECT FROM screenings WHERE id = $1 FOR UPDATE', [busy.id]);
  const labels = rows.flatMap((row) => [1, 2, 3, 4, 5, 6].map((place) => `${row}${place}`));
  const waiting = all(labels.map((label) => wish(busy, [label])));
  const stuck = () =>
    sql(t.db).query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
          AND query LIKE '%hold_and_order%' AND now() - query_start > interval '0.2 s'`,
    );
  await expect.poll(async () => (await stuck()).length).toBe(4);
  expect(t.db.pool.waitingCount).toBe(0);
  await office.query('COMMIT');
  office.release();
  for (const answer of await waiting) expect(answer).toMatchObject({ refusal: null });
});

test('Where one has to wait for somebody, neither those who came with it wait nor those behind', async () => {
  const [busy, free] = [await aScreening(t.house), await aScreening(t.house)];
  const office = await t.db.pool.connect();
  await office.query('BEGIN');
  await office.query('SELECT FROM screenings WHERE id = $1 FOR UPDATE', [busy.id]);
  const waiting = orderTogether(t.db, wish(busy, ['A1']));
  const wellBehind = async (label: string) => {
    expect(await orderTogether(t.db, wish(free, [label]))).toMatchObject({ refusal: null });
  };
  await wellBehind('A1');
  const alone = orderTogether(t.db, wish(busy, ['A2']));
  await new Promise((turn) => setImmediate(turn));
  await wellBehind('A2');
  expect(await traces(busy)).toMatchObject({ orders: 0 });
  await office.query('COMMIT');
  office.release();
  expect(await Promise.all([waiting, alone])).toMatchObject([{ refusal: null }, { refusal: null }]);
});
