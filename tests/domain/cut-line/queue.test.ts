import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CutSaleDetails, CutSaleList } from '../../../server/contract/api/staff/cut-sales.ts';
import { sql } from '../../../server/db.ts';
import type { Actor } from '../../../server/domain/actor.ts';
import { revokeAllotment } from '../../../server/domain/allotments/revoke-allotment.ts';
import { findCutSale, listCutSales } from '../../../server/domain/cut-sales/list-cut-sales.ts';
import { placeCutSale } from '../../../server/domain/cut-sales/place-cut-sale.ts';
import { settleCutSale } from '../../../server/domain/cut-sales/settle-cut-sale.ts';
import { moveScreening } from '../../../server/domain/programme/move-screening.ts';
import { cashUp } from '../../../server/domain/reports/cash-up.ts';
import { holdSeats } from '../../../server/domain/seats/hold-seats.ts';
import { closeShift } from '../../../server/domain/shifts/close-shift.ts';
import { closeShiftAtOffice } from '../../../server/domain/shifts/close-shift-at-office.ts';
import { openShift } from '../../../server/domain/shifts/open-shift.ts';
import { zReport } from '../../../server/domain/shifts/read-shift.ts';
import { shiftReport } from '../../../server/domain/shifts/shift-report.ts';
import { checkTicket } from '../../../server/domain/tickets/check-ticket.ts';
import { broken, codeOf } from '../../setup/counter.ts';
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
let supervisor: Actor;

beforeAll(async () => {
  t = await testHouse();
  await whereItIsEvening(t.house);
  await keepForTills(t.house, 4);
  await sql(t.db).query('UPDATE cinema SET cash_difference_allowed = 50000');
  const [row] = await sql(t.db).query<{ id: number }>(
    `INSERT INTO users (email, name, role) VALUES ('queue@foyer.test', 'The supervisor', 'supervisor') RETURNING id`,
  );
  supervisor = { ...manager, kind: 'supervisor', userId: row?.id ?? 0 };
});
afterAll(() => t.drop());
beforeEach(async () => {
  await sql(t.db).query(`UPDATE screenings SET status = 'cancelled', cancelled_at = now() WHERE status = 'published'`);
  screening = await aScreening(t.house, {
    hall: await aHall(t.house, 'A ssssssss\nB ssssssss'),
    startsAt: new Date(Date.now() + 60_000),
  });
  till = await aCutTill(t.house);
  await leased(t.house, till);
});

const supervisorOf = (kind: 'clerk' | 'supervisor' | 'manager'): Actor => ({ ...supervisor, kind });

/** Sold of what the till keeps, and rejected because a manager had taken it back; answers its number in the queue. */
async function rejected(seats: number[]): Promise<number> {
  accepted(await revokeAllotment(t.house, manager, { kioskId: till.kioskId }));
  expect(await reasons(t.house, till, cutSale(t, till, screening, seats))).toEqual(['epoch_stale']);
  const [row] = await sql(t.db).query<{ id: number }>('SELECT max(id) AS id FROM cut_sales');
  return row?.id ?? 0;
}

const claims = () =>
  sql(t.db).query<{ seat: number; kind: string }>(
    'SELECT seat_id AS seat, kind FROM seat_claims WHERE screening_id = $1 ORDER BY seat_id',
    [screening.id],
  );

test('What was rejected waits in the queue with everything that a supervisor has to know', async () => {
  const [a = 0, b = 0] = seatsKept(till, screening);
  const id = await rejected([a, b]);
  const { sales, waiting } = accepted<CutSaleList>(await listCutSales(t.house, supervisor, { settled: false }));
  expect(waiting).toBe(sales.length);
  expect(sales.at(-1)).toMatchObject({
    id,
    clerk: 'The clerk',
    total: 380_00,
    reason: 'epoch_stale',
    settled: null,
    screening: { id: screening.id, cancelled: false },
  });
  expect(sales.at(-1)?.seats).toHaveLength(2);
  const found = accepted<CutSaleDetails>(await findCutSale(t.house, supervisor, id));
  expect(found.lines.map(({ seat, state, price }) => ({ seat, state, price }))).toEqual(
    [a, b].map((seat) => ({ seat, state: 'kept', price: 190_00 })),
  );
  expect(found.free).toHaveLength(16);
  expect(found.drawer).toBe('open');
});

