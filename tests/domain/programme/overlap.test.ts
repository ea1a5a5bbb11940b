import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../../server/db.ts';
import { changeHall } from '../../../server/domain/halls/change-hall.ts';
import { changeFilm } from '../../../server/domain/programme/change-film.ts';
import { scheduleProgramme } from '../../../server/domain/programme/schedule-programme.ts';
import { scheduleScreening } from '../../../server/domain/programme/schedule-screening.ts';
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

// Rule 3. A test film of 90 minutes takes its hall for 15 + 90 + 15 = 120 minutes.
let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t.drop());

const evening = new Date('2027-02-05T17:00:00Z');
const minutesOn = (minutes: number, start = evening) => new Date(start.getTime() + minutes * 60_000);

async function inputFor(house = t) {
  const hall = await aHall(house.house);
  const film = await aFilm(house.house);
  return {
    filmId: film.id,
    hallId: hall.id,
    startsAt: evening,
    priceCardId: house.ids.cards.weekday ?? 0,
    format: '2D',
    language: 'uk',
    subtitles: null,
    status: 'draft' as const,
  };
}

describe('a hall and its screenings', () => {
  test('a screening may start in the minute in which the hall is free, and not a minute sooner', async () => {
    const input = await inputFor();
    const { id } = accepted(await scheduleScreening(t.house, manager, input));
    const sooner = await scheduleScreening(t.house, manager, { ...input, startsAt: minutesOn(119) });
    expect(refused(sooner)).toEqual({
      refused: 'screening_overlap',
      details: {
        screening: expect.objectContaining({
          id,
          startsAt: '2027-02-05T19:00:00+02:00',
          hallFreeAt: '2027-02-05T21:00:00+02:00',
        }),
      },
    });
    accepted(await scheduleScreening(t.house, manager, { ...input, startsAt: minutesOn(120) }));
    refused(await scheduleScreening(t.house, manager, { ...input, startsAt: minutesOn(-119) }));
    accepted(await scheduleScreening(t.house, manager, { ...input, startsAt: minutesOn(-120) }));
  });

  test('two people who save at once get one success and one refusal that names the screening in the way', async () => {
    for (let round = 0; round < 5; round++) {
      const input = await inputFor();
      const results = await Promise.all(
        [0, 30].map((minutes) => scheduleScreening(t.house, manager, { ...input, startsAt: minutesOn(minutes) })),
      );
      const won = results.find((result) => 'id' in result);
      const lost = results.find((result) => 'refused' in result);
      expect(won).toBeDefined();
      expect(lost).toMatchObject({ refused: 'screening_overlap', details: { screening: won } });
    }
  });

  test('negative control: without the constraint both would be saved', async () => {
    const bare = await testHouse();
    await sql(bare.db).query('ALTER TABLE screenings DROP CONSTRAINT screenings_no_overlap');
    const input = await inputFor(bare);
    const results = await Promise.all(
      [0, 30].map((minutes) => scheduleScreening(bare.house, manager, { ...input, startsAt: minutesOn(minutes) })),
    );
    expect(results.filter((result) => 'id' in result)).toHaveLength(2);
    await bare.drop();
  });

  test('two sets that cross each other in two halls end in one success, whichever comes first', async () => {
    const [one, two] = [await inputFor(), await inputFor()];
    const results = await Promise.all([
      scheduleProgramme(t.house, manager, [one, two]),
      scheduleProgramme(t.house, manager, [two, one]),
    ]);
    expect(results.filter((result) => 'ids' in result)).toHaveLength(1);
  });

  test('a cancelled screening does not take the hall', async () => {
    const input = await inputFor();
    const { id } = accepted(await scheduleScreening(t.house, manager, input));
    await sql(t.db).query("UPDATE screenings SET status = 'cancelled' WHERE id = $1", [id]);
    accepted(await scheduleScreening(t.house, manager, input));
  });

  test('a set is scheduled all or none, and the first that does not fit is named', async () => {
    const input = await inputFor();
    const set = [input, { ...input, startsAt: minutesOn(120) }, { ...input, startsAt: minutesOn(180) }];
    expect(refused(await scheduleProgramme(t.house, manager, set))).toMatchObject({
      refused: 'screening_overlap',
      details: { index: 2, screening: { startsAt: '2027-02-05T21:00:00+02:00' } },
    });
    expect(await sql(t.db).query('SELECT id FROM screenings WHERE hall_id = $1', [input.hallId])).toEqual([]);
    expect(accepted(await scheduleProgramme(t.house, manager, set.slice(0, 2))).ids).toHaveLength(2);
  });

  test('a screening needs a hall with a published plan, a film and a price card that exist', async () => {
    const input = await inputFor();
    await sql(t.db).query("UPDATE seat_plans SET status = 'retired' WHERE hall_id = $1", [input.hallId]);
    const refusalOf = async (change: object) =>
      refused(await scheduleScreening(t.house, manager, { ...input, ...change })).refused;
    expect(await refusalOf({})).toBe('plan_not_published');
    expect(await refusalOf({ hallId: 999_999 })).toBe('not_found');
    expect(await refusalOf({ filmId: 999_999 })).toBe('not_found');
    const hall = await aHall(t.house);
    expect(await refusalOf({ hallId: hall.id, priceCardId: 999_999 })).toBe('not_found');
    expect(await refusalOf({ hallId: hall.id, salesOpenAt: minutesOn(60) })).toBe('invalid_request');
  });

  test('customers schedule nothing', async () => {
    const input = await inputFor();
    expect(refused(await scheduleScreening(t.house, aCustomer(), input)).refused).toBe('forbidden');
  });
});

