import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../../server/db.ts';
import { type Actor, system } from '../../../server/domain/actor.ts';
import { loadCinema } from '../../../server/domain/cinema.ts';
import { letterText } from '../../../server/domain/mail/letter.ts';
import { writeLetter } from '../../../server/domain/mail/write-letter.ts';
import { cancelOrder } from '../../../server/domain/orders/cancel-order.ts';
import { remindCustomers } from '../../../server/domain/orders/remind-customers.ts';
import { cancelScreening } from '../../../server/domain/programme/cancel-screening.ts';
import { moveScreening } from '../../../server/domain/programme/move-screening.ts';
import { moveSoldScreening } from '../../../server/domain/programme/move-sold-screening.ts';
import { unscheduleScreenings } from '../../../server/domain/programme/unschedule-screenings.ts';
import { holdSeats } from '../../../server/domain/seats/hold-seats.ts';
import { checkTicket } from '../../../server/domain/tickets/check-ticket.ts';
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
import { anOrder, letters, view } from '../../setup/sales.ts';
import { takeCash } from '../../setup/take-cash.ts';
import { untilWaiting } from '../../setup/waiting.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t.drop());

const tomorrow = (hours: number) => new Date(Date.now() + (24 + hours) * 3_600_000);
const clerk: Actor = { ...manager, kind: 'clerk', channel: 'kiosk', buyer: 'kiosk:1' };

async function sold(screening: TestScreening, labels: string[]): Promise<number> {
  const order = await anOrder(t.house, screening, labels);
  accepted(await takeCash(t.house, clerk, order));
  return order;
}

const codes = async (order: number) => (await view(t.house, order)).tickets.map((ticket) => ticket.code ?? '');

