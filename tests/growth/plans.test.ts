import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { findBrokenInvariants } from '../../server/domain/audit/find-broken-invariants.ts';
import { theWorld, type World } from '../api/contract/world.ts';
import { danglingReferences, type Grown, grow } from '../setup/grown/index.ts';
import { type PlanWatch, watchPlans } from '../setup/plans.ts';
import {
  askTheApi,
  openTheOffice,
  openTheShop,
  type PastThings,
  pastThings,
  runTheJobs,
  standAtTheTill,
} from './every-question.ts';
import { aBusyDay, type Leaver, leave, whoLeaves } from './who-leaves.ts';

/** Tables that grow by every sale, show or sign-in. (Films come by the hundred a year: a page may read them all.) */
const growing = [
  'screenings',
  'seat_claims',
  'holds',
  'orders',
  'order_notes',
  'tickets',
  'payments',
  'refunds',
  'refund_lines',
  'till_sales',
  'till_acts',
  'shifts',
  'cash_movements',
  'approvals',
  'audit_entries',
  'mails',
  'telegram_messages',
  'webhook_events',
  'outgoing_events',
  'webhook_deliveries',
  'users',
  'sessions',
  'token_families',
  'account_links',
  'registrations',
  'idempotent_requests',
];

/** A page has some dozens of lines, a week of a dozen screens some hundreds of shows. */
const enough = 3000;

let world: World;
let past: PastThings;
let leavers: Leaver[];
let grown: Grown;
let promises: { broken: unknown[]; dangling: string[] };
let watch: PlanWatch;
beforeAll(async () => {
  world = await theWorld();
  grown = await grow(world.home.url, { days: 200, halls: 12, films: 1600, customers: 30_000, fill: 0.03 });
  promises = {
    broken: await findBrokenInvariants(world.home.db),
    dangling: await danglingReferences(world.home.url),
  };
  past = await pastThings(world);
  leavers = await whoLeaves(world);
  await aBusyDay(world);
  watch = await watchPlans([world.home.db, world.server.deps.db]);
}, 240_000);
afterAll(() => world?.close());

test('A grown house keeps every promise: its audit is clean and no row points at nothing', () => {
  expect(grown.screenings).toBeGreaterThan(10_000);
  expect(promises).toEqual({ broken: [], dangling: [] });
});

test('Whatever is asked of a house with a long past, no statement reads through it', async () => {
  await askTheApi(world);
  await openTheShop(world, past);
  await openTheOffice(world, past);
  await standAtTheTill(world, past);
  await runTheJobs(world, past);
  await leave(world, leavers);
  expect(watch.statements()).toBeGreaterThan(300);
  const slow = watch.readings().filter(({ table, rows }) => growing.includes(table) && rows > enough);
  expect(slow.map(({ table, how, rows, statement }) => `${table} (${rows} rows, ${how}): ${statement}`)).toEqual([]);
}, 600_000);

test('A statement that reads through the past is seen, also inside of a function', async () => {
  await sql(world.server.deps.db).query(`SELECT count(*) FROM tickets WHERE price = 1`);
  await sql(world.server.deps.db).query(
    `DO $$ BEGIN PERFORM count(*) FROM audit_entries WHERE request_id = 'nobody'; END $$`,
  );
  const seen = watch.readings().filter(({ rows }) => rows > 10_000);
  expect(seen.map(({ table, statement }) => [table, statement])).toEqual(
    expect.arrayContaining([
      ['tickets', 'SELECT count(*) FROM tickets WHERE price = 1'],
      ['audit_entries', `SELECT count(*) FROM audit_entries WHERE request_id = 'nobody'`],
    ]),
  );
});