test('Placed in its own seats, it is an order in the drawer that took the money, and the paper scans', async () => {
  const [a = 0, b = 0] = seatsKept(till, screening);
  const code = till.lease?.allotments[0]?.seats.find(({ seat }) => seat === a)?.code ?? '';
  const id = await rejected([a, b]);
  expect(await shiftReport(sql(t.db), till.shift)).toMatchObject({ cashSales: 0 });
  const { order } = accepted(await placeCutSale(t.house, supervisor, { id }));
  expect(await shiftReport(sql(t.db), till.shift)).toMatchObject({ cashSales: 380_00, orders: 1, tickets: 2 });
  expect(accepted(await checkTicket(t.house, manager, { code }))).toMatchObject({ status: 'valid' });
  expect((await claims()).map(({ kind }) => kind)).toEqual(['sale', 'sale']);
  const { sales } = accepted<CutSaleList>(await listCutSales(t.house, supervisor, { settled: true }));
  expect(sales[0]).toMatchObject({ id, settled: { how: 'placed', by: 'The supervisor', order: order.number } });
  expect(await broken(t.house)).toEqual([]);
});

test('If somebody has a seat by now, another one is given for it, and what was kept is on sale again', async () => {
  const [a = 0, b = 0] = seatsKept(till, screening);
  accepted(await revokeAllotment(t.house, manager, { kioskId: till.kioskId }));
  accepted(await holdSeats(t.house, aCustomer(), { screeningId: screening.id, seats: [a, b] }));
  const [, , c = 0, d = 0] = seatsKept(till, screening);
  const id = await rejected([b, c]);
  const found = accepted<CutSaleDetails>(await findCutSale(t.house, supervisor, id));
  expect(found.lines.map(({ state }) => state)).toEqual(['taken', 'kept']);
  expect(codeOf(await placeCutSale(t.house, supervisor, { id }))).toBe('seat_taken');
  expect(codeOf(await placeCutSale(t.house, supervisor, { id, seats: [c, c] }))).toBe('duplicate_seat');
  const last = screening.hall.plan.seats.at(-1)?.id ?? 0;
  accepted(await placeCutSale(t.house, supervisor, { id, seats: [d, last], note: 'Moved to the back' }));
  expect((await claims()).filter(({ kind }) => kind !== 'hold')).toEqual(
    [d, last].map((seat) => ({ seat, kind: 'sale' })),
  );
  expect(await broken(t.house)).toEqual([]);
});

test('Money of a drawer that has been counted counts at the office, and the Z report stays as it was', async () => {
  const [a = 0] = seatsKept(till, screening);
  const id = await rejected([a]);
  const now = new Date();
  const taken = async () => accepted(await cashUp(t.house, manager, { date: null, now })).takenAtOffice;
  const before = await taken();
  const z = accepted(
    await closeShift(t.house, till.actor, { uuid: randomUUID(), count: 290_00, note: '', approval: undefined }),
  );
  expect(accepted<CutSaleDetails>(await findCutSale(t.house, supervisor, id)).drawer).toBe('counted');
  accepted(await placeCutSale(t.house, supervisor, { id }));
  expect((await taken()) - before).toBe(190_00);
  expect(accepted(await zReport(t.house, manager, till.shift))).toMatchObject({
    expected: z.expected,
    counted: 290_00,
  });
  expect(await broken(t.house)).toEqual([]);
});

test('What a till hands in after its drawer was closed at the office waits, with its seats, and explains what was over', async () => {
  const [a = 0, b = 0] = seatsKept(till, screening);
  const sold = cutSale(t, till, screening, [a, b]);
  const z = accepted(
    await closeShiftAtOffice(t.house, supervisorOf('manager'), {
      shiftId: till.shift,
      count: 480_00,
      reason: 'It is dead',
    }),
  );
  expect(z).toMatchObject({ kind: 'z', difference: 380_00, closedAtOfficeBy: 'The supervisor', note: 'It is dead' });
  expect(await reasons(t.house, till, sold)).toEqual(['shift_closed']);
  expect((await claims()).filter(({ seat }) => seat === a || seat === b).map(({ kind }) => kind)).toEqual([
    'block',
    'block',
  ]);
  const { sales } = accepted<CutSaleList>(await listCutSales(t.house, supervisor, { settled: false }));
  const id = sales.at(-1)?.id ?? 0;
  expect(sales.at(-1)).toMatchObject({ reason: 'shift_closed', total: z.difference });
  const before = accepted(await cashUp(t.house, manager, { date: null, now: new Date() })).takenAtOffice;
  accepted(await placeCutSale(t.house, supervisor, { id }));
  const after = accepted(await cashUp(t.house, manager, { date: null, now: new Date() })).takenAtOffice;
  expect(after - before).toBe(380_00);
  expect(accepted(await zReport(t.house, manager, till.shift))).toMatchObject({ expected: 100_00, counted: 480_00 });
  accepted(await openShift(t.house, till.actor, { uuid: randomUUID(), float: 0 }));
  expect(await broken(t.house)).toEqual([]);
});

