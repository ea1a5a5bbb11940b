import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../../server/db.ts';
import { cancelScreening } from '../../../server/domain/programme/cancel-screening.ts';
import { moveScreening } from '../../../server/domain/programme/move-screening.ts';
import { publishScreenings } from '../../../server/domain/programme/publish-screenings.ts';
import { holdSeats } from '../../../server/domain/seats/hold-seats.ts';
import {
  aCustomer,
  accepted,
  aFilm,
  aHall,
  aScreening,
  manager,
  refused,
  type TestHouse,
  testHouse,
} from '../../setup/house.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t.drop());

const tomorrow = (hours: number) => new Date(Date.now() + (24 + hours) * 3_600_000);

describe('publishing', () => {
  test('shows drafts, leaves what is published, and tells which were drafts', async () => {
    const draft = await aScreening(t.house, { status: 'draft' });
    const shown = await aScreening(t.house);
    expect(accepted(await publishScreenings(t.house, manager, { ids: [draft.id, shown.id] }))).toEqual({
      published: [draft.id],
    });
  });

  test('is all or none: one unknown or cancelled screening stops it', async () => {
    const [draft, off] = [await aScreening(t.house, { status: 'draft' }), await aScreening(t.house)];
    accepted(await cancelScreening(t.house, manager, { screeningId: off.id, reason: 'test' }));
    const publish = async (id: number) => refused(await publishScreenings(t.house, manager, { ids: [draft.id, id] }));
    expect(await publish(999_999)).toEqual({ refused: 'not_found', details: { screenings: [999_999] } });
    expect(await publish(off.id)).toEqual({ refused: 'screening_cancelled', details: { screenings: [off.id] } });
    expect(await rowOf(draft.id)).toMatchObject({ status: 'draft' });
  });
});

describe('moving', () => {
  test('a screening that nobody has bought takes the times and the seats of its new film and hall', async () => {
    const screening = await aScreening(t.house);
    const [hall, film] = [await aHall(t.house, 'A sss'), await aFilm(t.house, { durationMinutes: 100 })];
    const start = { date: '2027-03-05', time: '00:30' };
    accepted(
      await moveScreening(t.house, manager, { screeningId: screening.id, hallId: hall.id, filmId: film.id, start }),
    );
    expect(await rowOf(screening.id)).toMatchObject({
      hall: hall.id,
      film: film.id,
      plan: hall.plan.id,
      seats: 3,
      minutes: 100,
      day: '2027-03-04',
      start: new Date('2027-03-04T22:30:00Z'),
      close: new Date('2027-03-04T22:45:00Z'),
    });
  });

  test('into a screening that takes the hall is refused by its name; beside itself it fits', async () => {
    const hall = await aHall(t.house);
    const [first, second] = [
      await aScreening(t.house, { hall, startsAt: tomorrow(0) }),
      await aScreening(t.house, { hall, startsAt: tomorrow(4) }),
    ];
    const move = (hours: number) =>
      moveScreening(t.house, manager, { screeningId: second.id, start: { startsAt: tomorrow(hours) } });
    expect(refused(await move(1))).toMatchObject({
      refused: 'screening_overlap',
      details: { screening: { id: first.id } },
    });
    accepted(await move(3));
  });

  test('is refused while seats are held, with their number', async () => {
    const screening = await aScreening(t.house);
    accepted(
      await holdSeats(t.house, aCustomer(), {
        screeningId: screening.id,
        seats: [screening.hall.seat('A1'), screening.hall.seat('A2')],
      }),
    );
    const answer = await moveScreening(t.house, manager, {
      screeningId: screening.id,
      start: { startsAt: tomorrow(2) },
    });
    expect(refused(answer)).toEqual({
      refused: 'screening_has_sales',
      details: { sold: 0, held: 2, blocked: 0, orders: 0 },
    });
  });
});

describe('cancelling', () => {
  test('frees what is held, queues the job for its orders in the same transaction, and tells the map', async () => {
    const { id, hall } = await aScreening(t.house);
    accepted(await holdSeats(t.house, aCustomer(), { screeningId: id, seats: [hall.seat('A1'), hall.seat('A2')] }));
    t.seatsChanged.length = 0;
    expect(
      accepted(await cancelScreening(t.house, manager, { screeningId: id, reason: 'The projector broke' })),
    ).toEqual({
      holdsEnded: 1,
      ordersToCancel: 0,
    });
    expect(t.seatsChanged).toEqual([id]);
    expect(await rowOf(id)).toMatchObject({ status: 'cancelled', reason: 'The projector broke' });
    expect(await sql(t.db).query('SELECT * FROM live_claims WHERE screening_id = $1', [id])).toEqual([]);
    const jobs = await sql(t.db).query(
      "SELECT key FROM graphile_worker.jobs WHERE key = 'cancel_screening_orders:' || $1::text",
      [id],
    );
    expect(jobs).toHaveLength(1);
    const audit = await sql(t.db).query(
      "SELECT actor, after FROM audit_entries WHERE action = 'cancel_screening' AND entity_id = $1::text",
      [id],
    );
    expect(audit).toEqual([
      { actor: 'manager', after: { reason: 'The projector broke', holdsEnded: 1, ordersToCancel: 0 } },
    ]);
  });

  test('comes once, and only to screenings that exist', async () => {
    const { id } = await aScreening(t.house);
    const cancel = (screeningId: number) => cancelScreening(t.house, manager, { screeningId, reason: 'test' });
    accepted(await cancel(id));
    expect(refused(await cancel(id)).refused).toBe('screening_cancelled');
    expect(refused(await cancel(999_999)).refused).toBe('not_found');
    expect(refused(await cancelScreening(t.house, aCustomer(), { screeningId: id, reason: '' })).refused).toBe(
      'forbidden',
    );
  });

  test('leaves no living hold, however many customers hold seats at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const { id, hall } = await aScreening(t.house);
      const [cancelled, ...holds] = await Promise.all([
        cancelScreening(t.house, manager, { screeningId: id, reason: 'test' }),
        ...hall.plan.seats
          .filter((seat) => seat.position % 2 === 0)
          .map((seat) => holdSeats(t.house, aCustomer(), { screeningId: id, seats: [seat.id, seat.id + 1] })),
      ]);
      accepted(cancelled);
      for (const hold of holds) if ('refused' in hold) expect(hold.refused).toBe('screening_cancelled');
      expect(await sql(t.db).query('SELECT * FROM live_claims WHERE screening_id = $1', [id])).toEqual([]);
    }
  });
});

async function rowOf(id: number) {
  const [row] = await sql(t.db).query(
    `SELECT status, hall_id AS hall, film_id AS film, seat_plan_id AS plan, seats_total AS seats, film_minutes AS minutes,
            business_date AS day, starts_at AS start, sales_close_at AS close, cancel_reason AS reason
       FROM screenings WHERE id = $1`,
    [id],
  );
  return row;
}
