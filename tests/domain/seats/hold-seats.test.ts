import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { isRefusal } from '../../../server/contract/refusals.ts';
import { sql } from '../../../server/db.ts';
import { system } from '../../../server/domain/actor.ts';
import { findBrokenInvariants } from '../../../server/domain/audit/find-broken-invariants.ts';
import { placeOrderOnHold } from '../../../server/domain/orders/place-order.ts';
import { setPriceCard } from '../../../server/domain/pricing/set-price-card.ts';
import { cancelScreening } from '../../../server/domain/programme/cancel-screening.ts';
import { expireHolds } from '../../../server/domain/seats/expire-holds.ts';
import { holdSeats } from '../../../server/domain/seats/hold-seats.ts';
import { loadFloor } from '../../../server/domain/seats/load-floor.ts';
import { releaseHold } from '../../../server/domain/seats/release-hold.ts';
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
import { view } from '../../setup/sales.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t.drop());
afterEach(async () => expect(await findBrokenInvariants(t.db)).toEqual([]));

function hold(screening: TestScreening, labels: string[], actor = aCustomer()) {
  return holdSeats(t.house, actor, {
    screeningId: screening.id,
    seats: labels.map((label) => screening.hall.seat(label)),
  });
}

async function runOut(holdId: number): Promise<void> {
  await sql(t.db).query(`UPDATE holds SET expires_at = now() - interval '1 second' WHERE id = $1`, [holdId]);
  await sql(t.db).query(
    'UPDATE seat_claims c SET expires_at = h.expires_at FROM holds h WHERE h.id = c.hold_id AND h.id = $1',
    [holdId],
  );
}

test('50 parallel claims on one seat: one success, 49 refusals that name it', async () => {
  const screening = await aScreening(t.house);
  const answers = await Promise.all(Array.from({ length: 50 }, () => hold(screening, ['A1'])));
  const no = answers.filter(isRefusal);
  expect(no).toHaveLength(49);
  for (const refusal of no) {
    expect(refusal).toMatchObject({
      refused: 'seat_taken',
      details: { seats: [screening.hall.seat('A1')], labels: ['A1'] },
    });
  }
});

test('Requests that overlap in different orders get all of their seats or none, and never wait in a circle', async () => {
  const screening = await aScreening(t.house, { hall: await aHall(t.house, 'A ssssssss') });
  const choices = [
    ['A1', 'A2', 'A3', 'A4'],
    ['A4', 'A3', 'A2', 'A1'],
    ['A3', 'A4', 'A5', 'A6'],
    ['A6', 'A5', 'A4', 'A3'],
  ];
  const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => hold(screening, choices[i % 4] ?? [])));
  expect(answers.filter((answer) => !isRefusal(answer))).toHaveLength(1);
  const [row] = await sql(t.db).query<{ seats: number }>(
    'SELECT count(*)::int AS seats FROM seat_claims WHERE screening_id = $1',
    [screening.id],
  );
  expect(row?.seats).toBe(4);
});

test('A hold lives by the database’s clock: once it has run out, anybody may take the seat, swept or not', async () => {
  const screening = await aScreening(t.house);
  const first = accepted(await hold(screening, ['A1', 'A2']));
  expect(refused(await hold(screening, ['A1', 'A2'])).refused).toBe('seat_taken');
  await runOut(first.id);
  expect((await loadFloor(t.db, screening.id))?.symbols.slice(0, 2)).toBe('..');
  accepted(await hold(screening, ['A1', 'A2']));
  expect(
    refused(
      await placeOrderOnHold(t.house, aCustomer(), {
        holdId: first.id,
        screeningId: screening.id,
        lines: [
          { seat: screening.hall.seat('A1'), ticketType: null },
          { seat: screening.hall.seat('A2'), ticketType: null },
        ],
        email: 'late@example.test',
      }),
    ).refused,
  ).toBe('hold_expired');
});

test('The sweep takes dead holds away, twice without harm, and leaves living ones', async () => {
  const screening = await aScreening(t.house, { hall: await aHall(t.house, 'A ssss ssss') });
  const dead = accepted(await hold(screening, ['A1', 'A2']));
  const alive = accepted(await hold(screening, ['A5', 'A6']));
  await runOut(dead.id);
  await Promise.all([expireHolds(t.house, system), expireHolds(t.house, system)]);
  const rows = await sql(t.db).query<{ hold_id: number }>(
    'SELECT DISTINCT hold_id FROM seat_claims WHERE screening_id = $1',
    [screening.id],
  );
  expect(rows).toEqual([{ hold_id: alive.id }]);
});

