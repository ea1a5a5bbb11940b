import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRefusal } from '../../../server/contract/refusals.ts';
import type { SaleBody } from '../../../server/contract/till/sales.ts';
import { shiftReport, shift as shiftShape } from '../../../server/contract/till/shifts.ts';
import { inTransaction, sql, type Tx } from '../../../server/db.ts';
import type { Actor } from '../../../server/domain/actor.ts';
import { findBrokenInvariants } from '../../../server/domain/audit/find-broken-invariants.ts';
import { approve, spendApproval } from '../../../server/domain/kiosks/approve.ts';
import { cancelSomeTickets } from '../../../server/domain/orders/cancel-order.ts';
import { handOutCash } from '../../../server/domain/refunds/hand-out-cash.ts';
import { cashUp } from '../../../server/domain/reports/cash-up.ts';
import { closeShift } from '../../../server/domain/shifts/close-shift.ts';
import { moveCash } from '../../../server/domain/shifts/move-cash.ts';
import { openShift } from '../../../server/domain/shifts/open-shift.ts';
import { xReport } from '../../../server/domain/shifts/read-shift.ts';
import { sellAtTill } from '../../../server/domain/till/sell-at-till.ts';
import { aSale, cash, sold } from '../../setup/counter.ts';
import {
  accepted,
  aHall,
  aScreening,
  manager,
  refused,
  type TestHouse,
  type TestScreening,
  testHouse,
} from '../../setup/house.ts';
import { view } from '../../setup/sales.ts';
import { type TestServer, testServer } from '../../setup/server.ts';
import { aPerson, aTill, type Person, type TestTill } from '../../setup/till.ts';

let home: TestHouse;
let server: TestServer;
let clerk: Person;
let supervisor: Person;
let screening: TestScreening;
const seats: number[] = [];

beforeAll(async () => {
  home = await testHouse();
  server = await testServer(home.url);
  clerk = await aPerson(server, 'clerk');
  supervisor = await aPerson(server, 'supervisor', '2468');
  const hall = await aHall(
    home.house,
    Array.from('ABCDEFGHJKLMNPQRSTUVWXYZ', (row) => `${row} ${'s'.repeat(30)}`).join('\n'),
  );
  screening = await aScreening(home.house, { hall });
  seats.push(...hall.plan.seats.map(({ id }) => id));
});
afterAll(async () => {
  await server.stop();
  await home.drop();
});

async function openTill(float = 50_000): Promise<TestTill> {
  const till = await aTill(server);
  await till.signIn(clerk);
  expect((await till.send('POST', '/shifts', { uuid: randomUUID(), float })).status).toBe(200);
  return till;
}

const at = (till: { id: number }): Actor => ({
  ...manager,
  kind: 'clerk',
  userId: clerk.id,
  buyer: `kiosk:${till.id}`,
  channel: 'kiosk',
  kioskId: till.id,
});

/** What a till sends to sell so many seats for cash. */
function saleOf(count: number): SaleBody {
  const adult = home.ids.types.adult ?? 0;
  const lines = seats.splice(0, count).map((seat) => ({ seat, ticketType: adult, price: 19_000 }));
  const total = count * 19_000;
  return aSale(home, screening, [], { lines, total, tenders: [cash(total)], override: true });
}

/** Sells so many seats for cash at a till and answers the order. */
async function sell(till: { id: number }, count: number): Promise<{ id: number; total: number; tickets: number[] }> {
  const { id } = (await sold(home.house, at(till), saleOf(count))).order;
  const order = await view(home.house, id);
  return { id, total: order.total, tickets: order.tickets.map((ticket) => ticket.id) };
}

