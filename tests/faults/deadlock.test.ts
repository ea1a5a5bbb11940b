import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { holdSeats } from '../../server/domain/seats/hold-seats.ts';
import { aCustomer, accepted, aScreening, type TestHouse, testHouse } from '../setup/house.ts';
import { untilWaiting } from '../setup/waiting.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t?.drop());

test('Ending a dead hold and taking over its seats lock them in one order, however the rows lie', async () => {
  const screening = await aScreening(t.house);
  const seats = [screening.hall.seat('A1'), screening.hall.seat('A2')];
  const { id } = accepted(await holdSeats(t.house, aCustomer(), { screeningId: screening.id, seats }));
  // Rows land wherever there is room; here the second seat lies before the first.
  const [hold] = await sql(t.db).query<{ at: Date }>('SELECT expires_at AS at FROM holds WHERE id = $1', [id]);
  await sql(t.db).query('DELETE FROM seat_claims WHERE hold_id = $1', [id]);
  for (const seat of seats.toReversed()) {
    await sql(t.db).query(
      `INSERT INTO seat_claims (screening_id, seat_id, kind, hold_id, expires_at) VALUES ($1, $2, 'hold', $3, $4)`,
      [screening.id, seat, id, hold?.at],
    );
  }
  const lock = 'SELECT FROM seat_claims WHERE hold_id = $1 AND seat_id = $2 FOR UPDATE';
  const buyer = await t.db.pool.connect();
  await buyer.query('BEGIN');
  await buyer.query(lock, [id, seats[0]]);
  const ended = sql(t.db).query<{ living: boolean }>('SELECT end_hold($1) AS living', [id]);
  await untilWaiting(t.db, 1);
  await buyer.query(lock, [id, seats[1]]);
  await buyer.query('COMMIT');
  buyer.release();
  expect(await ended).toEqual([{ living: true }]);
});