test('A drawer is closed at the office by a manager alone, and once', async () => {
  const close = (actor = supervisorOf('manager')) =>
    closeShiftAtOffice(t.house, actor, { shiftId: till.shift, count: 100_00, reason: 'It is dead' });
  for (const kind of ['clerk', 'supervisor'] as const)
    expect(codeOf(await close(supervisorOf(kind)))).toBe('forbidden');
  const both = await Promise.all([
    close(),
    close(),
    closeShift(t.house, till.actor, { uuid: randomUUID(), count: 100_00 }),
  ]);
  expect(both.map(codeOf).filter((code) => code === 'accepted')).toHaveLength(1);
  expect(await broken(t.house)).toEqual([]);
});

test('Given back or written off, it books no cash, frees its seats, and says by whom and why', async () => {
  const kept = seatsKept(till, screening);
  const one = await rejected(kept.slice(0, 2));
  const two = await rejected(kept.slice(2));
  accepted(await settleCutSale(t.house, supervisor, { id: one, how: 'refunded', note: 'Came back at nine' }));
  accepted(await settleCutSale(t.house, supervisor, { id: two, how: 'written_off', note: 'Nobody came' }));
  expect(await claims()).toEqual([]);
  expect(await shiftReport(sql(t.db), till.shift)).toMatchObject({ cashSales: 0, expected: 100_00 });
  const audit = await sql(t.db).query(
    `SELECT user_id, after ->> 'how' AS how FROM audit_entries WHERE entity = 'cut_sale' AND action = 'settle_cut_sale'
      AND entity_id = ANY ($1) ORDER BY id`,
    [[one, two].map(String)],
  );
  expect(audit).toEqual(['refunded', 'written_off'].map((how) => ({ user_id: supervisor.userId, how })));
  expect(await broken(t.house)).toEqual([]);
});

test('Of two supervisors who settle the same sale at once, one does', async () => {
  const id = await rejected(seatsKept(till, screening).slice(0, 2));
  const outcomes = await Promise.all([
    placeCutSale(t.house, supervisor, { id }),
    placeCutSale(t.house, supervisor, { id }),
    settleCutSale(t.house, supervisor, { id, how: 'refunded', note: 'Came back' }),
  ]);
  expect(outcomes.map(codeOf).sort()).toEqual(['accepted', 'changed_meanwhile', 'changed_meanwhile']);
  expect(await broken(t.house)).toEqual([]);
});

test('A sale that does not add up, or of a cancelled showing, is not placed; a clerk settles nothing', async () => {
  const [a = 0, b = 0] = seatsKept(till, screening);
  await handIn(t.house, till, cutSale(t, till, screening, [a], { total: 1, tendered: 1 }));
  const [row] = await sql(t.db).query<{ id: number }>('SELECT max(id) AS id FROM cut_sales');
  expect(codeOf(await placeCutSale(t.house, supervisor, { id: row?.id ?? 0 }))).toBe('price_changed');
  const id = await rejected([b]);
  await sql(t.db).query(`UPDATE screenings SET status = 'cancelled', cancelled_at = now() WHERE id = $1`, [
    screening.id,
  ]);
  expect(codeOf(await placeCutSale(t.house, supervisor, { id }))).toBe('screening_cancelled');
  const clerk = { ...supervisor, kind: 'clerk' as const };
  expect(codeOf(await placeCutSale(t.house, clerk, { id }))).toBe('forbidden');
  expect(codeOf(await settleCutSale(t.house, clerk, { id, how: 'refunded', note: 'For me' }))).toBe('forbidden');
  expect(codeOf(await listCutSales(t.house, clerk, { settled: false }))).toBe('forbidden');
});

test('Seats that a till keeps do not hold a screening in its hall; what it sold of them there waits', async () => {
  const kept = seatsKept(till, screening);
  const { id: hallId } = await aHall(t.house, 'A ssssss\nB ssssss');
  accepted(await moveScreening(t.house, manager, { screeningId: screening.id, hallId }));
  expect(await claims()).toEqual([]);
  expect(await reasons(t.house, till, cutSale(t, till, screening, kept.slice(0, 2)))).toEqual(['screening_moved']);
  await leased(t.house, till);
  expect(seatsKept(till, screening)).toHaveLength(4);
  expect(await broken(t.house)).toEqual([]);
});
