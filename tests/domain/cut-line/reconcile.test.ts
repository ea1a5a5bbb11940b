import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sql } from '../../../server/db.ts';
import { revokeAllotment } from '../../../server/domain/allotments/revoke-allotment.ts';
import { syncAllotments } from '../../../server/domain/allotments/sync-allotments.ts';
import { enrolKiosk } from '../../../server/domain/kiosks/enrol-kiosk.ts';
import { makeEnrolmentCode } from '../../../server/domain/kiosks/manage-kiosk.ts';
import { cancelScreening } from '../../../server/domain/programme/cancel-screening.ts';
import { holdSeats } from '../../../server/domain/seats/hold-seats.ts';
import { closeShift } from '../../../server/domain/shifts/close-shift.ts';
import { shiftReport } from '../../../server/domain/shifts/shift-report.ts';
import { checkTicket } from '../../../server/domain/tickets/check-ticket.ts';
import { holdAtTill } from '../../../server/domain/till/hold-at-till.ts';
import { sellAtTill } from '../../../server/domain/till/sell-at-till.ts';
import { cancelSale } from '../../../server/domain/till/steer-sale.ts';
import { aSale, broken, codeOf } from '../../setup/counter.ts';
import {
  aCutTill,
  type CutTill,
  cutSale,
  handIn,
  keepForTills,
  leased,
  reasons,
  seatsKept,
} from '../../setup/cut-line.ts';
import { whereItIsEvening } from '../../setup/evening.ts';
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
let screening: TestScreening;
let till: CutTill;

beforeAll(async () => {
  t = await testHouse();
  await whereItIsEvening(t.house);
  await keepForTills(t.house, 4);
});
afterAll(() => t.drop());
beforeEach(async () => {
  await sql(t.db).query(`UPDATE screenings SET status = 'cancelled', cancelled_at = now() WHERE status = 'published'`);
  const hall = await aHall(t.house, 'A ssssssss\nB ssssssss');
  screening = await aScreening(t.house, { hall, startsAt: new Date(Date.now() + 60_000) });
  till = await aCutTill(t.house);
  await leased(t.house, till);
});

const claims = (id = screening.id) =>
  sql(t.db).query<{ seat: number; kind: string }>(
    'SELECT seat_id AS seat, kind FROM seat_claims WHERE screening_id = $1 ORDER BY seat_id',
    [id],
  );

test('A till gets good seats that leave no single one, and nobody else can have them', async () => {
  const seats = seatsKept(till, screening);
  expect(seats).toHaveLength(4);
  const at = seats.map((seat) => screening.hall.plan.seats.find(({ id }) => id === seat)?.ordinal ?? 0);
  expect(at.slice(1).every((ordinal, i) => ordinal === (at[i] ?? 0) + 1)).toBe(true);
  expect(codeOf(await holdSeats(t.house, aCustomer(), { screeningId: screening.id, seats: seats.slice(0, 2) }))).toBe(
    'seat_taken',
  );
  expect(await broken(t.house)).toEqual([]);
});

test('What was sold with the line cut is an order in its shift, under the ids and codes that were printed', async () => {
  const [a = 0, b = 0] = seatsKept(till, screening);
  const code = till.lease?.allotments[0]?.seats.find(({ seat }) => seat === a)?.code ?? '';
  expect(codeOf(await checkTicket(t.house, manager, { code }))).toBe('ticket_invalid');
  const [verdict] = await handIn(t.house, till, cutSale(t, till, screening, [a, b], { tendered: 50_000 }));
  expect(verdict).toMatchObject({ outcome: 'accepted', reason: null });
  expect(accepted(await checkTicket(t.house, manager, { code }))).toMatchObject({ status: 'valid' });
  const report = await shiftReport(sql(t.db), till.shift);
  expect(report).toMatchObject({ cashSales: 38_000, orders: 1, tickets: 2 });
  const [sale] = await sql(t.db).query('SELECT tendered, change, clerk_id FROM till_sales WHERE order_id = $1', [
    verdict?.order?.id,
  ]);
  expect(sale).toEqual({ tendered: 50_000, change: 12_000, clerk_id: till.clerk });
  expect(await broken(t.house)).toEqual([]);
});

test('The same sales handed in again change nothing and get the verdicts they had', async () => {
  const seats = seatsKept(till, screening);
  const entries = [
    cutSale(t, till, screening, seats.slice(0, 2)),
    cutSale(t, till, screening, seats.slice(2), { total: 1, tendered: 1 }),
  ];
  const first = await handIn(t.house, till, ...entries);
  expect(first.map(({ outcome }) => outcome)).toEqual(['accepted', 'rejected']);
  const before = await claims();
  expect(await handIn(t.house, till, ...entries)).toEqual(first);
  expect(await handIn(t.house, till, ...entries.reverse())).toEqual(first.reverse());
  expect(await claims()).toEqual(before);
  const [count] = await sql(t.db).query('SELECT count(*) AS n FROM orders WHERE screening_id = $1', [screening.id]);
  expect(count).toEqual({ n: 1 });
});