test('One buyer holds at most ten seats and three holds, however many requests come at once', async () => {
  const screening = await aScreening(t.house, {
    hall: await aHall(t.house, Array.from('ABCDEF', (row) => `${row} ssss`).join('\n')),
  });
  const actor = aCustomer();
  const answers = await Promise.all(Array.from('ABCDEF', (row) => hold(screening, [`${row}1`, `${row}2`], actor)));
  expect(answers.filter((answer) => !isRefusal(answer))).toHaveLength(3);
  expect(answers.filter(isRefusal).map((refusal) => refusal.refused)).toEqual(Array(3).fill('too_many_holds'));
  const greedy = aCustomer();
  accepted(
    await hold(screening, ['F1', 'F2', 'F3', 'F4'], greedy).then((answer) =>
      isRefusal(answer) ? hold(screening, ['F3', 'F4'], greedy) : answer,
    ),
  );
});

test('Seats of another hall, unknown seats and the same seat twice are refused, and nothing is held', async () => {
  const screening = await aScreening(t.house);
  const other = await aHall(t.house);
  const actor = aCustomer();
  const input = (seats: number[]) => ({ screeningId: screening.id, seats });
  expect(refused(await holdSeats(t.house, actor, input([other.seat('A1')]))).refused).toBe('unknown_seat');
  expect(refused(await holdSeats(t.house, actor, input([999_999]))).refused).toBe('unknown_seat');
  expect(
    refused(await holdSeats(t.house, actor, input([screening.hall.seat('A1'), screening.hall.seat('A1')]))).refused,
  ).toBe('duplicate_seat');
  expect(refused(await holdSeats(t.house, actor, input([]))).refused).toBe('invalid_request');
  expect(refused(await holdSeats(t.house, actor, { screeningId: 999_999, seats: [1] })).refused).toBe('not_found');
  expect(await sql(t.db).query('SELECT FROM seat_claims WHERE screening_id = $1', [screening.id])).toEqual([]);
});

test('Sales end 15 minutes after the start on the web, but not at the till, and never open early', async () => {
  const started = await aScreening(t.house, { startsAt: new Date(Date.now() - 16 * 60_000) });
  expect(refused(await hold(started, ['A1', 'A2'])).refused).toBe('sales_closed');
  accepted(await hold(started, ['A1', 'A2'], { ...manager, kind: 'clerk', channel: 'kiosk' }));
  const early = await aScreening(t.house, { salesOpenAt: new Date(Date.now() + 3_600_000) });
  expect(refused(await hold(early, ['A1', 'A2'])).refused).toBe('sales_not_open');
  expect(refused(await hold(early, ['A1', 'A2'], { ...manager, kind: 'clerk', channel: 'kiosk' })).refused).toBe(
    'sales_not_open',
  );
  const draft = await aScreening(t.house, { status: 'draft' });
  expect(refused(await hold(draft, ['A1', 'A2'])).refused).toBe('not_found');
});

test('A hold against the cancelling of its screening: whoever comes second sees the first', async () => {
  for (let round = 0; round < 5; round++) {
    const screening = await aScreening(t.house, { hall: await aHall(t.house, 'A ssss ssss ssss ssss') });
    await Promise.all([
      hold(screening, ['A1', 'A2']),
      hold(screening, ['A5', 'A6']),
      cancelScreening(t.house, manager, { screeningId: screening.id, reason: 'A test.' }),
      hold(screening, ['A9', 'A10']),
      hold(screening, ['A13', 'A14']),
    ]);
    expect(await sql(t.db).query('SELECT seat_id FROM live_claims WHERE screening_id = $1', [screening.id])).toEqual(
      [],
    );
  }
});

test('A companion seat is sold without its space from the hour on that the house has set, and not if it has set none', async () => {
  const show = async (minutes: number) =>
    aScreening(t.house, {
      hall: await aHall(t.house, 'A wc wc wc'),
      startsAt: new Date(Date.now() + minutes * 60_000),
    });
  const shows = [await show(30), await show(120)];
  const alone = async () =>
    Promise.all(
      shows.map(async (show) => {
        const held = await holdSeats(t.house, aCustomer(), { screeningId: show.id, seats: [show.hall.seat('A2')] });
        return isRefusal(held) ? held.refused : 'held';
      }),
    );
  expect(await alone()).toEqual(['companion_without_space', 'companion_without_space']);
  await sql(t.db).query('UPDATE cinema SET accessible_release_minutes = 60');
  onTestFinished(async () => {
    await sql(t.db).query('UPDATE cinema SET accessible_release_minutes = NULL');
  });
  expect(await alone()).toEqual(['held', 'companion_without_space']);
});

