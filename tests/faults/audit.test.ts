import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedIfEmpty } from '../../prisma/seed/index.ts';
import type { Db } from '../../server/db.ts';
import { findBrokenInvariants, type Invariant, invariants } from '../../server/domain/audit/find-broken-invariants.ts';
import { holdSeats } from '../../server/domain/seats/hold-seats.ts';
import { closeShift } from '../../server/domain/shifts/close-shift.ts';
import { root } from '../../server/embedded/prepare.ts';
import { aCutTill, cutSale, handIn, keepForTills, leased, seatsKept } from '../setup/cut-line.ts';
import { testDatabase } from '../setup/database.ts';
import { whereItIsEvening } from '../setup/evening.ts';
import { aCustomer, accepted, aHall, aScreening, manager, type TestHouse, testHouse } from '../setup/house.ts';
import { anOrder } from '../setup/sales.ts';
import { takeCash } from '../setup/take-cash.ts';

let t: TestHouse;
/** What the plants name: `:order` is the order that was paid, and so on. */
const ids: Record<string, number> = {};

beforeAll(async () => {
  t = await testHouse();
  await whereItIsEvening(t.house);
  await keepForTills(t.house, 2);
  const hall = await aHall(t.house, 'A ssssssss\nB ssssssss');
  const screening = await aScreening(t.house, { hall, startsAt: new Date(Date.now() + 60_000) });
  const till = await aCutTill(t.house);
  await leased(t.house, till);
  await handIn(t.house, till, cutSale(t, till, screening, seatsKept(till, screening)));
  accepted(await closeShift(t.house, till.actor, { uuid: randomUUID(), count: 480_00 }));
  const other = await aCutTill(t.house);
  await leased(t.house, other);
  ids.order = await anOrder(t.house, screening, ['A1', 'A2']);
  accepted(await takeCash(t.house, manager, ids.order));
  const last = hall.plan.seats.slice(-2).map(({ id }) => id);
  ids.hold = accepted(await holdSeats(t.house, aCustomer(), { screeningId: screening.id, seats: last })).id;
  Object.assign(ids, { screening: screening.id, kiosk: till.kioskId, kept: seatsKept(other, screening)[0] });
  ids.elsewhere = (await aHall(t.house)).seat('A1');
});
afterAll(() => t?.drop());

const refund = (status: string, more = '') => `
  INSERT INTO refunds (order_id, payment_id, amount, status, reason, created_at, settled_at, idempotency_key)
  SELECT order_id, id, amount + 1, '${status}', 'staff', now() - interval '2 hours',
         CASE '${status}' WHEN 'pending' THEN NULL ELSE now() END, 'planted' FROM payments WHERE order_id = :order ${more}`;