test('Another sale under a uuid that is used is kept beside it, and rejected', async () => {
  const [a = 0, b = 0, c = 0, d = 0] = seatsKept(till, screening);
  const entry = cutSale(t, till, screening, [a, b]);
  expect(await reasons(t.house, till, entry)).toEqual([null]);
  expect(await reasons(t.house, till, cutSale(t, till, screening, [c, d], { uuid: entry.uuid }))).toEqual([
    'idempotency_mismatch',
  ]);
});

test('A sale under an older lease, or by a second copy of the till, waits for a supervisor with its seats kept', async () => {
  const clone = { ...till };
  const old = cutSale(t, clone, screening, seatsKept(clone, screening).slice(0, 2));
  const [kept = 0, other = 0] = seatsKept(till, screening).slice(2);
  await leased(t.house, till);
  expect(await reasons(t.house, clone, old)).toEqual(['epoch_stale']);
  expect((await claims()).filter(({ kind }) => kind === 'block').map(({ seat }) => seat)).toEqual(
    old.lines.map(({ seat }) => seat),
  );
  expect(codeOf(await syncAllotments(t.house, clone.actor, { ...clone, uuid: randomUUID() }))).toBe('epoch_stale');
  const twin = { ...till };
  expect(await reasons(t.house, till, cutSale(t, till, screening, [kept]))).toEqual([null]);
  expect(await reasons(t.house, twin, cutSale(t, twin, screening, [other]))).toEqual(['epoch_stale']);
  expect(await broken(t.house)).toEqual([]);
});

test('A lost answer is fetched again under its uuid; once another lease counts, it is worth nothing', async () => {
  const asked = { uuid: randomUUID(), instance: till.instance, epoch: till.epoch };
  const first = accepted(await syncAllotments(t.house, till.actor, asked));
  const again = accepted(await syncAllotments(t.house, till.actor, asked));
  expect(again).toMatchObject({ epoch: first.epoch, allotments: first.allotments });
  till.epoch = first.epoch;
  await leased(t.house, till);
  expect(codeOf(await syncAllotments(t.house, till.actor, asked))).toBe('epoch_stale');
});

test('What a manager took from a till is on sale at once; what it sold of it waits, and it gets seats again', async () => {
  const seats = seatsKept(till, screening);
  expect(accepted(await revokeAllotment(t.house, manager, { kioskId: till.kioskId }))).toMatchObject({ released: 4 });
  accepted(await holdSeats(t.house, aCustomer(), { screeningId: screening.id, seats: seats.slice(0, 2) }));
  expect(await reasons(t.house, till, cutSale(t, till, screening, seats))).toEqual(['epoch_stale']);
  expect((await claims()).map(({ kind }) => kind).sort()).toEqual(['block', 'block', 'hold', 'hold']);
  expect(seatsKept({ ...till, lease: await leased(t.house, till) }, screening)).toHaveLength(4);
  expect(await broken(t.house)).toEqual([]);
});

test('A till that was installed anew has new seats; what the one before sold waits', async () => {
  const { code } = accepted(await makeEnrolmentCode(t.house, manager, { kioskId: till.kioskId }));
  const entry = cutSale(t, till, screening, seatsKept(till, screening));
  const before = { ...till };
  till.instance = randomUUID();
  accepted(
    await enrolKiosk(t.house, { requestId: null, address: null }, { code, instance: till.instance, demo: false }),
  );
  expect(await claims()).toEqual([]);
  till.epoch = 0;
  await leased(t.house, till);
  expect(await reasons(t.house, before, entry)).toEqual(['epoch_stale']);
  expect(codeOf(await syncAllotments(t.house, till.actor, { ...before, uuid: randomUUID() }))).toBe('epoch_stale');
});