describe('moving a screening with sales', () => {
  test('to another time of its hall leaves seats and codes as they are, and writes to everybody once', async () => {
    const screening = await aScreening(t.house);
    const order = await sold(screening, ['A1', 'A2']);
    const before = await codes(order);
    const start = { startsAt: tomorrow(3) };
    const report = accepted(await moveSoldScreening(t.house, manager, { screeningId: screening.id, start }));
    expect(report).toMatchObject({ orders: 1, tickets: 2, newCodes: 0, letters: 1 });
    expect(await codes(order)).toEqual(before);
    expect(await letters(t.house, order)).toEqual(['tickets', 'screening_moved']);
    expect((await view(t.house, order)).screening.movedFrom).toMatchObject({ hall: expect.any(String) });
  });

  test('reminds of the new time too, and not at once of what was just told', async () => {
    const screening = await aScreening(t.house, { startsAt: tomorrow(-22) });
    const order = await sold(screening, ['A1', 'A2']);
    const remind = async () => accepted(await remindCustomers(t.house, system));
    const aDayAgo = async (what: 'orders SET paid_at' | 'screenings SET moved_at', id: number) =>
      sql(t.db).query(`UPDATE ${what} = now() - interval '1 day' WHERE id = $1`, [id]);
    await aDayAgo('orders SET paid_at', order);
    expect([await remind(), await remind()]).toEqual([1, 0]);
    const move = async (startsAt: Date) =>
      accepted(await moveSoldScreening(t.house, manager, { screeningId: screening.id, start: { startsAt } }));
    await move(tomorrow(2));
    expect(await remind()).toBe(0);
    await move(tomorrow(-21.5));
    expect(await remind()).toBe(0);
    await aDayAgo('screenings SET moved_at', screening.id);
    expect([await remind(), await remind()]).toEqual([1, 0]);
    expect((await letters(t.house, order)).filter((kind) => kind === 'reminder')).toHaveLength(2);
  });

  test('to a hall with the same labels gives every ticket the same seat there under a new code', async () => {
    const screening = await aScreening(t.house);
    const order = await sold(screening, ['A1', 'A2']);
    const [old = ''] = await codes(order);
    const hall = await aHall(t.house, 'A ssss\nB ssss\nC ssss');
    const report = accepted(await moveSoldScreening(t.house, manager, { screeningId: screening.id, hallId: hall.id }));
    expect(report).toMatchObject({ tickets: 2, newCodes: 2 });
    const { tickets } = await view(t.house, order);
    expect(tickets.map((ticket) => ticket.seat.id)).toEqual([hall.seat('A1'), hall.seat('A2')]);
    expect(refused(await checkTicket(t.house, clerk, { code: old }))).toMatchObject({
      refused: 'ticket_invalid',
      details: { reason: 'replaced' },
    });
    const claims = await sql(t.db).query(
      'SELECT seat_id AS seat FROM live_claims WHERE screening_id = $1 ORDER BY seat_id',
      [screening.id],
    );
    expect(claims).toEqual([{ seat: hall.seat('A1') }, { seat: hall.seat('A2') }]);
    // The seats that were left are free, those that were taken on are not.
    const hold = (labels: string[]) =>
      holdSeats(t.house, aCustomer(), { screeningId: screening.id, seats: labels.map((label) => hall.seat(label)) });
    expect(refused(await hold(['A1', 'A2'])).refused).toBe('seat_taken');
    accepted(await hold(['C1', 'C2']));
  });

  test('to a hall without those seats is refused with the number of seats that have no place', async () => {
    const screening = await aScreening(t.house);
    const order = await sold(screening, ['A1', 'A2', 'A3', 'A4']);
    const hall = await aHall(t.house, 'A sss');
    const answer = await moveSoldScreening(t.house, manager, { screeningId: screening.id, hallId: hall.id });
    expect(refused(answer)).toEqual({
      refused: 'screening_has_sales',
      details: { sold: 4, held: 0, blocked: 0, orders: 0, unplaced: 1 },
    });
    expect(await letters(t.house, order)).toEqual(['tickets']);
  });

  test('is refused while somebody is paying, and when the hall is taken', async () => {
    const screening = await aScreening(t.house);
    await sold(screening, ['A1', 'A2']);
    const other = await aScreening(t.house, { hall: screening.hall, startsAt: tomorrow(4) });
    const move = (hours: number) =>
      moveSoldScreening(t.house, manager, { screeningId: screening.id, start: { startsAt: tomorrow(hours) } });
    expect(refused(await move(3))).toMatchObject({
      refused: 'screening_overlap',
      details: { screening: { id: other.id } },
    });
    await anOrder(t.house, screening, ['B1', 'B2']);
    expect(refused(await move(1))).toMatchObject({
      refused: 'screening_has_sales',
      details: { sold: 2, held: 2, orders: 1 },
    });
  });

  test('as a preview says the same and changes nothing', async () => {
    const screening = await aScreening(t.house);
    const order = await sold(screening, ['A1', 'A2']);
    const hall = await aHall(t.house);
    const before = await codes(order);
    const input = { screeningId: screening.id, hallId: hall.id, preview: true };
    expect(accepted(await moveSoldScreening(t.house, manager, input))).toMatchObject({ newCodes: 2, letters: 1 });
    expect(await codes(order)).toEqual(before);
    expect(await letters(t.house, order)).toEqual(['tickets']);
  });

  test('writes where it was and where it is now, and that the customer may cancel', async () => {
    const screening = await aScreening(t.house, { startsAt: new Date('2027-05-07T19:00:00+03:00') });
    const order = await sold(screening, ['A1', 'A2']);
    const hall = await aHall(t.house, undefined, { name: 'Courtyard' });
    const start = { date: '2027-05-09', time: '00:30' };
    accepted(await moveSoldScreening(t.house, manager, { screeningId: screening.id, hallId: hall.id, start }));
    const cinema = await loadCinema(sql(t.db));
    const letter = writeLetter('screening_moved', await view(t.house, order), cinema, 'http://foyer.test/order');
    expect(letter.subject).toContain('now Sat night / Sun 00:30');
    const text = letterText(letter);
    expect(text).toMatch(/Before: Fri 7 May, 19:00, Hall/);
    expect(text).toContain('Hall: Courtyard');
    expect(text).toContain('all of your money goes back');
  });

  test('lets its customers cancel until the new start, even inside the cancel window', async () => {
    const screening = await aScreening(t.house);
    const order = await sold(screening, ['A1', 'A2']);
    const later = await sold(screening, ['B1', 'B2']);
    const start = { startsAt: new Date(Date.now() + 45 * 60_000) };
    accepted(await moveSoldScreening(t.house, manager, { screeningId: screening.id, start }));
    const { cancelUntil, startsAt } = (await view(t.house, order)).screening;
    expect(cancelUntil).toEqual(startsAt);
    accepted(await cancelOrder(t.house, aCustomer(), order));
    // Whoever buys after the move knows when it starts.
    await sql(t.db).query("UPDATE orders SET paid_at = now() + interval '1 second' WHERE id = $1", [later]);
    expect(refused(await cancelOrder(t.house, aCustomer(), later)).refused).toBe('not_cancellable');
  });

  test('into the past is refused, and nobody is written to about a show that they have missed by then', async () => {
    const screening = await aScreening(t.house);
    const order = await sold(screening, ['A1']);
    const start = { startsAt: new Date(Date.now() - 60_000) };
    const no = refused(await moveSoldScreening(t.house, manager, { screeningId: screening.id, start }));
    expect(no).toEqual({ refused: 'screening_begun', details: { there: true } });
    expect(await letters(t.house, order)).toEqual(['tickets']);
  });

  test('is the only way: the plain move refuses it; what has begun or is off stays where it is', async () => {
    const screening = await aScreening(t.house);
    await sold(screening, ['A1', 'A2']);
    const start = { startsAt: tomorrow(2) };
    expect(refused(await moveScreening(t.house, manager, { screeningId: screening.id, start })).refused).toBe(
      'screening_has_sales',
    );
    expect(refused(await moveSoldScreening(t.house, aCustomer(), { screeningId: screening.id, start })).refused).toBe(
      'forbidden',
    );
    const begun = await aScreening(t.house, { startsAt: new Date(Date.now() - 60_000) });
    expect(refused(await moveSoldScreening(t.house, manager, { screeningId: begun.id, start })).refused).toBe(
      'screening_begun',
    );
    accepted(await cancelScreening(t.house, manager, { screeningId: screening.id, reason: 'test' }));
    expect(refused(await moveSoldScreening(t.house, manager, { screeningId: screening.id, start })).refused).toBe(
      'screening_cancelled',
    );
  });
});

