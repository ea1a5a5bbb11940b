import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  businessDate,
  businessDay,
  instantOf,
  localDate,
  rfc3339,
  venueTime,
} from '../../server/contract/venue-time.ts';

// Rules 1 and 2. Zones that change their clocks by an hour, by half an hour, at midnight, in the south, and never.
const zones = [
  'Europe/Kyiv',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/Santiago',
  'Asia/Tokyo',
];
const zone = fc.constantFrom(...zones);
const minute = fc
  .integer({ min: Date.UTC(2024, 0) / 60_000, max: Date.UTC(2030, 0) / 60_000 })
  .map((m) => new Date(m * 60_000));
const wallClock = (at: Date, tz: string) => {
  const local = venueTime(at, tz);
  return {
    date: local.toPlainDate().toString(),
    time: local.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
};

describe('wall-clock time', () => {
  test('every instant is found again from its date and time, in every zone and through every change of the clocks', () => {
    fc.assert(
      fc.property(minute, zone, (at, tz) => {
        const { date, time } = wallClock(at, tz);
        const readings = (['earlier', 'later'] as const).map((which) => instantOf(date, time, tz, which));
        expect(readings.map((reading) => typeof reading !== 'string' && reading.epochMilliseconds)).toContain(
          at.getTime(),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('a time that comes twice is only taken with a word which, and one that does not exist never', () => {
    fc.assert(
      fc.property(minute, zone, (at, tz) => {
        const { date, time } = wallClock(at, tz);
        const plain = instantOf(date, time, tz);
        const [first, second] = [instantOf(date, time, tz, 'earlier'), instantOf(date, time, tz, 'later')];
        expect(plain).not.toBe('local_time_missing');
        expect(plain === 'local_time_ambiguous').toBe(String(first) !== String(second));
      }),
      { numRuns: 500 },
    );
    expect(instantOf('2026-03-29', '03:30', 'Europe/Kyiv')).toBe('local_time_missing');
    expect(instantOf('2026-03-29', '03:30', 'Europe/Kyiv', 'later')).toBe('local_time_missing');
    expect(instantOf('2026-10-25', '03:30', 'Europe/Kyiv')).toBe('local_time_ambiguous');
    expect(String(instantOf('2026-10-25', '03:30', 'Europe/Kyiv', 'earlier'))).toBe('2026-10-25T00:30:00Z');
    expect(String(instantOf('2026-10-25', '03:30', 'Europe/Kyiv', 'later'))).toBe('2026-10-25T01:30:00Z');
  });

  test('a written time with its offset is the same instant', () => {
    fc.assert(
      fc.property(minute, zone, (at, tz) => {
        expect(Date.parse(rfc3339(at, tz))).toBe(at.getTime());
        expect(rfc3339(at, tz).slice(0, 10)).toBe(localDate(at, tz));
      }),
    );
  });

  test('duration is elapsed time: 120 minutes from 01:30 on the spring night end at 04:30', () => {
    for (const [tz, date] of [
      ['Europe/Kyiv', '2026-03-29'],
      ['Europe/Berlin', '2026-03-29'],
      ['America/New_York', '2026-03-08'],
    ] as const) {
      const start = instantOf(date, '01:30', tz);
      if (typeof start === 'string') throw new Error(start);
      expect(rfc3339(new Date(start.epochMilliseconds + 120 * 60_000), tz)).toMatch(`${date}T04:30:00`);
    }
  });
});

describe('the business day', () => {
  test('lasts until the cut-off of the next calendar day', () => {
    const on = (local: string) => businessDate(new Date(local), 'Europe/Kyiv', '06:00');
    expect(on('2026-11-27T23:59:00+02:00')).toBe('2026-11-27');
    expect(on('2026-11-28T00:05:00+02:00')).toBe('2026-11-27');
    expect(on('2026-11-28T05:59:00+02:00')).toBe('2026-11-27');
    expect(on('2026-11-28T06:00:00+02:00')).toBe('2026-11-28');
  });

  test('every instant lies in the one day that bears its business date', () => {
    fc.assert(
      fc.property(minute, zone, fc.constantFrom('00:00', '04:00', '06:00'), (at, tz, cutoff) => {
        const day = businessDay(businessDate(at, tz, cutoff), tz, cutoff);
        expect(day.from <= at && at < day.to).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('days follow each other without a gap, and last 23, 24 or 25 hours in Kyiv', () => {
    const hours = (date: string) => {
      const { from, to } = businessDay(date, 'Europe/Kyiv', '06:00');
      return (to.getTime() - from.getTime()) / 3_600_000;
    };
    expect(hours('2026-03-28')).toBe(23);
    expect(hours('2026-03-29')).toBe(24);
    expect(hours('2026-10-24')).toBe(25);
    expect(businessDay('2026-10-24', 'Europe/Kyiv', '06:00').to).toEqual(
      businessDay('2026-10-25', 'Europe/Kyiv', '06:00').from,
    );
  });
});
