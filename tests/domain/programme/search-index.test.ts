import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../setup/house.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t?.drop());

test('a search among thousands of films asks the index and never reads them all', async () => {
  const client = await t.db.pool.connect();
  try {
    await client.query(`
      INSERT INTO films (slug, title, description, duration_minutes)
      SELECT 'film-' || i, 'Film ' || md5(i::text), repeat(md5((i * 7)::text) || ' ', 20), 90
        FROM generate_series(1, 3000) i;
      UPDATE films SET title = 'The Third Man' WHERE slug = 'film-1500';
      ANALYZE films`);
    const { rows: named } = await client.query(`SELECT id FROM films WHERE slug = 'film-1500'`);
    const wanted = named[0].id;
    const scans = async () => {
      await client.query('SELECT pg_stat_force_next_flush()');
      const { rows } = await client.query(
        `SELECT (SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'films_search')::int AS index,
                (SELECT seq_scan FROM pg_stat_user_tables WHERE relname = 'films')::int AS whole`,
      );
      return rows[0];
    };
    const before = await scans();
    for (const words of ['thrid man', 'third', 'THÍRD MAN']) {
      const { rows } = await client.query('SELECT film_id AS id FROM films_matching($1)', [words]);
      expect(rows, words).toContainEqual({ id: wanted });
    }
    const after = await scans();
    expect(after.index).toBeGreaterThan(before.index);
    expect(after.whole).toBe(before.whole);
  } finally {
    client.release();
  }
});
