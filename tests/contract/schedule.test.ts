import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BoardDay,
  besideNeighbour,
  freeAfter,
  hour,
  hoursOf,
  inTheWay,
  likelyCard,
  minute,
  type Slot,
  snapped,
} from '../../server/contract/schedule.ts';
import { businessDay } from '../../server/contract/venue-time.ts';

const slot = (id: number, hallId: number, startsAt: number, freeAt: number): Slot => ({ id, hallId, startsAt, freeAt });
const at = (clock: string) => Date.parse(`2026-11-27T${clock}:00+02:00`);

describe('what stands in the way', () => {
  const evening = slot(1, 1, at('19:00'), at('21:30'));

  test('a screening right after another does not; a minute earlier does', () => {
    expect(inTheWay(slot(2, 1, at('21:30'), at('23:00')), [evening])).toEqual([]);
    expect(inTheWay(slot(2, 1, at('21:29'), at('22:59')), [evening])).toEqual([evening]);
    expect(inTheWay(slot(2, 1, at('17:00'), at('19:00')), [evening])).toEqual([]);
  });

  test('another hall, and the screening itself, do not', () => {
    expect(inTheWay(slot(2, 2, at('19:00'), at('21:00')), [evening])).toEqual([]);
    expect(inTheWay(slot(1, 1, at('19:05'), at('21:35')), [evening])).toEqual([]);
  });

  test('is mutual, whatever the two slots are', () => {
    const any = fc.record({
      hallId: fc.integer({ min: 1, max: 2 }),
      startsAt: fc.nat(1000),
      length: fc.integer({ min: 1, max: 300 }),
    });
    fc.assert(
      fc.property(any, any, (a, b) => {
        const [one, two] = [
          slot(1, a.hallId, a.startsAt, a.startsAt + a.length),
          slot(2, b.hallId, b.startsAt, b.startsAt + b.length),
        ];
        expect(inTheWay(one, [two]).length).toBe(inTheWay(two, [one]).length);
      }),
    );
  });
});

test('A slot is as long as pre-show, film and cleaning together', () => {
  expect(freeAfter(at('19:00'), { preShow: 15, film: 95, cleaning: 20 })).toBe(at('21:10'));
});

test('A start snaps to the nearest five minutes, or to the minute', () => {
  expect(snapped(at('19:02') + 20_000, 5)).toBe(at('19:00'));
  expect(snapped(at('19:03'), 5)).toBe(at('19:05'));
  expect(snapped(at('19:02') + 20_000, 1)).toBe(at('19:02'));
});

describe('near a neighbour', () => {
  const before = slot(1, 1, at('17:00'), at('19:07'));
  const after = slot(2, 1, at('21:10'), at('23:00'));

  test('a slot comes to touch it, before or behind', () => {
    expect(besideNeighbour(slot(3, 1, at('19:05'), at('20:05')), [before, after], 5 * minute)).toBe(at('19:07'));
    expect(besideNeighbour(slot(3, 1, at('20:08'), at('21:08')), [before, after], 5 * minute)).toBe(at('20:10'));
  });

  test('it stays where it is if nobody is near, or if it would not fit there', () => {
    expect(besideNeighbour(slot(3, 1, at('19:30'), at('20:30')), [before, after], 5 * minute)).toBe(at('19:30'));
    expect(besideNeighbour(slot(3, 1, at('19:05'), at('22:05')), [before, after], 5 * minute)).toBe(at('19:05'));
  });
});

describe('the hours of a business day', () => {
  const dayOf = (date: string): BoardDay => {
    const { from, to } = businessDay(date, 'Europe/Kyiv', '06:00');
    return { date, from: from.getTime(), to: to.getTime() };
  };
  const labels = (date: string) => hoursOf(dayOf(date), 'Europe/Kyiv').map(({ label }) => label);

  test('are 24 on an ordinary day, from six to five', () => {
    expect(labels('2026-11-27')).toHaveLength(24);
    expect(labels('2026-11-27').at(0)).toBe('06:00');
    expect(labels('2026-11-27').at(-1)).toBe('05:00');
  });

  test('are 23 in the night that skips an hour, and that hour is missing', () => {
    expect(labels('2027-03-27')).toHaveLength(23);
    expect(labels('2027-03-27')).not.toContain('03:00');
  });

  test('are 25 in the night that has one twice, and both are there', () => {
    expect(labels('2026-10-24')).toHaveLength(25);
    expect(labels('2026-10-24').filter((label) => label === '03:00')).toHaveLength(2);
  });

  test('lie an hour apart in elapsed time', () => {
    const hours = hoursOf(dayOf('2026-10-24'), 'Europe/Kyiv');
    expect(hours.every((one, i) => i === 0 || one.at - (hours[i - 1]?.at ?? 0) === hour)).toBe(true);
  });
});

test('A new screening is offered the prices of the nearest one that day, or of any day', () => {
  const day = { date: '2026-11-27', from: at('06:00'), to: at('06:00') + 24 * hour };
  const [matinee, evening] = [
    { startsAt: at('11:00'), priceCardId: 3 },
    { startsAt: at('19:00'), priceCardId: 1 },
  ];
  const yesterday = { startsAt: at('06:00') - hour, priceCardId: 9 };
  expect(likelyCard(at('12:00'), day, [matinee, evening, yesterday])).toBe(3);
  expect(likelyCard(at('18:00'), day, [matinee, evening, yesterday])).toBe(1);
  expect(likelyCard(at('18:00'), day, [yesterday])).toBe(9);
  expect(likelyCard(at('18:00'), day, [])).toBeNull();
});
