import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { holdSeats } from '../../server/domain/seats/hold-seats.ts';
import { aCustomer, accepted, aScreening, type TestHouse, testHouse } from '../setup/house.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t?.drop());

test('Ending a dead hold and taking over its seats lock them in one order, however the rows lie', async () => {
  const screening = await aScreening(t.house);
  const seats = [screening.hall.seat('A1'), screening.hall.seat('A2')];
  const { id } = accepted(await holdSeats(t.house, aCustomer(), { screeningId: screening.id, seats }));
  // An update writes its row anew, behind the others: now the second seat lies before the first.
  for (const seat of seats.toReversed()) {
    await sql(t.db).query('UPDATE seat_claims SET expires_at = expires_at WHERE hold_id = $1 AND seat_id = $2', [
      id,
      seat,
    ]);
  }
  const lock = 'SELECT FROM seat_claims WHERE hold_id = $1 AND seat_id = $2 FOR UPDATE';
  const buyer = await t.db.pool.connect();
  await buyer.query('BEGIN');
  await buyer.query(lock, [id, seats[0]]);
  const ended = sql(t.db).query<{ living: boolean }>('SELECT end_hold($1) AS living', [id]);
  await expect
    .poll(async () => (await sql(t.db).query('SELECT FROM pg_locks WHERE NOT granted')).length, { timeout: 5_000 })
    .toBeGreaterThan(0);
  await buyer.query(lock, [id, seats[1]]);
  await buyer.query('COMMIT');
  buyer.release();
  expect(await ended).toEqual([{ living: true }]);
});