/** Cancels a ticket and hands its money out at the till. Answers the amount. */
async function giveBack(till: { id: number }, orderId: number, ticketId: number): Promise<number> {
  accepted(await cancelSomeTickets(home.house, at(till), orderId, [ticketId]));
  const [refund] = await sql(home.db).query<{ id: number; amount: number }>(
    `SELECT id, amount FROM refunds WHERE order_id = $1 AND status = 'pending'`,
    [orderId],
  );
  accepted(await handOutCash(home.house, at(till), refund?.id ?? 0));
  return refund?.amount ?? 0;
}

test('A drawer is opened once, however often and however many ask', async () => {
  const till = await aTill(server);
  await till.signIn(clerk);
  expect((await till.send('GET', '/shifts/current')).status).toBe(404);
  const body = { uuid: randomUUID(), float: 20_000 };
  const answers = await Promise.all(Array.from({ length: 8 }, () => till.send('POST', '/shifts', body)));
  expect(new Set(answers.map(({ json }) => JSON.stringify(Object.entries(json).sort()))).size).toBe(1);
  expect(shiftShape.parse(answers[0]?.json)).toMatchObject({ float: 20_000, openedBy: clerk.name, closedAt: null });
  expect((await till.send('POST', '/shifts', { ...body, float: 1 })).json.code).toBe('idempotency_mismatch');
  const others = await Promise.all(
    Array.from({ length: 4 }, () => till.send('POST', '/shifts', { uuid: randomUUID(), float: 1 })),
  );
  expect(others.map(({ json }) => json.code)).toEqual(Array(4).fill('shift_open'));
});

