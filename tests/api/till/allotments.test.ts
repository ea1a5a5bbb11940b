import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { allotted, reconciled } from '../../../server/contract/till/allotments.ts';
import { sql } from '../../../server/db.ts';
import { broken } from '../../setup/counter.ts';
import { keepForTills } from '../../setup/cut-line.ts';
import { whereItIsEvening } from '../../setup/evening.ts';
import { aHall, aScreening, type TestHouse, type TestScreening, testHouse } from '../../setup/house.ts';
import { type TestServer, testServer } from '../../setup/server.ts';
import { type StaffClient, staffClient } from '../../setup/staff.ts';
import { aPerson, askTill, aTill, type Person, type TestTill } from '../../setup/till.ts';

let t: TestHouse;
let server: TestServer;
let boss: StaffClient;
let clerk: Person;
let screening: TestScreening;

beforeAll(async () => {
  t = await testHouse();
  await whereItIsEvening(t.house);
  server = await testServer(t.url);
  boss = await staffClient(server, 'manager');
  clerk = await aPerson(server, 'clerk');
  await keepForTills(t.house, 4);
});
afterAll(async () => {
  await server?.stop();
  await t?.drop();
});
beforeEach(async () => {
  await sql(t.db).query(`UPDATE screenings SET status = 'cancelled', cancelled_at = now() WHERE status = 'published'`);
  const hall = await aHall(t.house, 'A ssssssss\nB ssssssss');
  screening = await aScreening(t.house, { hall, startsAt: new Date(Date.now() + 60_000) });
});

interface Leased {
  till: TestTill;
  instance: string;
  epoch: number;
  shift: number;
  seats: number[];
}

const instanceOf = async ({ id }: TestTill) =>
  (await sql(t.db).query<{ instance: string }>('SELECT instance FROM kiosks WHERE id = $1', [id]))[0]?.instance ?? '';
const sync = (till: TestTill, instance: string, epoch: number, uuid = randomUUID()) =>
  till.send('POST', '/allotments/sync', { uuid, instance, epoch });

async function leasedTill(): Promise<Leased> {
  const till = await aTill(server);
  await till.signIn(clerk);
  const shift = (await till.send('POST', '/shifts', { uuid: randomUUID(), float: 10_000 })).json.id;
  const instance = await instanceOf(till);
  const lease = allotted.parse((await sync(till, instance, 0)).json);
  const seats = lease.allotments.find((each) => each.screening === screening.id)?.seats ?? [];
  return { till, instance, epoch: lease.epoch, shift, seats: seats.map(({ seat }) => seat) };
}

const entry = ({ epoch, shift }: Leased, seats: number[], change: object = {}) => ({
  kind: 'sale',
  uuid: randomUUID(),
  seq: 1,
  epoch,
  at: new Date().toISOString(),
  clerk: clerk.id,
  shift,
  screening: screening.id,
  lines: seats.map((seat) => ({ seat, ticketType: t.ids.types.adult, price: 19_000 })),
  total: seats.length * 19_000,
  tendered: seats.length * 19_000,
  ageConfirmed: false,
  ...change,
});
const handIn = ({ till, instance }: Pick<Leased, 'till' | 'instance'>, ...entries: object[]) =>
  till.send('POST', '/reconcile', { instance, entries });

test('A till gets its seats, sells them alone, hands the sales in, and is told the same again', async () => {
  const it = await leasedTill();
  expect(it.seats).toHaveLength(4);
  const sale = entry(it, it.seats.slice(0, 2));
  const first = await handIn(it, sale);
  expect(first.status).toBe(200);
  expect(reconciled.parse(first.json).results).toMatchObject([{ uuid: sale.uuid, outcome: 'accepted', reason: null }]);
  expect((await handIn(it, sale)).json).toEqual(first.json);
  expect(await broken(t.house)).toEqual([]);
});

test('The same question gets the same lease; an older epoch, or another installation, is told that it is a copy', async () => {
  const it = await leasedTill();
  const uuid = randomUUID();
  const [one, two] = [
    await sync(it.till, it.instance, it.epoch, uuid),
    await sync(it.till, it.instance, it.epoch, uuid),
  ];
  expect([two.json.epoch, two.json.allotments]).toEqual([one.json.epoch, one.json.allotments]);
  for (const answer of [
    await sync(it.till, it.instance, it.epoch),
    await sync(it.till, it.instance, one.json.epoch + 7),
    await sync(it.till, randomUUID(), one.json.epoch),
  ]) {
    expect([answer.status, answer.json.code]).toEqual([409, 'epoch_stale']);
  }
  const other = await sync(it.till, it.instance, 0, uuid);
  expect([other.status, other.json.code]).toEqual([422, 'idempotency_mismatch']);
  expect((await sync(it.till, it.instance, one.json.epoch)).status).toBe(200);
});

