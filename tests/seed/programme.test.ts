import { describe, expect, test } from 'vitest';
import { films } from '../../prisma/seed/films/index.ts';
import { halls } from '../../prisma/seed/halls.ts';
import { CLEANING_MINUTES, PRE_SHOW_MINUTES, programmeFor, type SeedScreening } from '../../prisma/seed/programme.ts';
import { strandOf } from '../../prisma/seed/strands.ts';

const zone = 'Europe/Kyiv';
const filmOf = ({ filmSlug }: SeedScreening) => films.find((film) => film.slug === filmSlug) ?? expect.fail(filmSlug);
const startOf = ({ date, time }: SeedScreening) =>
  date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
const isMidnight = ({ time }: SeedScreening) => time < '01:00';

describe.each([
  ['an ordinary spring', '2027-04-20'],
  ['the spring change of clocks', '2027-03-20'],
  ['the autumn change of clocks', '2026-10-14'],
  ['the turn of the year', '2026-12-22'],
])('a programme of 21 days over %s', (_, first) => {
  const firstDay = Temporal.PlainDate.from(first);
  const programme = programmeFor(firstDay, 21, halls, films);
  const byDay = Map.groupBy(programme, (one) => one.businessDate.toString());

  test('is the same every time', () => {
    const key = (one: SeedScreening) => Object.values(one).join(' ');
    expect(programmeFor(firstDay, 21, halls, films).map(key)).toEqual(programme.map(key));
  });

  test('never overlaps in a hall, in real minutes', () => {
    for (const inHall of Map.groupBy(programme, (one) => one.hallCode).values()) {
      const sorted = inHall.toSorted((a, b) => startOf(a) - startOf(b));
      for (const [i, next] of sorted.slice(1).entries()) {
        const before = sorted[i] ?? expect.fail();
        const free = startOf(before) + (PRE_SHOW_MINUTES + filmOf(before).durationMin + CLEANING_MINUTES) * 60_000;
        expect(startOf(next), `${next.hallCode} ${next.date} ${next.time}`).toBeGreaterThanOrEqual(free);
      }
    }
  });

  test('starts between 10:00 and 22:30 on full five minutes, midnight shows aside', () => {
    for (const one of programme) {
      expect(Number(one.time.slice(3)) % 5).toBe(0);
      if (isMidnight(one)) continue;
      expect(one.time >= '10:00' && one.time <= '22:30', one.time).toBe(true);
      expect(one.date.equals(one.businessDate)).toBe(true);
    }
  });

  test('shows horror at midnight on Friday and Saturday night, and on no other', () => {
    for (const [day, shows] of byDay) {
      const night = shows.filter(isMidnight);
      expect(night.length, day).toBe([5, 6].includes(Temporal.PlainDate.from(day).dayOfWeek) ? 2 : 0);
      for (const one of night) {
        expect(one.time >= '00:05' && one.time <= '00:20', one.time).toBe(true);
        expect(one.date.equals(one.businessDate.add({ days: 1 }))).toBe(true);
        expect(strandOf(filmOf(one))).toBe('late');
      }
    }
  });

  test('plays every film, and each day differs from the one before', () => {
    expect(new Set(programme.map((one) => one.filmSlug)).size).toBe(films.length);
    const days = [...byDay.values()].map((shows) => shows.map((one) => `${one.time} ${one.filmSlug}`).join());
    expect(byDay.size).toBe(21);
    expect(new Set(days).size).toBe(21);
  });

  test('gives each hall four to seven shows a day, and no film more than three in the house', () => {
    for (const shows of byDay.values()) {
      for (const hall of halls) {
        const count = shows.filter((one) => one.hallCode === hall.code).length;
        expect(count).toBeGreaterThanOrEqual(4);
        expect(count).toBeLessThanOrEqual(7);
      }
      for (const times of Map.groupBy(shows, (one) => one.filmSlug).values())
        expect(times.length).toBeLessThanOrEqual(3);
    }
  });

  test('keeps families to the day and films for adults to the evening', () => {
    for (const one of programme) {
      if (strandOf(filmOf(one)) === 'family') expect(one.time < '17:00', one.time).toBe(true);
      if (filmOf(one).ageLimit === 18) expect(isMidnight(one) || one.time >= '17:00', one.time).toBe(true);
    }
  });

  test('shows 3D only where film and hall have it', () => {
    const stereo = programme.filter((one) => one.format === '3D');
    expect(stereo.length).toBeGreaterThan(0);
    for (const one of stereo) {
      expect(filmOf(one).in3d).toBe(true);
      expect(halls.find((hall) => hall.code === one.hallCode)?.has3d).toBe(true);
    }
  });
});

test('a film is heard in its own language with subtitles, unless it is dubbed for families', () => {
  for (const one of programmeFor(Temporal.PlainDate.from('2026-10-14'), 21, halls, films)) {
    const film = filmOf(one);
    if (one.language !== film.language) {
      expect([one.language, one.subtitles, strandOf(film)]).toEqual(['uk', null, 'family']);
    } else if (film.language !== 'uk' && film.language !== 'ukl') {
      expect(one.subtitles).toBe('uk');
    }
  }
});