test('Two different opens at once: one drawer. Without the index behind it there would be two', async () => {
  const till = await aTill(server);
  await till.signIn(clerk);
  const open = () => till.send('POST', '/shifts', { uuid: randomUUID(), float: 1 });
  const both = await Promise.all([open(), open(), open(), open()]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  const insert = (tx: Tx) =>
    tx.query(
      `INSERT INTO shifts (uuid, kiosk_id, opened_by, opening_float, business_date)
       VALUES (gen_random_uuid(), $1, $2, 1, current_date)`,
      [till.id, clerk.id],
    );
  await expect(inTransaction(home.db, async (tx) => insert(tx))).rejects.toThrow(/shifts_one_open_per_kiosk/);
  const bare = await inTransaction(home.db, async (tx) => {
    await tx.query('DROP INDEX shifts_one_open_per_kiosk');
    await insert(tx);
    const [two] = await tx.query<{ open: number }>(
      'SELECT count(*) AS open FROM shifts WHERE kiosk_id = $1 AND closed_at IS NULL',
      [till.id],
    );
    return { refused: 'changed_meanwhile' as const, details: { open: two?.open } };
  });
  expect(refused(bare).details.open).toBe(2);
});

test('Cash moves only with an open drawer, is paid out only with a supervisor, and each supervisor’s yes only once', async () => {
  const closed = await aTill(server);
  await closed.signIn(clerk);
  const drop = { uuid: randomUUID(), kind: 'drop', amount: 100, reason: 'To the safe' };
  expect((await closed.send('POST', '/shifts/current/movements', drop)).json.code).toBe('no_open_shift');

  const [till, other] = [await openTill(), await openTill()];
  const out = (approval?: string) => ({
    uuid: randomUUID(),
    kind: 'paid_out',
    amount: 2500,
    reason: 'Taxi',
    ...(approval ? { approval } : {}),
  });
  const pay = (body: object, from = till) => from.send('POST', '/shifts/current/movements', body);
  expect((await pay(out())).json).toMatchObject({ code: 'approval_needed', details: { what: 'paid_out' } });
  const forRefund = await till.approval(supervisor, 'refund');
  expect((await pay(out(forRefund))).json.code).toBe('approval_invalid');
  const elsewhere = await other.approval(supervisor, 'paid_out');
  expect((await pay(out(elsewhere))).json.code).toBe('approval_invalid');
  const late = await till.approval(supervisor, 'paid_out');
  await sql(home.db).query(`UPDATE approvals SET expires_at = now() - interval '1 second' WHERE spent_at IS NULL`);
  expect((await pay(out(late))).json.code).toBe('approval_invalid');

  const key = await till.approval(supervisor, 'paid_out');
  const both = await Promise.all(Array.from({ length: 6 }, () => pay(out(key))));
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
  const again = { ...out(await till.approval(supervisor, 'paid_out')) };
  expect((await pay(again)).status).toBe(200);
  expect((await pay(again)).status).toBe(200);
  const report = shiftReport.parse((await till.send('GET', '/shifts/current/x-report')).json);
  expect(report.paidOut).toBe(5000);
  expect(report.movements.map(({ approvedBy }) => approvedBy)).toEqual([supervisor.name, supervisor.name]);
});

test('Looking before spending would let one yes be spent twice', async () => {
  const till = await openTill();
  const key = await till.approval(supervisor, 'refund');
  const careless = (gate: Promise<void>) =>
    inTransaction(home.db, async (tx) => {
      const [free] = await tx.query('SELECT id FROM approvals WHERE kiosk_id = $1 AND spent_at IS NULL', [till.id]);
      await gate;
      return { allowed: free !== undefined };
    });
  const gate = new Promise<void>((resolve) => setTimeout(resolve, 50));
  const twice = await Promise.all([careless(gate), careless(gate)]);
  expect(twice.map((each) => accepted(each).allowed)).toEqual([true, true]);
  const spend = () => inTransaction(home.db, (tx) => spendApproval(tx, at(till), 'refund', key));
  const spent = await Promise.all([spend(), spend(), spend()]);
  expect(spent.filter((each) => !isRefusal(each))).toHaveLength(1);
});

test('A count that is off by more than the cinema allows needs a supervisor; the Z report is kept as it was', async () => {
  await sql(home.db).query('UPDATE cinema SET cash_difference_allowed = 500');
  const till = await openTill(10_000);
  const order = await sell(till, 3);
  const expected = 10_000 + order.total;
  const close = (body: object) => till.send('POST', '/shifts/current/close', { uuid: randomUUID(), ...body });
  const short = await close({ count: expected - 501 });
  expect(short.json).toMatchObject({ code: 'approval_needed', details: { expected, difference: -501 } });
  const body = {
    uuid: randomUUID(),
    count: expected - 501,
    denominations: { '100': 2 },
    note: 'A note fell behind the drawer',
    approval: await till.approval(supervisor, 'close_with_difference'),
  };
  const z = await close(body);
  expect(shiftReport.parse(z.json)).toMatchObject({
    kind: 'z',
    number: 1,
    expected,
    counted: expected - 501,
    difference: -501,
    cashSales: order.total,
    orders: 1,
    tickets: 3,
    note: body.note,
    byClerk: [{ clerk: clerk.name, orders: 1, cash: order.total, card: 0 }],
  });
  expect((await close(body)).json).toEqual(z.json);
  expect((await close({ ...body, count: 0 })).json.code).toBe('idempotency_mismatch');
  expect((await close({ count: 0 })).json.code).toBe('no_open_shift');
  const kept = await till.send('GET', `/shifts/${z.json.shift.id}/z-report`);
  expect(kept.json).toEqual(z.json);
  const other = await openTill();
  expect((await other.send('GET', `/shifts/${z.json.shift.id}/z-report`)).status).toBe(404);
  const printed = JSON.stringify(z.json.document.lines);
  for (const part of ['Z report 1', 'Should be there', 'Difference', clerk.name, till.id])
    expect(printed).toContain(`${part}`.slice(0, 8));

  expect((await till.send('POST', '/shifts', { uuid: randomUUID(), float: 0 })).status).toBe(200);
  const near = await close({ count: 500 });
  expect(near.json).toMatchObject({ number: 2, difference: 500 });
  await sql(home.db).query('UPDATE cinema SET cash_difference_allowed = 0');
});

test('A sale and a count at once: the money is in the count or not taken at all', async () => {
  for (let round = 0; round < 5; round += 1) {
    const till = await openTill(0);
    await sql(home.db).query('UPDATE cinema SET cash_difference_allowed = 1000000');
    const [sale, z] = await Promise.all([
      sellAtTill(home.house, at(till), saleOf(1)),
      till.send('POST', '/shifts/current/close', { uuid: randomUUID(), count: 0 }),
    ]);
    expect(z.json.cashSales > 0).toBe(!isRefusal(sale));
    if (isRefusal(sale)) expect(sale.refused).toBe('no_open_shift');
  }
  await sql(home.db).query('UPDATE cinema SET cash_difference_allowed = 0');
  expect(await findBrokenInvariants(home.db)).toEqual([]);
});

test('Nothing is put into a drawer that was counted, whatever a verb forgets', async () => {
  const till = await openTill(0);
  const order = await sell(till, 1);
  const z = await till.send('POST', '/shifts/current/close', { uuid: randomUUID(), count: order.total });
  const late = sql(home.db).query(
    `INSERT INTO payments (order_id, method, status, amount, currency, idempotency_key, captured_at, shift_id)
     VALUES ($1, 'cash', 'captured', 1, 'UAH', 'late', now(), $2)`,
    [order.id, z.json.shift.id],
  );
  await expect(late).rejects.toThrow(/has been closed/);
});

test('A drawer is not counted while a card payment is under way', async () => {
  const till = await openTill(0);
  const order = await sell(till, 1);
  const { json } = await till.send('GET', '/shifts/current');
  await sql(home.db).query(
    `INSERT INTO payments (order_id, method, status, amount, currency, idempotency_key, shift_id, reader)
     VALUES ($1, 'terminal', 'open', 1, 'UAH', 'under way', $2, 'tmr_1')`,
    [order.id, json.id],
  );
  const close = () => till.send('POST', '/shifts/current/close', { uuid: randomUUID(), count: order.total });
  expect((await close()).json.code).toBe('payments_under_way');
  await sql(home.db).query(`UPDATE payments SET status = 'expired' WHERE idempotency_key = 'under way'`);
  expect((await close()).status).toBe(200);
});

test('Money handed out at a till comes out of its drawer; at the office it is told beside', async () => {
  const till = await openTill(0);
  const order = await sell(till, 2);
  const back = await giveBack(till, order.id, order.tickets[0] ?? 0);
  accepted(await cancelSomeTickets(home.house, at(till), order.id, [order.tickets[1] ?? 0]));
  const [waiting] = await sql(home.db).query<{ id: number; amount: number }>(
    `SELECT id, amount FROM refunds WHERE order_id = $1 AND status = 'pending'`,
    [order.id],
  );
  accepted(await handOutCash(home.house, manager, waiting?.id ?? 0));
  const report = (await till.send('GET', '/shifts/current/x-report')).json;
  expect(report).toMatchObject({ cashSales: order.total, cashRefunds: back, expected: order.total - back });
  const day = accepted(await cashUp(home.house, manager, { date: null, now: new Date() }));
  expect(day.paidOutAtOffice).toEqual(expect.arrayContaining([expect.objectContaining({ amount: waiting?.amount })]));
  expect(
    refused(await cashUp(home.house, { ...manager, kind: 'clerk' }, { date: null, now: new Date() })).refused,
  ).toBe('forbidden');
});

test('The permission table decides about the drawer for every kind of actor', async () => {
  const { id } = await aTill(server);
  const kinds = ['customer', 'api_client', 'door', 'clerk', 'supervisor', 'manager', 'administrator', 'kiosk'] as const;
  for (const kind of kinds) {
    const actor: Actor = { ...at({ id }), kind };
    const person = ['clerk', 'supervisor', 'manager', 'administrator'].includes(kind);
    const uuid = randomUUID();
    const tries = [
      () => approve(home.house, actor, { supervisor: supervisor.id, pin: supervisor.pin, what: 'refund' }),
      () => openShift(home.house, actor, { uuid, float: 0 }),
      () => moveCash(home.house, actor, { uuid: randomUUID(), kind: 'paid_in', amount: 1, reason: 'Change' }),
      () => xReport(home.house, actor),
    ];
    for (const tried of tries) {
      const told = await tried();
      expect(isRefusal(told) ? told.refused === 'forbidden' : false, kind).toBe(!person);
    }
    const closed = await closeShift(home.house, actor, { uuid: randomUUID(), count: 1 });
    expect(isRefusal(closed) && closed.refused, kind).toBe(person ? false : 'forbidden');
    const office = await cashUp(home.house, { ...manager, kind }, { date: null, now: new Date() });
    expect(isRefusal(office), kind).toBe(!['supervisor', 'manager', 'administrator'].includes(kind));
  }
});

type Step =
  | { do: 'sell'; count: number }
  | { do: 'back'; nth: number }
  | { do: 'move'; kind: 'drop' | 'paid_in' | 'paid_out'; amount: number };

test('Whatever happens at a till, every cent in the drawer is explained', async () => {
  const step = fc.oneof<fc.Arbitrary<Step>[]>(
    fc.record({ do: fc.constant('sell' as const), count: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ do: fc.constant('back' as const), nth: fc.nat(20) }),
    fc.record({
      do: fc.constant('move' as const),
      kind: fc.constantFrom('drop' as const, 'paid_in' as const, 'paid_out' as const),
      amount: fc.integer({ min: 1, max: 99_999 }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.nat(100_000),
      fc.array(step, { maxLength: 8 }),
      fc.integer({ min: -50_000, max: 50_000 }),
      async (float, steps, off) => {
        const till = await openTill(float);
        const model = { cashSales: 0, cashRefunds: 0, drop: 0, paid_in: 0, paid_out: 0, orders: 0, tickets: 0 };
        const living: { order: number; ticket: number }[] = [];
        for (const one of steps) {
          if (one.do === 'sell') {
            const order = await sell(till, one.count);
            model.cashSales += order.total;
            model.orders += 1;
            model.tickets += one.count;
            living.push(...order.tickets.map((ticket) => ({ order: order.id, ticket })));
          } else if (one.do === 'back') {
            const [gone] = living.splice(one.nth % Math.max(1, living.length), 1);
            if (gone) model.cashRefunds += await giveBack(till, gone.order, gone.ticket);
          } else {
            const approval = one.kind === 'paid_out' ? await till.approval(supervisor, 'paid_out') : undefined;
            const { kind, amount } = one;
            await till.send('POST', '/shifts/current/movements', {
              uuid: randomUUID(),
              kind,
              amount,
              reason: 'x',
              approval,
            });
            model[kind] += amount;
          }
        }
        const expected = float + model.cashSales + model.paid_in - model.cashRefunds - model.drop - model.paid_out;
        const figures = {
          expected,
          cashSales: model.cashSales,
          cashRefunds: model.cashRefunds,
          drops: model.drop,
          paidIn: model.paid_in,
          paidOut: model.paid_out,
          orders: model.orders,
          tickets: model.tickets,
        };
        expect((await till.send('GET', '/shifts/current/x-report')).json).toMatchObject(figures);
        const count = Math.max(0, expected + off);
        const approval = await till.approval(supervisor, 'close_with_difference');
        const z = await till.send('POST', '/shifts/current/close', { uuid: randomUUID(), count, approval });
        expect(z.json).toMatchObject({ ...figures, counted: count, difference: count - expected });
        const byClerk: { cash: number }[] = z.json.byClerk;
        expect(byClerk.reduce((sum, { cash }) => sum + cash, 0)).toBe(model.cashSales - model.cashRefunds);
      },
    ),
    { numRuns: 15 },
  );
  expect(await findBrokenInvariants(home.db)).toEqual([]);
});
