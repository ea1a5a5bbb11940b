import { chance } from './chance.ts';
import type { SeedFilm } from './films/film.ts';
import type { SeedHall } from './halls.ts';
import type { PriceCardCode } from './prices.ts';
import { isOn, type Strand, strandOf, suits } from './strands.ts';

export const PRE_SHOW_MINUTES = 15;
export const CLEANING_MINUTES = 15;

/** Minutes after midnight of the business day; the midnight shows start on the next calendar day. */
const FIRST_START = 10 * 60;
const LAST_START = 22 * 60 + 30;
const MIDNIGHT_SHOW = 24 * 60 + 5;
/** The house is dark and clean by half past one, midnight shows aside. */
const LATEST_END = 25 * 60 + 30;

/** One film: at most so many shows a day in the whole house, and so many minutes apart. */
const SHOWS_A_DAY = 3;
const APART = 75;
/** How often a film of a strand is shown, against the others. */
const weight: Record<Strand, number> = { main: 3, family: 2, classic: 1, late: 1 };

export interface SeedScreening {
  hallCode: string;
  filmSlug: string;
  /** The day it is listed under; a midnight show belongs to the evening before. */
  businessDate: Temporal.PlainDate;
  /** Local calendar date of the start. */
  date: Temporal.PlainDate;
  /** Local, "HH:MM". */
  time: string;
  format: '2D' | '3D';
  /** BCP 47 of the sound. */
  language: string;
  subtitles: string | null;
  priceCard: PriceCardCode;
}

interface Slot {
  hall: SeedHall;
  day: Temporal.PlainDate;
  start: number;
}

interface Placed extends Slot {
  film: SeedFilm;
}

/**
 * The demo's programme for `days` business days from `firstDay`, in the venue's wall-clock time. The same input gives
 * the same programme. In a hall, start + pre-show + film + cleaning never passes the next start.
 */
export function programmeFor(
  firstDay: Temporal.PlainDate,
  days: number,
  halls: SeedHall[],
  films: SeedFilm[],
): SeedScreening[] {
  const plays = new Map<string, number>();
  const all: Placed[] = [];
  for (let i = 0; i < days; i += 1) {
    const today = dayOf(firstDay.add({ days: i }), halls, films, plays);
    all.push(...today.sort((a, b) => a.start - b.start));
  }
  return all.map(screeningOf);
}

/** One day: whichever hall is free first takes the next film, so that two halls do not start the same one together. */
function dayOf(day: Temporal.PlainDate, halls: SeedHall[], films: SeedFilm[], plays: Map<string, number>): Placed[] {
  const on = films.filter((film) => isOn(film, day));
  const today: Placed[] = [];
  const place = (slot: Slot): Placed | undefined => {
    const film = choose(slot, on, today, plays);
    if (!film) return undefined;
    const placed = { ...slot, film };
    today.push(placed);
    plays.set(film.slug, (plays.get(film.slug) ?? 0) + 1);
    return placed;
  };

  // Midnight first: the horror of the night must not have been spent at ten.
  for (const hall of halls) {
    const start = midnightStart(hall, day);
    if (start !== undefined) place({ hall, day, start });
  }
  const free = new Map(
    halls.map((hall) => [hall, FIRST_START + inFives(chance('open', hall.code, day.toString()) * 45)]),
  );
  while (free.size > 0) {
    const [hall, start] = [...free].reduce((first, next) => (next[1] < first[1] ? next : first));
    if (start > LAST_START) {
      free.delete(hall);
      continue;
    }
    const placed = place({ hall, day, start });
    const breather = inFives(chance('breather', hall.code, day.toString(), start) * 25);
    free.set(hall, placed ? inFives(occupiedUntil(placed) + 4) + breather : start + 15);
  }
  return today;
}

/** The film that has been on least for its weight, among those that suit the hour and end in time. */
function choose(slot: Slot, on: SeedFilm[], today: Placed[], plays: Map<string, number>): SeedFilm | undefined {
  const { hall, day, start } = slot;
  const limit = start >= MIDNIGHT_SHOW ? Number.POSITIVE_INFINITY : (midnightStart(hall, day) ?? LATEST_END);
  let best: SeedFilm | undefined;
  let bestScore = Number.POSITIVE_INFINITY;
  for (const film of on) {
    if (!suits(film, start)) continue;
    if (occupiedUntil({ ...slot, film }) > limit) continue;
    const shows = today.filter((other) => other.film === film);
    if (shows.length >= SHOWS_A_DAY) continue;
    if (shows.some((other) => other.hall === hall || Math.abs(other.start - start) < APART)) continue;
    const score =
      ((plays.get(film.slug) ?? 0) + 2 * chance('pick', film.slug, hall.code, day.toString())) / weight[strandOf(film)];
    if (score < bestScore) [best, bestScore] = [film, score];
  }
  return best;
}

function midnightStart(hall: SeedHall, day: Temporal.PlainDate): number | undefined {
  const night = day.dayOfWeek === 5 || day.dayOfWeek === 6;
  return hall.midnight && night
    ? MIDNIGHT_SHOW + inFives(chance('midnight', hall.code, day.toString()) * 20)
    : undefined;
}

function occupiedUntil({ start, film }: Placed): number {
  return start + PRE_SHOW_MINUTES + film.durationMin + CLEANING_MINUTES;
}

function inFives(minutes: number): number {
  return Math.floor(minutes / 5) * 5;
}

function screeningOf({ hall, day, start, film }: Placed): SeedScreening {
  const stereo = film.in3d && hall.has3d && chance('3D', film.slug, day.toString(), start) < 0.7;
  const time = Temporal.PlainTime.from({ hour: Math.floor(start / 60) % 24, minute: start % 60 });
  return {
    hallCode: hall.code,
    filmSlug: film.slug,
    businessDate: day,
    date: start >= 24 * 60 ? day.add({ days: 1 }) : day,
    time: time.toString({ smallestUnit: 'minute' }),
    format: stereo ? '3D' : '2D',
    ...versionOf(film, start),
    priceCard: priceCardOf(day, start),
  };
}

/** Ukrainian films carry English subtitles, family films are dubbed by day, sign language needs neither. */
function versionOf(film: SeedFilm, start: number): Pick<SeedScreening, 'language' | 'subtitles'> {
  if (film.language === 'ukl') return { language: 'ukl', subtitles: null };
  if (film.language === 'uk') return { language: 'uk', subtitles: strandOf(film) === 'family' ? null : 'en' };
  if (strandOf(film) === 'family' && start < 15 * 60) return { language: 'uk', subtitles: null };
  return { language: film.language, subtitles: 'uk' };
}

function priceCardOf(day: Temporal.PlainDate, start: number): PriceCardCode {
  if (start < 13 * 60) return 'matinee';
  return day.dayOfWeek >= 6 || (day.dayOfWeek === 5 && start >= 17 * 60) ? 'weekend' : 'weekday';
}
