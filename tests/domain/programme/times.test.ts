import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rfc3339 } from '../../../server/contract/venue-time.ts';
import { sql } from '../../../server/db.ts';
import { type CopyInput, type CopyReport, copyScreenings } from '../../../server/domain/programme/copy-screenings.ts';
import { scheduleScreening } from '../../../server/domain/programme/schedule-screening.ts';
import { accepted, aFilm, aHall, manager, refused, type TestHouse, testHouse } from '../../setup/house.ts';

// Rules 1 and 2, in Kyiv: clocks skip from 03:00 to 04:00 on 29 March 2026, and go back from 04:00 on 25 October.
let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t.drop());

async function hallInput(durationMinutes = 90) {
  const [hall, film] = [await aHall(t.house), await aFilm(t.house, { durationMinutes })];
  const shown = { format: '2D', language: 'uk', subtitles: null, status: 'published' as const };
  return { ...shown, filmId: film.id, hallId: hall.id, priceCardId: t.ids.cards.weekday ?? 0 };
}

async function timesOf(id: number) {
  const [row] = await sql(t.db).query<{ start: Date; end: Date; day: string; close: Date; status: string }>(
    `SELECT starts_at AS start, ends_at AS "end", business_date AS day, sales_close_at AS close, status
       FROM screenings WHERE id = $1`,
    [id],
  );
  if (!row) throw new Error(`there is no screening ${id}`);
  return { ...row, local: rfc3339(row.start, 'Europe/Kyiv'), localEnd: rfc3339(row.end, 'Europe/Kyiv') };
}

async function schedule(input: Awaited<ReturnType<typeof hallInput>>, date: string, time: string) {
  return accepted(await scheduleScreening(t.house, manager, { ...input, date, time })).id;
}

describe('the start of a screening', () => {
  test('is refused at a local time that the clocks skip, and asks which at one that comes twice', async () => {
    const input = await hallInput();
    const at = (date: string, which?: 'earlier' | 'later') =>
      scheduleScreening(t.house, manager, { ...input, date, time: '03:30', which });
    expect(refused(await at('2026-03-29')).refused).toBe('local_time_missing');
    expect(refused(await at('2026-10-25')).refused).toBe('local_time_ambiguous');
    const { id } = accepted(await at('2026-10-25', 'later'));
    expect((await timesOf(id)).local).toBe('2026-10-25T03:30:00+02:00');
  });

  test('counts its length in elapsed time: two hours from 01:30 on the spring night end at 04:30', async () => {
    const id = await schedule(await hallInput(105), '2026-03-29', '01:30');
    expect((await timesOf(id)).localEnd).toBe('2026-03-29T04:30:00+03:00');
  });

  test('after midnight belongs to the evening before, until the cut-off', async () => {
    const input = await hallInput();
    const dayAt = async (date: string, time: string) => (await timesOf(await schedule(input, date, time))).day;
    expect(await dayAt('2026-11-27', '21:00')).toBe('2026-11-27');
    expect(await dayAt('2026-11-28', '00:05')).toBe('2026-11-27');
    expect(await dayAt('2026-11-28', '05:59')).toBe('2026-11-27');
    expect(await dayAt('2026-11-29', '06:00')).toBe('2026-11-29');
  });

  test('closes the web sale a quarter of an hour later', async () => {
    const { start, close } = await timesOf(await schedule(await hallInput(), '2026-11-27', '19:00'));
    expect(close.getTime() - start.getTime()).toBe(15 * 60_000);
  });
});

describe('copying a week', () => {
  const copy = async (input: CopyInput) => accepted(await copyScreenings(t.house, manager, input));
  const hoursBetween = async ({ source, id }: CopyReport['copied'][number]) =>
    ((await timesOf(id)).start.getTime() - (await timesOf(source)).start.getTime()) / 3_600_000;

  test('19:00 stays 19:00 when the clocks go forward, and the 03:30 show of that night is refused by name', async () => {
    const input = await hallInput();
    const evening = await schedule(input, '2026-03-22', '19:00');
    const before = await schedule(input, '2026-03-21', '19:00');
    const night = await schedule(input, '2026-03-22', '03:30');
    const week = { from: '2026-03-21', to: '2026-03-28', days: 7 };

    const answer = refused(await copyScreenings(t.house, manager, week));
    expect(answer).toMatchObject({ refused: 'copies_do_not_fit', details: { unfit: [{ source: night }] } });

    const report = await copy({ ...week, onlyThoseThatFit: true });
    expect(report.unfit).toEqual([
      expect.objectContaining({
        source: night,
        date: '2026-03-29',
        time: '03:30',
        refusal: expect.objectContaining({ refused: 'local_time_missing' }),
      }),
    ]);
    expect(report.copied.map((one) => one.source)).toEqual([before, evening]);
    expect(await Promise.all(report.copied.map(hoursBetween))).toEqual([168, 167]);
    for (const { id } of report.copied) {
      expect(await timesOf(id)).toMatchObject({ local: expect.stringContaining('T19:00:00'), status: 'draft' });
    }
  });

  test('19:00 stays 19:00 when the clocks go back, and the 03:30 show of that night asks which', async () => {
    const input = await hallInput();
    const evening = await schedule(input, '2026-10-18', '19:00');
    const night = await schedule(input, '2026-10-18', '03:30');
    const week = { from: '2026-10-17', to: '2026-10-24', days: 7 };

    const preview = await copy({ ...week, preview: true });
    expect(preview.unfit).toMatchObject([{ source: night, refusal: { refused: 'local_time_ambiguous' } }]);

    const report = await copy({ ...week, which: 'later' });
    const bySource = new Map(report.copied.map((one) => [one.source, one]));
    const [copiedEvening, copiedNight] = [bySource.get(evening), bySource.get(night)];
    if (!copiedEvening || !copiedNight) throw new Error('a screening was not copied');
    expect(await hoursBetween(copiedEvening)).toBe(169);
    expect((await timesOf(copiedNight.id)).local).toBe('2026-10-25T03:30:00+02:00');
  });

  test('a preview says what the copy will do, and keeps nothing', async () => {
    const input = await hallInput();
    const source = await schedule(input, '2027-01-11', '19:00');
    await schedule(input, '2027-01-18', '18:00');
    const other = await schedule(input, '2027-01-11', '23:30');
    const day = { from: '2027-01-11', to: '2027-01-18', days: 1 };
    const preview = await copy({ ...day, preview: true });
    expect(preview.copied.map((one) => one.source)).toEqual([other]);
    expect(preview.unfit).toMatchObject([
      {
        source,
        refusal: { refused: 'screening_overlap', details: { screening: { startsAt: '2027-01-18T18:00:00+02:00' } } },
      },
    ]);
    const count = await sql(t.db).query('SELECT id FROM screenings WHERE hall_id = $1', [input.hallId]);
    expect(count).toHaveLength(3);
    const { copied } = await copy({ ...day, onlyThoseThatFit: true });
    expect(copied.map((one) => one.source)).toEqual([other]);
  });

  test('cancelled screenings are not copied, and a second copy finds the hall taken by the first', async () => {
    const input = await hallInput();
    await schedule(input, '2027-02-01', '14:00');
    const off = await schedule(input, '2027-02-01', '18:00');
    await sql(t.db).query("UPDATE screenings SET status = 'cancelled' WHERE id = $1", [off]);
    const day = { from: '2027-02-01', to: '2027-02-02', days: 1 };
    expect((await copy(day)).copied).toHaveLength(1);
    expect(refused(await copyScreenings(t.house, manager, day)).refused).toBe('copies_do_not_fit');
  });
});
