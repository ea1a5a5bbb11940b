import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeSales } from '../../prisma/seed/write-sales.ts';
import { inTransaction, sql } from '../../server/db.ts';
import { system } from '../../server/domain/actor.ts';
import { findBrokenInvariants } from '../../server/domain/audit/find-broken-invariants.ts';
import { placeOrder } from '../../server/domain/orders/place-order.ts';
import { accepted, aScreening, type TestHouse, type TestScreening, testHouse } from '../setup/house.ts';
import { takeCash } from '../setup/take-cash.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t?.drop());

/** What a sale leaves behind, in every table, without what must differ: ids, times, and what is drawn by lot. */
async function traces({ id: screening }: TestScreening): Promise<Record<string, unknown[]>> {
  const kept: Record<string, unknown[]> = {};
  const tables = {
    holds: 'screening_id = $1',
    seat_claims: 'screening_id = $1',
    orders: 'screening_id = $1',
    tickets: 'screening_id = $1',
    payments: 'order_id IN (SELECT id FROM orders WHERE screening_id = $1)',
    audit_entries: `(entity = 'order' AND entity_id IN (SELECT id::text FROM orders WHERE screening_id = $1))
                 OR (entity = 'hold' AND entity_id IN (SELECT id::text FROM holds WHERE screening_id = $1))`,
    mails: 'order_id IN (SELECT id FROM orders WHERE screening_id = $1)',
  };
  for (const [table, own] of Object.entries(tables)) {
    const rows = await sql(t.db).query<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(one) AS row FROM ${table} one WHERE ${own} ORDER BY ctid`,
      [screening],
    );
    kept[table] = rows.map(({ row }) => told(row));
  }
  return kept;
}

function told(value: unknown, name = ''): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if (/(^|_)(id|at|number|hold|key|screening)$|^seats$/.test(name) && !/^(ticket_type|category)_id$/.test(name))
    return `some ${name}`;
  if (Array.isArray(value)) return value.map((each) => told(each));
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, told(each, key)]));
}

test('What the demo sells at one stroke stands in every table as the verbs would have left it', async () => {
  const [byVerbs, byStroke] = [await aScreening(t.house), await aScreening(t.house)];
  const seats = ({ hall }: TestScreening, ...labels: string[]) => labels.map((label) => hall.seat(label));
  for (const labels of [
    ['A1', 'A2'],
    ['B1', 'B2', 'B3', 'B4'],
  ]) {
    const lines = seats(byVerbs, ...labels).map((seat) => ({ seat, ticketType: null }));
    const order = accepted(await placeOrder(t.house, system, { screeningId: byVerbs.id, lines, email: null }));
    accepted(await takeCash(t.house, system, order.id));
  }
  const parties = [
    { screening: byStroke.id, seats: seats(byStroke, 'A1', 'A2'), number: 'AAAA2222' },
    { screening: byStroke.id, seats: seats(byStroke, 'B1', 'B2', 'B3', 'B4'), number: 'BBBB2222' },
  ];
  expect(await inTransaction(t.db, (tx) => writeSales(tx, system, parties))).toBe(6);
  const expected = await traces(byVerbs);
  expect(expected.tickets).toHaveLength(6);
  expect(expected.audit_entries).toHaveLength(8);
  expect(await traces(byStroke)).toEqual(expected);
  expect(await findBrokenInvariants(t.db)).toEqual([]);
});

test('What is not on sale is left out', async () => {
  const draft = await aScreening(t.house, { status: 'draft' });
  const later = await aScreening(t.house, { salesOpenAt: new Date(Date.now() + 3_600_000) });
  const parties = [draft, later].map((each, i) => ({
    screening: each.id,
    seats: [each.hall.seat('A1')],
    number: `CCCC222${i + 2}`,
  }));
  expect(await inTransaction(t.db, (tx) => writeSales(tx, system, parties))).toBe(0);
});
