import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { isRefusal } from '../../server/contract/refusals.ts';
import type { Reconciled } from '../../server/contract/till/allotments.ts';
import { sql } from '../../server/db.ts';
import { revokeAllotment } from '../../server/domain/allotments/revoke-allotment.ts';
import { syncAllotments } from '../../server/domain/allotments/sync-allotments.ts';
import { reconcile } from '../../server/domain/cut-sales/reconcile.ts';
import { holdSeats } from '../../server/domain/seats/hold-seats.ts';
import { broken } from '../setup/counter.ts';
import { aCutTill, type CutTill, cutSale, handIn, keepForTills, leased, seatsKept } from '../setup/cut-line.ts';
import { whereItIsEvening } from '../setup/evening.ts';
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
import { withoutLocks } from '../setup/unlocked.ts';

let t: TestHouse;
let screening: TestScreening;
let till: CutTill;

beforeAll(async () => {
  t = await testHouse({ connections: 30 });
  await whereItIsEvening(t.house);
});
afterAll(() => t?.drop());
beforeEach(async () => {
  await sql(t.db).query(`UPDATE screenings SET status = 'cancelled', cancelled_at = now() WHERE status = 'published'`);
  await keepForTills(t.house, 4);
  const hall = await aHall(t.house, 'A ssssssss');
  screening = await aScreening(t.house, { hall, startsAt: new Date(Date.now() + 60_000) });
  till = await aCutTill(t.house);
});

const rounds = Array.from({ length: 12 }, (_, round) => round);
const web = (seats: number[]) => holdSeats(t.house, aCustomer(), { screeningId: screening.id, seats });
const claims = () =>
  sql(t.db).query<{ seat: number; kind: string }>(
    'SELECT seat_id AS seat, kind FROM seat_claims WHERE screening_id = $1 ORDER BY seat_id',
    [screening.id],
  );
const verdicts = (house = t.house, ...entries: ReturnType<typeof cutSale>[]) =>
  reconcile(house, till.actor, { instance: till.instance, entries });

test('Of a till that syncs and customers who want the same seats, each seat is one’s, and the lease says so', async () => {
  for (const _ of rounds) {
    const pairs = screening.hall.plan.seats.map(({ id }, i, all) => [id, all[i + 1]?.id ?? id]).slice(0, -1);
    const [lease, ...bought] = await Promise.all([
      syncAllotments(t.house, till.actor, { uuid: randomUUID(), instance: till.instance, epoch: till.epoch }),
      ...pairs.map((pair) => web(pair)),
    ]);
    Object.assign(till, { lease: accepted(lease), epoch: accepted(lease).epoch });
    const kept = (await claims()).filter(({ kind }) => kind === 'allotment').map(({ seat }) => seat);
    expect(seatsKept(till, screening)).toEqual(kept);
    const held = (await claims()).filter(({ kind }) => kind === 'hold');
    expect(held).toHaveLength(2 * bought.filter((hold) => !isRefusal(hold)).length);
    expect(await broken(t.house)).toEqual([]);
    await sql(t.db).query('SELECT end_hold(id) FROM holds WHERE ended_at IS NULL');
    await revokeAllotment(t.house, manager, { kioskId: till.kioskId });
  }
});

test('Of a manager who revokes, a till that hands in, and a customer who waits for the seats, each seat is one’s', async () => {
  for (const round of rounds) {
    await leased(t.house, till);
    const seats = seatsKept(till, screening).slice(0, 2);
    const acts = [
      () => revokeAllotment(t.house, manager, { kioskId: till.kioskId }),
      () => verdicts(t.house, cutSale(t, till, screening, seats)),
      () => web(seats),
    ];
    const [, told] = await Promise.all(round % 2 ? acts.map((act) => act()) : acts.reverse().map((act) => act()));
    const [verdict] = accepted<Reconciled>(told as Reconciled).results;
    const theirs = (await claims()).filter(({ seat }) => seats.includes(seat)).map(({ kind }) => kind);
    if (verdict?.outcome === 'accepted') expect(theirs).toEqual(['sale', 'sale']);
    // Its seats are kept for its customer, unless somebody was quicker.
    else expect([verdict?.reason, new Set(theirs).size]).toEqual(['epoch_stale', 1]);
    expect(await broken(t.house)).toEqual([]);
    await sql(t.db).query('SELECT end_hold(id) FROM holds WHERE ended_at IS NULL');
    screening = await aScreening(t.house, { startsAt: new Date(Date.now() + 60_000), hall: await aHall(t.house) });
  }
});