/** How each promise is broken, behind the back of every verb and trigger. */
const plants: Record<Invariant, string> = {
  'A captured payment has tickets or a refund on its way.': 'DELETE FROM tickets WHERE order_id = :order',
  'A paid order has a captured payment.': 'DELETE FROM payments WHERE order_id = :order',
  'The tickets of an order add up to its total.': 'UPDATE orders SET total = total + 1 WHERE id = :order',
  'What was kept of an order is the price of its living tickets.':
    'UPDATE payments SET amount = amount + 100 WHERE order_id = :order',
  'What is carried into an order was carried out of the one before it.': `
    INSERT INTO payments (order_id, method, amount, currency, status, idempotency_key, captured_at, source_id)
    SELECT :order, 'exchange', 100, currency, 'captured', 'planted', now(), id FROM payments WHERE order_id = :order`,
  'No payment gives back more than it brought in, through whatever orders its money went.': refund('succeeded'),
  'A ticket that was exchanged lets nobody in.': `
    UPDATE tickets SET replaces_id = (SELECT min(id) FROM tickets WHERE order_id = :order)
     WHERE id = (SELECT max(id) FROM tickets WHERE order_id = :order)`,
  'Refunds never exceed what was captured.': refund('succeeded'),
  'A sold seat has a living ticket.': 'DELETE FROM tickets WHERE order_id = :order',
  'A living ticket has its seat.': `DELETE FROM seat_claims WHERE screening_id = :screening AND kind = 'sale'`,
  'A claim is on a seat of its own hall.': `
    INSERT INTO seat_claims (screening_id, seat_id, kind) VALUES (:screening, :elsewhere, 'block')`,
  'Claims are cleared of screenings only that are over, and none is made after.':
    'UPDATE screenings SET claims_cleared_at = now() WHERE id = :screening',
  'No hold outlives its cap.': `UPDATE seat_claims SET expires_at = expires_at + interval '1 day' WHERE hold_id = :hold`,
  'A hold that has ended claims nothing.': 'UPDATE holds SET ended_at = now() WHERE id = :hold',
  'A pending refund to a card has reached the processor within the hour.': `
    UPDATE payments SET method = 'checkout', amount = amount - 1 WHERE order_id = :order; ${refund('pending')}`,
  'A letter that waits has a job.': 'DELETE FROM graphile_worker._private_jobs',
  'What should have been in a closed drawer is what its rows say.':
    'UPDATE shifts SET closing_expected = closing_expected + 1 WHERE kiosk_id = :kiosk',
  'A seat that a till keeps, or that is kept for its customer, has no living ticket.':
    'UPDATE tickets SET seat_id = :kept WHERE id = (SELECT min(id) FROM tickets WHERE order_id = :order)',
  'Only a till that was let in keeps seats.': 'UPDATE leases SET ended_at = now() WHERE ended_at IS NULL',
  'A sale made without connection that was accepted is one order of that total.':
    'UPDATE cut_sales SET total = total + 1',
  'A seat is kept for a sale made without connection only while that waits.': `
    INSERT INTO seat_claims (screening_id, seat_id, kind, cut_sale_id)
    SELECT :screening, :elsewhere, 'block', min(id) FROM cut_sales`,
  'The Z reports of a till are numbered without a gap.': 'UPDATE kiosks SET z_number = 7 WHERE id = :kiosk',
};

const planted = (promise: Invariant) => plants[promise].replaceAll(/:(\w+)\b/g, (_, name) => String(ids[name]));

test('The audit of a house in which all is well finds nothing', async () => {
  expect(await findBrokenInvariants(t.db)).toEqual([]);
});

test.each(Object.keys(invariants) as Invariant[])('The audit notices when this does not hold: %s', async (promise) => {
  const client = await t.db.pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    await client.query(planted(promise));
    const inside = { ...t.db, pool: client as unknown as Db['pool'] };
    const broken = await findBrokenInvariants(inside);
    expect(broken.map(({ invariant }) => invariant)).toContain(promise);
    for (const { found } of broken) expect(found.join()).toMatch(/^[\w/:-]+(,[\w/:-]+)*$/);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
});

/** `npm run audit` as an operator runs it: what it says, and its exit code. */
async function audit(databaseUrl: string): Promise<{ said: string; code: number }> {
  const run = spawn(process.execPath, [join(root, 'server/embedded/run.mjs'), 'audit'], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  let said = '';
  run.stdout.on('data', (part) => {
    said += part;
  });
  run.stderr.on('data', (part) => {
    said += part;
  });
  const [code] = await once(run, 'close');
  return { said, code };
}

test('`npm run audit` says which promise is broken, of what, and ends with 1', async () => {
  const client = await t.db.pool.connect();
  await client.query('SET session_replication_role = replica');
  await client.query(planted('The Z reports of a till are numbered without a gap.'));
  client.release(true);
  const { said, code } = await audit(t.url);
  expect(said).toContain(`BROKEN: The Z reports of a till are numbered without a gap. Not so for ${ids.kiosk}.`);
  expect(said).toContain('The audit found what must not be; see the lines above.');
  expect(code).toBe(1);
});

test('`npm run audit` of the demo cinema is clean, and ends with 0', async () => {
  const database = await testDatabase();
  try {
    await seedIfEmpty(database.url, () => {});
    const { said, code } = await audit(database.url);
    expect(said).toContain('The audit is clean.');
    expect(said).not.toContain('BROKEN');
    expect(code).toBe(0);
  } finally {
    await database.drop();
  }
}, 600_000);