test('Whatever else does not fit is rejected with its reason', async () => {
  const [a = 0, b = 0, c = 0, d = 0] = seatsKept(till, screening);
  const free = screening.hall.plan.seats.find(({ id }) => ![a, b, c, d].includes(id))?.id ?? 0;
  const sale = (seats: number[], change = {}) => cutSale(t, till, screening, seats, change);
  const lines = [{ seat: a, ticketType: t.ids.types.adult ?? 0, price: 5 }];
  const late = new Date(Date.now() + 3_600_000).toISOString();
  const customer = await sql(t.db).query<{ id: number }>(
    `INSERT INTO users (email, name) VALUES ($1, 'A customer') RETURNING id`,
    [`${randomUUID()}@foyer.test`],
  );
  const other = await aCutTill(t.house);
  const wrong = [
    [sale([a], { at: late }), 'wrong_clock'],
    [sale([a], { at: '2001-01-01T00:00:00Z' }), 'wrong_clock'],
    [sale([a], { at: 'about noon' }), 'wrong_clock'],
    [sale([a], { lines, total: 5, tendered: 5 }), 'price_changed'],
    [sale([b], { clerk: customer[0]?.id ?? 0 }), 'wrong_clerk'],
    [sale([b], { clerk: 2_000_000_000 }), 'wrong_clerk'],
    [sale([c], { shift: other.shift }), 'shift_closed'],
    [sale([c], { screening: 2_000_000_000 }), 'seat_not_kept'],
    [sale([free]), 'seat_not_kept'],
    [sale([d, d]), 'invalid_request'],
    [sale([d], { tendered: 1 }), 'invalid_request'],
  ] as const;
  // Each keeps its seat, so that a second one on the same seat has lost it besides.
  expect(await reasons(t.house, till, ...wrong.map(([entry]) => entry))).toEqual(wrong.map(([, reason]) => reason));
  expect(await reasons(t.house, till, cutSale(t, till, screening, [a]))).toEqual(['seat_taken']);
  expect(await broken(t.house)).toEqual([]);
});

test('A screening that was called off or moved meanwhile, and a drawer that was counted, leave it to a supervisor', async () => {
  const entry = cutSale(t, till, screening, seatsKept(till, screening).slice(0, 2));
  await sql(t.db).query(
    `UPDATE screenings SET starts_at = starts_at + interval '5 minutes', ends_at = ends_at + interval '5 minutes',
            hall_free_at = hall_free_at + interval '5 minutes' WHERE id = $1`,
    [screening.id],
  );
  expect(await reasons(t.house, till, entry)).toEqual(['screening_moved']);
  accepted(await cancelScreening(t.house, manager, { screeningId: screening.id, reason: 'No projector' }));
  const second = cutSale(t, till, screening, seatsKept(till, screening).slice(2));
  expect(await reasons(t.house, till, second)).toEqual(['screening_cancelled']);
  accepted(await closeShift(t.house, till.actor, { uuid: randomUUID(), count: 100_00 }));
  expect(await reasons(t.house, till, cutSale(t, till, screening, []))).toEqual(['shift_closed']);
  expect(await broken(t.house)).toEqual([]);
});

test('Seats that the clerk had already chosen when the line was cut are sold all the same', async () => {
  const seats = seatsKept(till, screening);
  const wish = { uuid: randomUUID(), screening: screening.id, seats, replaces: null, override: false };
  accepted(await holdAtTill(t.house, till.actor, wish));
  expect(await reasons(t.house, till, cutSale(t, till, screening, seats))).toEqual([null]);
  expect((await claims()).map(({ kind }) => kind)).toEqual(['sale', 'sale', 'sale', 'sale']);
});

test('Seats sold at the till with the server’s word come off the lease; unsold ones come back with the next', async () => {
  const labels = seatsKept(till, screening).map((id) => {
    const seat = screening.hall.plan.seats.find((each) => each.id === id);
    return `${seat?.row}${seat?.number}`;
  });
  accepted(await sellAtTill(t.house, till.actor, aSale(t, screening, labels.slice(0, 2))));
  expect(await reasons(t.house, till, cutSale(t, till, screening, seatsKept(till, screening).slice(0, 2)))).toEqual([
    'seat_taken',
  ]);
  await keepForTills(t.house, 2);
  await leased(t.house, till);
  await keepForTills(t.house, 4);
  expect((await claims()).filter(({ kind }) => kind === 'allotment')).toHaveLength(2);
});

test('A sale that was called off before it arrived is never sold, however late its copy comes', async () => {
  const body = aSale(t, screening, ['A1', 'A2']);
  expect(codeOf(await cancelSale(t.house, till.actor, body.uuid))).toBe('not_found');
  expect(codeOf(await sellAtTill(t.house, till.actor, body))).toBe('idempotency_mismatch');
  expect(codeOf(await cancelSale(t.house, till.actor, body.uuid))).toBe('not_found');
  const stays = await Promise.all([
    sellAtTill(t.house, till.actor, { ...body, uuid: '7b0f9f7e-6e0b-4c5e-9a53-1d6b1f6d1a11' }),
    cancelSale(t.house, till.actor, '7b0f9f7e-6e0b-4c5e-9a53-1d6b1f6d1a11'),
  ]);
  expect(stays.map(codeOf)).toEqual(
    codeOf(stays[0]) === 'accepted' ? ['accepted', 'accepted'] : ['idempotency_mismatch', 'not_found'],
  );
});
