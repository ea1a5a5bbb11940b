import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CannotStart } from '../../server/embedded/cannot-start.ts';
import { migrate, pendingMigrations } from '../../server/embedded/migrate.ts';
import { type TestDatabase, testDatabase } from '../setup/database.ts';

let database: TestDatabase;
let pool: pg.Pool;
let folder: string;

// The clone comes with the house's own migrations applied; these tests add others of their own on top.
beforeEach(async () => {
  database = await testDatabase();
  pool = new pg.Pool({ connectionString: database.url });
  // A connection on its way out may still hear that its database goes.
  pool.on('connect', (client) => client.on('error', () => {}));
  folder = mkdtempSync(join(tmpdir(), 'foyer-migrations-'));
  add('1_first', 'CREATE TABLE counted (n int); INSERT INTO counted VALUES (1);');
  add('2_second', 'INSERT INTO counted SELECT count(*) + 1 FROM counted;');
});

afterEach(async () => {
  await pool.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});

function add(name: string, sql: string): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}

const counted = async () => (await pool.query('SELECT n FROM counted ORDER BY n')).rows.map(({ n }) => n);

test('the template that tests clone lacks none of the migrations', async () => {
  expect(await pendingMigrations(pool)).toEqual([]);
});

test('four processes that start at once apply each migration once, in order', async () => {
  expect(await pendingMigrations(pool, folder)).toEqual(['1_first', '2_second']);
  await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, { folder })));
  expect(await counted()).toEqual([1, 2]);
  expect(await pendingMigrations(pool, folder)).toEqual([]);
});

test('they are recorded the way Prisma records its own', async () => {
  await migrate(database.url, { folder });
  const { rows } = await pool.query("SELECT * FROM _prisma_migrations WHERE migration_name = '1_first'");
  const sql = readFileSync(join(folder, '1_first/migration.sql'));
  expect(rows).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      checksum: createHash('sha256').update(sql).digest('hex'),
      migration_name: '1_first',
      started_at: expect.any(Date),
      finished_at: expect.any(Date),
      applied_steps_count: 1,
      logs: null,
      rolled_back_at: null,
    },
  ]);
});

test('a migration that was edited after it was applied is refused by name', async () => {
  await migrate(database.url, { folder });
  appendFileSync(join(folder, '1_first/migration.sql'), '-- better');
  await expect(migrate(database.url, { folder })).rejects.toThrow(/1_first was changed/);
});

test('a migration that fails leaves nothing of itself, and those before it stand', async () => {
  add('3_third', 'INSERT INTO counted VALUES (3); SELECT 1 / 0;');
  await expect(migrate(database.url, { folder })).rejects.toThrow(/3_third failed/);
  expect(await counted()).toEqual([1, 2]);
  expect(await pendingMigrations(pool, folder)).toEqual(['3_third']);
});

test('a database that does not answer is a sentence, not a stack', async () => {
  const nowhere = new URL(database.url);
  nowhere.pathname = '/no_such_database';
  await expect(migrate(nowhere.href, { folder })).rejects.toThrow(CannotStart);
});
