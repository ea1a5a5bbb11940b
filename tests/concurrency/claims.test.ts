import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { type ApiHouse, apiHouse } from '../api/api-house.ts';
import { refusal } from '../api/client.ts';
import { aHall, aScreening } from '../setup/house.ts';

let it: ApiHouse;
beforeAll(async () => {
  it = await apiHouse();
});
afterAll(() => it?.close());

const fifty = Array.from({ length: 50 }, (_, i) => i);

test('of 50 parallel claims on one seat 1 is an order and 49 are refusals that name the seat', async () => {
  const screening = await aScreening(it.home.house);
  const seat = screening.hall.seat('A1');
  const answers = await Promise.all(
    fifty.map(() => it.api.post('/orders/', { session: screening.id, seats: [seat], email: it.guest() })),
  );
  const refused = answers.filter((answer) => answer.status !== 201);
  expect(refused).toHaveLength(49);
  for (const answer of refused) {
    const said = refusal(answer);
    expect(said).toMatchObject({ status: 409, code: 'seat_taken', details: { seats: [seat], labels: ['A1'] } });
    expect(said.message).toContain('A1');
  }
  expect(await claims(screening.id)).toBe(1);
});

test('50 claims on overlapping pairs of a row sell no seat twice, leave no half order, and never deadlock', async () => {
  const hall = await aHall(it.home.house, 'A ssssssssss');
  const screening = await aScreening(it.home.house, { hall });
  const ids = hall.plan.seats.map((seat) => seat.id);
  const answers = await Promise.all(
    fifty.map((i) => {
      const seats = [ids[(i * 2) % 10], ids[((i * 2) % 10) + 1]];
      const wanted = i % 2 ? seats : seats.toReversed();
      return it.api.post('/orders/', { session: screening.id, seats: wanted, email: it.guest() });
    }),
  );
  const placed = answers.filter((answer) => answer.status === 201);
  expect(answers.filter((answer) => answer.status !== 201 && answer.status !== 409 && answer.status !== 422)).toEqual(
    [],
  );
  expect(await claims(screening.id)).toBe(placed.length * 2);
  const sold = placed.flatMap((answer) =>
    answer.json.tickets.map((ticket: { seat: { id: number } }) => ticket.seat.id),
  );
  expect(new Set(sold).size).toBe(sold.length);
});

async function claims(screeningId: number): Promise<number> {
  return (await sql(it.home.db).query('SELECT seat_id FROM live_claims WHERE screening_id = $1', [screeningId])).length;
}

test('the control: checked first and then inserted, without the primary key, the same seat is sold many times', async () => {
  const connections = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const client = new pg.Client({ connectionString: it.home.url });
      await client.connect();
      return client;
    }),
  );
  const [first] = connections;
  await first?.query('CREATE TABLE naive_claims (seat int, buyer int)');
  // Every buyer has looked before the first of them writes: what parallel requests do when nothing holds them.
  const looks = await Promise.all(connections.map((db) => db.query('SELECT buyer FROM naive_claims WHERE seat = 1')));
  await Promise.all(
    connections.map(async (db, buyer) => {
      if (looks[buyer]?.rowCount === 0) await db.query('INSERT INTO naive_claims VALUES (1, $1)', [buyer]);
    }),
  );
  const sold = await first?.query('SELECT buyer FROM naive_claims WHERE seat = 1');
  await Promise.all(connections.map((db) => db.end()));
  expect(sold?.rowCount).toBe(10);
});