test('An orphan choice is refused with the better one, a clerk may override, and the better one is accepted', async () => {
  const screening = await aScreening(t.house, { hall: await aHall(t.house, 'A ssssss') });
  const { seat } = screening.hall;
  const refusal = refused(await hold(screening, ['A2', 'A3']));
  expect(refusal).toMatchObject({ refused: 'orphan_seat', details: { labels: ['A1'], betterLabels: ['A1', 'A2'] } });
  const clerk = { ...manager, kind: 'clerk', channel: 'kiosk' } as const;
  const overridden = accepted(
    await holdSeats(t.house, clerk, { screeningId: screening.id, seats: [seat('A2'), seat('A3')], override: true }),
  );
  accepted(await releaseHold(t.house, clerk, overridden.id));
  expect(
    refused(
      await holdSeats(t.house, aCustomer(), {
        screeningId: screening.id,
        seats: [seat('A2'), seat('A3')],
        override: true,
      }),
    ).refused,
  ).toBe('orphan_seat');
  accepted(
    await holdSeats(t.house, aCustomer(), { screeningId: screening.id, seats: refusal.details.better as number[] }),
  );
});

test('The price of a ticket is that of the hold, whatever happens to the price card', async () => {
  const screening = await aScreening(t.house);
  const actor = aCustomer();
  const seats = [screening.hall.seat('A1'), screening.hall.seat('A2')];
  const held = accepted(await holdSeats(t.house, actor, { screeningId: screening.id, seats }));
  const before = await cardEntries();
  accepted(
    await setPriceCard(t.house, manager, {
      code: 'weekday',
      name: 'Weekday',
      entries: before.map((e) => ({ ...e, amount: e.amount + 5_000 })),
    }),
  );
  const order = accepted(
    await placeOrderOnHold(t.house, actor, {
      holdId: held.id,
      screeningId: screening.id,
      lines: seats.map((seat) => ({ seat, ticketType: null })),
      email: 'guest@example.test',
    }),
  );
  const adult = before.find((e) => e.ticketType === 'adult' && e.category === 'standard');
  expect((await view(t.house, order.id)).total).toBe(2 * (adult?.amount ?? 0));
  accepted(await setPriceCard(t.house, manager, { code: 'weekday', name: 'Weekday', entries: before }));
});

test('Placing the order of one hold twice, and ten times at once, is one order', async () => {
  const screening = await aScreening(t.house);
  const actor = aCustomer();
  const seats = [screening.hall.seat('A1'), screening.hall.seat('A2')];
  const held = accepted(await holdSeats(t.house, actor, { screeningId: screening.id, seats }));
  const input = {
    holdId: held.id,
    screeningId: screening.id,
    lines: seats.map((seat) => ({ seat, ticketType: null })),
    email: 'a@example.test',
  };
  const orders = await Promise.all(Array.from({ length: 10 }, () => placeOrderOnHold(t.house, actor, input)));
  expect(new Set(orders.map((order) => accepted(order).id)).size).toBe(1);
});

async function cardEntries() {
  return sql(t.db).query<{ ticketType: string; category: string; amount: number }>(
    `SELECT t.code AS "ticketType", c.code AS category, p.amount FROM prices p JOIN ticket_types t ON t.id = p.ticket_type_id
       JOIN seat_categories c ON c.id = p.category_id JOIN price_cards pc ON pc.id = p.price_card_id WHERE pc.code = 'weekday'`,
  );
}

test('An order that is placed on a hold while its screening is being cancelled is cancelled too, or refused', async () => {
  for (let round = 0; round < 20; round++) {
    const screening = await aScreening(t.house);
    const seats = [screening.hall.seat('A1'), screening.hall.seat('A2')];
    const actor = aCustomer();
    const held = accepted(await holdSeats(t.house, actor, { screeningId: screening.id, seats }));
    const lines = seats.map((seat) => ({ seat, ticketType: null }));
    const [placed, cancelled] = await Promise.all([
      placeOrderOnHold(t.house, actor, { holdId: held.id, screeningId: screening.id, lines, email: 'a@example.test' }),
      cancelScreening(t.house, manager, { screeningId: screening.id, reason: 'A test.' }),
    ]);
    expect(accepted(cancelled).ordersToCancel).toBe(isRefusal(placed) ? 0 : 1);
  }
});
