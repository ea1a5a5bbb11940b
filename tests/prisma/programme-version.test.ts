import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aFilm, aHall, aScreening, type TestHouse, testHouse } from '../setup/house.ts';

let t: TestHouse;
let filmId: number;
let hallId: number;
const clients: pg.Client[] = [];

beforeAll(async () => {
  t = await testHouse();
  const screening = await aScreening(t.house);
  [filmId, hallId] = [screening.filmId, screening.hall.id];
});
afterAll(async () => {
  for (const client of clients) await client.end();
  await t.drop();
});

async function aConnection(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: t.url });
  await client.connect();
  clients.push(client);
  return client;
}

async function version(): Promise<number> {
  const { rows } = await t.db.pool.query('SELECT version FROM programme_version');
  return rows[0].version;
}

/** Tables that no public answer is made of, or none that is kept as long as the programme stands. */
const apart = {
  'seats and money, written by every sale': [
    'seat_claims',
    'seat_notices',
    'holds',
    'orders',
    'order_notes',
    'tickets',
    'door_scans',
    'payments',
    'refunds',
    'refund_lines',
    'till_sales',
    'till_acts',
    'shifts',
    'cash_movements',
    'approvals',
    'cut_sales',
    'leases',
    'idempotent_requests',
  ],
  'people, their logins and what is said to them': [
    'users',
    'sessions',
    'clerk_sessions',
    'sign_in_attempts',
    'pin_failures',
    'token_families',
    'registrations',
    'account_links',
    'mails',
    'telegram_links',
    'telegram_codes',
    'telegram_messages',
    'audit_entries',
  ],
  'drawings of seats, which nobody sees until they are published': ['drawn_seats'],
  'devices and other systems': [
    'kiosks',
    'webhook_events',
    'webhook_endpoints',
    'outgoing_events',
    'webhook_deliveries',
    'webhook_attempts',
  ],
  'the database’s own books': ['programme_version', '_prisma_migrations'],
};

test('Every table raises the version of the programme, or stands among those of which it is not made', async () => {
  const { rows } = await t.db.pool.query<{ table: string; triggers: string[] }>(
    `SELECT c.relname AS table, coalesce(array_agg(g.tgname::text ORDER BY g.tgname) FILTER (WHERE g.tgenabled = 'O'), '{}') AS triggers
       FROM pg_class c LEFT JOIN pg_trigger g ON g.tgrelid = c.oid AND g.tgfoid = 'raise_programme_version'::regproc
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') GROUP BY 1 ORDER BY 1`,
  );
  const three = ['programme_changed', 'programme_emptied', 'programme_grown'];
  const known = Object.values(apart).flat();
  for (const { table, triggers } of rows)
    expect({ table, triggers }).toEqual({ table, triggers: known.includes(table) ? [] : three });
  expect(known.filter((table) => !rows.some((row) => row.table === table))).toEqual([]);
});

test('A transaction raises it once, however much it changes, and not at all if it changes nothing', async () => {
  const before = await version();
  const one = await aConnection();
  await one.query('BEGIN');
  await one.query(`UPDATE films SET description = description || ' more'`);
  await one.query(`INSERT INTO genres (code, name) SELECT 'g' || n, 'Genre ' || n FROM generate_series(1, 500) n`);
  await one.query(`UPDATE halls SET name = name || '.'`);
  await one.query('COMMIT');
  expect(await version()).toBe(before + 1);
  await one.query('UPDATE films SET title = title');
  expect(await version()).toBe(before + 1);
  await one.query('BEGIN');
  await one.query(`DELETE FROM genres WHERE code = 'g1'`);
  await one.query('ROLLBACK');
  expect(await version()).toBe(before + 1);
  await one.query(`DELETE FROM genres WHERE code = 'g1'`);
  await one.query('TRUNCATE price_cards CASCADE');
  expect(await version()).toBe(before + 3);
});

test('Whoever commits last raises it last: a change that was long under way is not missed', async () => {
  const [slow, quick] = [await aConnection(), await aConnection()];
  await slow.query('BEGIN');
  await slow.query(`UPDATE films SET title = 'Slow' WHERE id = $1`, [filmId]);
  const other = await aFilm(t.house);
  await quick.query(`UPDATE films SET title = 'Quick' WHERE id = $1`, [other.id]);
  const seen = await version();
  await slow.query('COMMIT');
  expect(await version()).toBe(seen + 1);
});

test('Two that change the same things in another order wait for nothing but each other’s commit', async () => {
  const hall = await aHall(t.house);
  const film = await aFilm(t.house);
  const [one, two] = [await aConnection(), await aConnection()];
  await Promise.all([one.query('BEGIN'), two.query('BEGIN')]);
  await one.query(`UPDATE films SET title = title || '!' WHERE id = $1`, [filmId]);
  await two.query(`UPDATE halls SET name = name || '!' WHERE id = $1`, [hallId]);
  await one.query(`UPDATE halls SET name = name || '!' WHERE id = $1`, [hall.id]);
  await two.query(`UPDATE films SET title = title || '!' WHERE id = $1`, [film.id]);
  const before = await version();
  await Promise.all([two.query('COMMIT'), one.query('COMMIT')]);
  expect(await version()).toBe(before + 2);
});

test('Negative control: raised by the statement instead of the commit, the same two would end each other', async () => {
  const [one, two] = [await aConnection(), await aConnection()];
  const hall = await aHall(t.house);
  await Promise.all([one.query('BEGIN'), two.query('BEGIN')]);
  await two.query('SET CONSTRAINTS ALL IMMEDIATE');
  await one.query('SET CONSTRAINTS ALL IMMEDIATE');
  await two.query(`SELECT FROM halls WHERE id = $1 FOR UPDATE`, [hall.id]);
  await one.query(`UPDATE films SET title = title || '?' WHERE id = $1`, [filmId]);
  const waits = two.query(`UPDATE films SET title = title || '?' WHERE id <> $1`, [filmId]).then(
    () => null,
    (fault) => fault.code,
  );
  const crossed = one.query(`UPDATE halls SET name = name || '?' WHERE id = $1`, [hall.id]).then(
    () => null,
    (fault) => fault.code,
  );
  expect(await Promise.all([waits, crossed])).toContain('40P01');
  await Promise.all([one.query('ROLLBACK'), two.query('ROLLBACK')]);
});