describe('taking a draft off the board', () => {
  test('leaves nothing but its audit entry', async () => {
    const [one, two] = [await aScreening(t.house, { status: 'draft' }), await aScreening(t.house, { status: 'draft' })];
    expect(accepted(await unscheduleScreenings(t.house, manager, { ids: [one.id, two.id] }))).toEqual({
      removed: [one.id, two.id],
    });
    expect(await sql(t.db).query('SELECT FROM screenings WHERE id = $1', [one.id])).toEqual([]);
    const audit = await sql(t.db).query(
      "SELECT before ->> 'hallId' AS hall FROM audit_entries WHERE action = 'unschedule_screening' AND entity_id = $1::text",
      [one.id],
    );
    expect(audit).toEqual([{ hall: String(one.hall.id) }]);
  });

  test('is refused for what the public knows of, and then nothing is removed', async () => {
    const [draft, shown] = [await aScreening(t.house, { status: 'draft' }), await aScreening(t.house)];
    expect(refused(await unscheduleScreenings(t.house, manager, { ids: [draft.id, shown.id] }))).toEqual({
      refused: 'screening_published',
      details: { screenings: [shown.id] },
    });
    expect(await sql(t.db).query('SELECT FROM screenings WHERE id = $1', [draft.id])).toHaveLength(1);
  });
});

test('A hold that waits while its screening moves to another hall is refused, and claims no seat of the old one', async () => {
  const screening = await aScreening(t.house);
  const hall = await aHall(t.house);
  const mover = await t.db.pool.connect();
  try {
    await mover.query('BEGIN');
    await mover.query('SELECT FROM screenings WHERE id = $1 FOR UPDATE', [screening.id]);
    const seats = [screening.hall.seat('A1'), screening.hall.seat('A2')];
    const held = holdSeats(t.house, aCustomer(), { screeningId: screening.id, seats });
    await untilWaiting(t.db, 1, 'hold_seats');
    await mover.query('UPDATE screenings SET hall_id = $2, seat_plan_id = $3 WHERE id = $1', [
      screening.id,
      hall.id,
      hall.plan.id,
    ]);
    await mover.query('COMMIT');
    expect(refused(await held).refused).toBe('unknown_seat');
    expect(await sql(t.db).query('SELECT FROM seat_claims WHERE screening_id = $1', [screening.id])).toEqual([]);
  } finally {
    mover.release();
  }
});
