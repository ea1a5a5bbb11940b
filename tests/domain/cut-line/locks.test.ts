import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { sql } from '../../../server/db.ts';
import { revokeAllotment } from '../../../server/domain/allotments/revoke-allotment.ts';
import { syncAllotments } from '../../../server/domain/allotments/sync-allotments.ts';
import { enrolKiosk } from '../../../server/domain/kiosks/enrol-kiosk.ts';
import { makeEnrolmentCode, revokeKiosk } from '../../../server/domain/kiosks/manage-kiosk.ts';
import { moveScreening } from '../../../server/domain/programme/move-screening.ts';
import { holdSeats } from '../../../server/domain/seats/hold-seats.ts';
import { holdAtTill } from '../../../server/domain/till/hold-at-till.ts';
import { broken, codeOf } from '../../setup/counter.ts';
import { aCutTill, type CutTill, keepForTills, leased, seatsKept } from '../../setup/cut-line.ts';
import { whereItIsEvening } from '../../setup/evening.ts';
import {
  aCustomer,
  accepted,
  aHall,
  aScreening,
  manager,
  type TestHall,
  type TestHouse,
  type TestScreening,
  testHouse,
} from '../../setup/house.ts';
import { untilWaiting } from '../../setup/waiting.ts';

let t: TestHouse;
let screening: TestScreening;
let till: CutTill;

beforeAll(async () => {
  t = await testHouse({ connections: 20 });
  await whereItIsEvening(t.house);
});
afterAll(() => t?.drop());
beforeEach(async () => {
  await sql(t.db).query(`UPDATE screenings SET status = 'cancelled', cancelled_at = now() WHERE status = 'published'`);
  await keepForTills(t.house, 4);
  const hall = await aHall(t.house, 'A ssssssss');
  screening = await aScreening(t.house, { hall, startsAt: new Date(Date.now() + 60_000) });
  till = await aCutTill(t.house);
  await leased(t.house, till);
});

const sync = ({ actor, instance, epoch } = till) =>
  syncAllotments(t.house, actor, { uuid: randomUUID(), instance, epoch });

/** In a transaction of their own, which ends with the test. */
async function somebody() {
  const connection = await t.db.pool.connect();
  await connection.query('BEGIN');
  onTestFinished(async () => {
    await connection.query('ROLLBACK');
    connection.release();
  });
  return connection;
}

test.each([
  ['is revoked', () => revokeAllotment(t.house, manager, { kioskId: till.kioskId })],
  ['is let out', () => revokeKiosk(t.house, manager, { kioskId: till.kioskId })],
  [
    'is enrolled again',
    async () => {
      const { code } = accepted(await makeEnrolmentCode(t.house, manager, { kioskId: till.kioskId }));
      const stranger = { requestId: null, address: null };
      return enrolKiosk(t.house, stranger, { code, instance: randomUUID(), demo: false });
    },
  ],
  [
    'syncs and keeps nothing more',
    async () => {
      await keepForTills(t.house, 0);
      return sync();
    },
  ],
])('A till that %s waits for whoever moves its screening before it locks a seat there', async (_, giveBack) => {
  const mover = await somebody();
  await mover.query('SELECT FROM screenings WHERE id = $1 FOR UPDATE', [screening.id]);
  const given = giveBack();
  await untilWaiting(t.db, 1);
  const free = await mover.query(`SELECT seat_id FROM seat_claims WHERE screening_id = $1 FOR UPDATE NOWAIT`, [
    screening.id,
  ]);
  await mover.query('COMMIT');
  expect(free.rows).toHaveLength(4);
  expect(codeOf(await given)).toBe('accepted');
  expect(await broken(t.house)).toEqual([]);
});

test('A till that syncs while its own clerk is choosing locks seats in the one order', async () => {
  const kept = seatsKept(till, screening);
  const [first, last] = [screening.hall.plan.seats[0]?.id ?? 0, kept.at(-1) ?? 0];
  expect(first).toBeLessThan(kept[0] ?? 0);
  const choosing = await somebody();
  await choosing.query(
    `WITH h AS (INSERT INTO holds (screening_id, buyer, channel, prices, expires_at, cap_at)
                VALUES ($1, $3, 'kiosk', '{}', now() + interval '5 minutes', now() + interval '5 minutes') RETURNING *)
     INSERT INTO seat_claims (screening_id, seat_id, kind, hold_id, expires_at) SELECT $1, $2, 'hold', id, expires_at FROM h`,
    [screening.id, first, till.actor.buyer],
  );
  await keepForTills(t.house, 8);
  const synced = sync();
  await untilWaiting(t.db, 1);
  const free = await choosing.query(
    'SELECT FROM seat_claims WHERE screening_id = $1 AND seat_id = $2 FOR UPDATE NOWAIT',
    [screening.id, last],
  );
  await choosing.query('ROLLBACK');
  expect(free.rowCount).toBe(1);
  expect(accepted(await synced)).toMatchObject({ allotments: [{ screening: screening.id }] });
  expect(await broken(t.house)).toEqual([]);
});

test('Tills that sync and choose, customers, a move and a revoke at once never wait for each other in a circle', async () => {
  const halls: TestHall[] = [screening.hall, await aHall(t.house, 'A ssssssss\nB ssssssss')];
  const other = await aScreening(t.house, { startsAt: new Date(Date.now() + 60_000) });
  const second = await aCutTill(t.house);
  await leased(t.house, second);
  for (let round = 0; round < 40; round++) {
    await keepForTills(t.house, [0, 2, 4, 6][round % 4] ?? 0);
    const hall = halls[(round + 1) % 2] ?? screening.hall;
    const plan = await sql(t.db).query<{ id: number }>(
      'SELECT s.id FROM seats s JOIN screenings sc USING (seat_plan_id) WHERE sc.id = $1 ORDER BY s.id',
      [screening.id],
    );
    const seats = plan.slice(round % 4, (round % 4) + 4).map(({ id }) => id);
    const wish = { uuid: randomUUID(), screening: screening.id, seats, replaces: null, override: true };
    await Promise.all([
      sync(till).then((lease) => 'epoch' in lease && Object.assign(till, { epoch: lease.epoch })),
      sync(second).then((lease) => 'epoch' in lease && Object.assign(second, { epoch: lease.epoch })),
      holdAtTill(t.house, till.actor, wish),
      holdSeats(t.house, aCustomer(), { screeningId: screening.id, seats: seats.slice(2) }),
      holdSeats(t.house, aCustomer(), { screeningId: other.id, seats: [other.hall.seat('A1'), other.hall.seat('A2')] }),
      moveScreening(t.house, manager, { screeningId: screening.id, hallId: hall.id }),
      revokeAllotment(t.house, manager, { kioskId: second.kioskId }),
    ]);
    await sql(t.db).query('SELECT end_hold(id) FROM holds WHERE ended_at IS NULL');
  }
  expect(await broken(t.house)).toEqual([]);
});