describe('lengthening', () => {
  test('a longer film that would run into the next screenings is refused with their list, and nothing changes', async () => {
    const [hall, other] = [await aHall(t.house), await aHall(t.house)];
    const film = await aFilm(t.house);
    const first = await aScreening(t.house, { hall, filmId: film.id, startsAt: evening });
    const next = await aScreening(t.house, { hall, startsAt: minutesOn(125) });
    const free = await aScreening(t.house, { hall: other, filmId: film.id, startsAt: evening });

    const refusal = refused(await changeFilm(t.house, manager, { filmId: film.id, durationMinutes: 96 }));
    expect(refusal.refused).toBe('stretch_overlaps');
    expect(refusal.details.overlaps).toEqual([
      {
        screening: expect.objectContaining({ id: first.id, hallFreeAt: '2027-02-05T21:06:00+02:00' }),
        next: expect.objectContaining({ id: next.id, startsAt: '2027-02-05T21:05:00+02:00' }),
      },
    ]);
    expect(await lengths(first.id)).toEqual({ film: 90, cleaning: 15, taken: 120 });

    const done = accepted(await changeFilm(t.house, manager, { filmId: film.id, durationMinutes: 95 }));
    expect(done.screenings.sort()).toEqual([first.id, free.id].sort());
    expect(await lengths(first.id)).toEqual({ film: 95, cleaning: 15, taken: 125 });
    expect(await lengths(next.id)).toEqual({ film: 90, cleaning: 15, taken: 120 });
  });

  test('a longer cleaning time is held to the same rule', async () => {
    const hall = await aHall(t.house);
    const first = await aScreening(t.house, { hall, startsAt: evening });
    const next = await aScreening(t.house, { hall, startsAt: minutesOn(125) });
    expect(refused(await changeHall(t.house, manager, { hallId: hall.id, cleaningMinutes: 21 }))).toMatchObject({
      refused: 'stretch_overlaps',
      details: { overlaps: [{ screening: { id: first.id }, next: { id: next.id } }] },
    });
    accepted(await changeHall(t.house, manager, { hallId: hall.id, cleaningMinutes: 20 }));
    expect(await lengths(next.id)).toEqual({ film: 90, cleaning: 20, taken: 125 });
  });

  test('what has begun, and what was cancelled, keeps its length', async () => {
    const film = await aFilm(t.house);
    const begun = await aScreening(t.house, { filmId: film.id, startsAt: new Date(Date.now() - 600_000) });
    const cancelled = await aScreening(t.house, { filmId: film.id });
    await sql(t.db).query("UPDATE screenings SET status = 'cancelled' WHERE id = $1", [cancelled.id]);
    expect(accepted(await changeFilm(t.house, manager, { filmId: film.id, durationMinutes: 300 }))).toEqual({
      screenings: [],
    });
    expect(await lengths(begun.id)).toMatchObject({ film: 90 });
  });

  test('a film that gets longer while a screening of it is saved leaves no screening of the old length', async () => {
    for (let round = 0; round < 5; round++) {
      const input = await inputFor();
      const [scheduled] = await Promise.all([
        scheduleScreening(t.house, manager, input),
        changeFilm(t.house, manager, { filmId: input.filmId, durationMinutes: 150 }),
      ]);
      expect(await lengths(accepted(scheduled).id)).toMatchObject({ film: 150 });
    }
  });
});

async function lengths(id: number) {
  const [row] = await sql(t.db).query(
    `SELECT film_minutes AS film, cleaning_minutes AS cleaning,
            extract(epoch FROM hall_free_at - starts_at)::int / 60 AS taken FROM screenings WHERE id = $1`,
    [id],
  );
  return row;
}