test('What was sold under another till’s lease, an ended one or none waits in the queue with its reason', async () => {
  const [it, other] = [await leasedTill(), await leasedTill()];
  const told = await handIn(
    other,
    entry({ ...other, epoch: it.epoch + 99 }, other.seats.slice(0, 1)),
    entry(other, it.seats.slice(0, 1), { seq: 2 }),
    entry({ ...other, shift: it.shift }, other.seats.slice(1, 2), { seq: 3 }),
    entry(other, other.seats.slice(2, 3), { seq: 4, screening: 999_999 }),
    entry(other, [999_999], { seq: 5 }),
    entry(other, other.seats.slice(3), { seq: 6, clerk: 999_999 }),
  );
  expect(told.json.results.map(({ reason }: { reason: string }) => reason)).toEqual([
    'epoch_stale',
    'seat_not_kept',
    'shift_closed',
    'seat_not_kept',
    'unknown_seat',
    'wrong_clerk',
  ]);
  await sync(it.till, it.instance, it.epoch);
  expect((await handIn(it, entry(it, it.seats.slice(0, 1)))).json.results).toMatchObject([{ reason: 'epoch_stale' }]);
  expect((await handIn({ ...it, instance: randomUUID() }, entry(it, it.seats.slice(1, 2)))).json.results).toMatchObject(
    [{ reason: 'epoch_stale' }],
  );
  const queue = await boss.send('GET', '/api/staff/cut-sales');
  expect(queue.json.waiting).toBe(8);
  expect(await broken(t.house)).toEqual([]);
});

test('What is malformed is a 400 that says where, and changes nothing', async () => {
  const it = await leasedTill();
  const good = entry(it, it.seats.slice(0, 1));
  const cases: [string, object, RegExp][] = [
    ['/reconcile', { instance: it.instance, entries: [] }, /entries/],
    ['/reconcile', { instance: it.instance, entries: Array(101).fill(good) }, /entries/],
    ['/reconcile', { instance: 'this one', entries: [good] }, /instance/],
    ['/reconcile', { instance: it.instance, entries: [{ ...good, total: -1 }] }, /total/],
    ['/reconcile', { instance: it.instance, entries: [{ ...good, lines: [] }] }, /lines/],
    ['/reconcile', { instance: it.instance, entries: [{ ...good, uuid: 'x' }] }, /uuid/],
    ['/reconcile', { instance: it.instance, entries: [{ ...good, seq: 1.5 }] }, /seq/],
    ['/reconcile', { instance: it.instance, entries: [good], more: true }, /more/],
    ['/allotments/sync', { uuid: randomUUID(), instance: it.instance, epoch: -1 }, /epoch/],
    ['/allotments/sync', { uuid: randomUUID(), instance: it.instance }, /epoch/],
    ['/allotments/sync', { instance: it.instance, epoch: 0 }, /uuid/],
  ];
  for (const [path, body, where] of cases) {
    const answer = await it.till.send('POST', path, body);
    expect([path, answer.status, answer.json.code]).toEqual([path, 400, 'invalid_request']);
    expect(JSON.stringify(answer.json)).toMatch(where);
  }
  expect((await it.till.send('POST', '/reconcile', '{"instance":')).status).toBe(400);
  for (const at of ['', 'tomorrow', '+275760-09-13T00:00:00Z']) {
    const told = await handIn(it, entry(it, it.seats.slice(0, 1), { at, seq: 50 }));
    expect([told.status, told.json.results[0].outcome]).toEqual([200, 'rejected']);
  }
  const [count] = await sql(t.db).query('SELECT count(*) AS n FROM orders WHERE screening_id = $1', [screening.id]);
  expect(count).toEqual({ n: 0 });
});

test('Nobody but a till that was let in syncs or hands in; without a clerk it may still do both', async () => {
  const it = await leasedTill();
  const sale = entry(it, it.seats.slice(0, 1));
  for (const token of [undefined, 'made-up']) {
    for (const [path, body] of [
      ['/reconcile', { instance: it.instance, entries: [sale] }],
      ['/allotments/sync', { uuid: randomUUID(), instance: it.instance, epoch: it.epoch }],
    ] as const) {
      const answer = await askTill(server.url, 'POST', path, { ...(token ? { token } : {}), body });
      expect([answer.status, answer.json.code]).toEqual([401, 'not_enrolled']);
    }
  }
  it.till.clerk = null;
  expect((await handIn(it, sale)).json.results).toMatchObject([{ outcome: 'accepted' }]);
  expect((await sync(it.till, it.instance, it.epoch)).status).toBe(200);
});

test('A showing with seats that a till keeps moves and is called off; what the till sold of it waits', async () => {
  const [moved, off] = [await leasedTill(), await leasedTill()];
  const { id: hall } = await aHall(t.house, 'A ssssssss\nB ssssssss');
  const move = await boss.send('POST', `/api/staff/schedule/screenings/${screening.id}/move`, { hallId: hall });
  expect(move.status).toBe(200);
  expect((await handIn(moved, entry(moved, moved.seats.slice(0, 1)))).json.results).toMatchObject([
    { reason: 'screening_moved' },
  ]);
  const again = allotted.parse((await sync(off.till, off.instance, off.epoch)).json);
  const seats = again.allotments.find((each) => each.screening === screening.id)?.seats.map(({ seat }) => seat) ?? [];
  expect(seats).toHaveLength(4);
  const cancel = await boss.send('POST', `/api/staff/house/${screening.id}/cancel`, { reason: 'No projector' });
  expect(cancel.status).toBe(200);
  expect((await handIn(off, entry({ ...off, epoch: again.epoch }, seats.slice(0, 1)))).json.results).toMatchObject([
    { reason: 'screening_cancelled' },
  ]);
  const last = allotted.parse((await sync(off.till, off.instance, again.epoch)).json);
  expect(last.allotments.filter((each) => each.screening === screening.id)).toEqual([]);
  expect(await broken(t.house)).toEqual([]);
});