test('Of two copies of a till that hand in at once, each number of the till’s sales stands once, and no seat is sold twice', async () => {
  await leased(t.house, till);
  const [a = 0, b = 0, c = 0, d = 0] = seatsKept(till, screening);
  const copy = { ...till };
  const [one, two] = [
    [cutSale(t, till, screening, [a, b]), cutSale(t, till, screening, [c])],
    [cutSale(t, copy, screening, [b, c]), cutSale(t, copy, screening, [d])],
  ];
  const told = await Promise.all([handIn(t.house, till, ...one), handIn(t.house, copy, ...two)]);
  const stand = (at: number) => told.filter((each) => each[at]?.outcome === 'accepted').length;
  expect(stand(0)).toBe(1);
  // None, if the first of the one came before the second of the other and its seats were kept for its customer.
  expect(stand(1)).toBeLessThan(2);
  const sold = await sql(t.db).query<{ seat_id: number }>(
    `SELECT seat_id FROM tickets WHERE screening_id = $1 AND status IN ('valid', 'used')`,
    [screening.id],
  );
  expect(new Set(sold.map(({ seat_id }) => seat_id)).size).toBe(sold.length);
  expect(await broken(t.house)).toEqual([]);
});

test('A sale that is handed in twice at once is one order, and both are told the same', async () => {
  await leased(t.house, till);
  const entry = cutSale(t, till, screening, seatsKept(till, screening).slice(0, 2));
  const told = await Promise.all(rounds.map(() => handIn(t.house, till, entry)));
  expect(told[0]).toMatchObject([{ outcome: 'accepted' }]);
  for (const verdict of told) expect(verdict).toEqual(told[0]);
  expect(await sql(t.db).query('SELECT FROM orders WHERE screening_id = $1', [screening.id])).toHaveLength(1);
  expect(await broken(t.house)).toEqual([]);
});

test('the control: without the lock on the till, both copies’ first sales are believed', async () => {
  await leased(t.house, till);
  const [a = 0, b = 0] = seatsKept(till, screening);
  const copy = { ...till };
  const house = { ...t.house, db: withoutLocks(t.db, /FROM cut_sales WHERE kiosk_id = \$1 AND epoch/) };
  const told = await Promise.all([
    verdicts(house, cutSale(t, till, screening, [a])),
    verdicts(house, cutSale(t, copy, screening, [b])),
  ]);
  expect(told.flatMap((each) => accepted<Reconciled>(each).results.map(({ outcome }) => outcome))).toEqual([
    'accepted',
    'accepted',
  ]);
});

test('the control: without it, the same sale handed in twice at once ends in a fault', async () => {
  await leased(t.house, till);
  const entry = cutSale(t, till, screening, seatsKept(till, screening).slice(0, 2));
  const house = { ...t.house, db: withoutLocks(t.db, /AND c\.body_hash = \$3/) };
  const told = await Promise.allSettled([verdicts(house, entry), verdicts(house, entry)]);
  expect(told.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('the control: without the one claim a seat, a till and a customer who both saw it free both have it', async () => {
  await sql(t.db).query('CREATE TABLE naive_claims (seat int, whose text)');
  const look = () => sql(t.db).query('SELECT FROM naive_claims WHERE seat = 1');
  const looks = await Promise.all(['the till', 'a customer'].map(async (whose) => ({ whose, taken: await look() })));
  for (const { whose, taken } of looks) {
    if (taken.length === 0) await sql(t.db).query('INSERT INTO naive_claims VALUES (1, $1)', [whose]);
  }
  expect(await look()).toHaveLength(2);
});
