import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { sql } from '../../../server/db.ts';
import type { Actor } from '../../../server/domain/actor.ts';
import { findBrokenInvariants } from '../../../server/domain/audit/find-broken-invariants.ts';
import { blockSeats } from '../../../server/domain/seats/block-seats.ts';
import { holdSeats } from '../../../server/domain/seats/hold-seats.ts';
import { loadFloor } from '../../../server/domain/seats/load-floor.ts';
import { loadHouse } from '../../../server/domain/seats/load-house.ts';
import { releaseBlock } from '../../../server/domain/seats/release-block.ts';
import {
  aCustomer,
  accepted,
  aHall,
  aScreening,
  manager,
  refused,
  type TestHouse,
  type TestScreening,
  testHouse,
} from '../../setup/house.ts';
import { anOrder, runOut } from '../../setup/sales.ts';

let t: TestHouse;
let screening: TestScreening;
const clerk: Actor = { ...manager, kind: 'clerk' };

beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t.drop());
afterEach(async () => expect(await findBrokenInvariants(t.db)).toEqual([]));

async function fresh(): Promise<void> {
  screening = await aScreening(t.house, { hall: await aHall(t.house, 'A ssss\nB ssss') });
}
const ids = (...labels: string[]) => labels.map((label) => screening.hall.seat(label));
const states = async () => (await loadFloor(t.db, screening.id))?.symbols;
const block = (labels: string[], actor = manager) =>
  blockSeats(t.house, actor, { screeningId: screening.id, seats: ids(...labels), reason: 'Press' });

test('Blocked seats are off sale everywhere, keep their reason, and come back when they are released', async () => {
  await fresh();
  accepted(await block(['A1', 'A2']));
  expect(await states()).toBe('bb......');
  expect(t.seatsChanged).toContain(screening.id);
  const no = refused(await holdSeats(t.house, aCustomer(), { screeningId: screening.id, seats: ids('A1', 'A2') }));
  expect(no).toMatchObject({ refused: 'seat_taken', details: { labels: ['A1', 'A2'] } });
  const view = accepted(await loadHouse(t.house, manager, screening.id));
  expect(view.blocks).toEqual(ids('A1', 'A2').map((seat) => ({ seat, reason: 'Press' })));
  expect(view.counts).toMatchObject({ free: 6, blocked: 2 });
  accepted(await releaseBlock(t.house, manager, { screeningId: screening.id, seats: ids('A1', 'A2') }));
  expect(await states()).toBe('........');
});

test('Taken seats are named and nothing is blocked; a hold that has run out is no obstacle', async () => {
  await fresh();
  const order = await anOrder(t.house, screening, ['A1', 'A2']);
  expect(refused(await block(['A2', 'A3']))).toMatchObject({ refused: 'seat_taken', details: { labels: ['A2'] } });
  expect(await states()).toBe('hh......');
  await runOut(t.house, order);
  accepted(await block(['A2', 'A3']));
  expect(await states()).toBe('.bb.....');
});

test('Only what the house blocks can be released, all or none', async () => {
  await fresh();
  accepted(await block(['B1']));
  await anOrder(t.house, screening, ['A1', 'A2']);
  const release = (...labels: string[]) =>
    releaseBlock(t.house, manager, { screeningId: screening.id, seats: ids(...labels) });
  expect(refused(await release('B1', 'A1', 'B4'))).toMatchObject({
    refused: 'seat_not_blocked',
    details: { labels: ['A1', 'B4'] },
  });
  expect(await states()).toBe('hh..b...');
});

test('A clerk sees the house but blocks nothing; a customer sees nothing', async () => {
  await fresh();
  expect(refused(await block(['A1'], clerk)).refused).toBe('forbidden');
  expect(refused(await releaseBlock(t.house, clerk, { screeningId: screening.id, seats: ids('A1') })).refused).toBe(
    'forbidden',
  );
  expect(accepted(await loadHouse(t.house, clerk, screening.id)).may).toEqual({
    block: false,
    move: true,
    otherCategory: false,
    cancel: false,
    allot: false,
  });
  expect(refused(await loadHouse(t.house, aCustomer(), screening.id)).refused).toBe('forbidden');
});

test('Seats of another hall, a screening that is off, and a draft are refused', async () => {
  await fresh();
  const other = await aScreening(t.house);
  const foreign = { screeningId: screening.id, seats: [other.hall.seat('A1')], reason: 'Press' };
  expect(refused(await blockSeats(t.house, manager, foreign)).refused).toBe('unknown_seat');
  await sql(t.db).query("UPDATE screenings SET status = 'cancelled', cancelled_at = now() WHERE id = $1", [
    screening.id,
  ]);
  expect(refused(await block(['A1'])).refused).toBe('screening_cancelled');
  const draft = await aScreening(t.house, { status: 'draft' });
  const early = { screeningId: draft.id, seats: [draft.hall.seat('A1')], reason: 'Press' };
  expect(refused(await blockSeats(t.house, manager, early)).refused).toBe('not_found');
});

test('Twenty blocks and twenty holds of one seat at once: one wins', async () => {
  await fresh();
  const tries = Array.from({ length: 20 }, (_, i) => [
    block(['A1', 'A2']),
    holdSeats(t.house, aCustomer(`browser:${i}`), { screeningId: screening.id, seats: ids('A2', 'A1') }),
  ]).flat();
  const answers = await Promise.all<object>(tries);
  expect(answers.filter((answer) => !('refused' in answer))).toHaveLength(1);
  expect(await states()).toMatch(/^(hh|bb)\.{6}$/);
});
