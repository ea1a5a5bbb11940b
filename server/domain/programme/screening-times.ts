import { type Refusal, refuse } from '../../contract/refusals.ts';
import { businessDate, instantOf } from '../../contract/venue-time.ts';
import type { Cinema } from '../cinema.ts';

/** A start in the venue's wall-clock time (`YYYY-MM-DD`, `HH:MM`), or the instant itself. */
export type Start = { date: string; time: string; which?: 'earlier' | 'later' | undefined } | { startsAt: Date };

/** The instant of a start, or why there is none: the clocks skip that time, or it comes twice (rule 1). */
export function instantOfStart(start: Start, cinema: Cinema): Date | Refusal {
  if ('startsAt' in start) return start.startsAt;
  const { date, time, which } = start;
  const instant = instantOf(date, time, cinema.timeZone, which);
  return typeof instant === 'string' ? refuse(instant, { date, time }) : new Date(instant.epochMilliseconds);
}

/** What a screening is made of, in minutes of elapsed time. */
export interface Lengths {
  preShowMinutes: number;
  filmMinutes: number;
  cleaningMinutes: number;
}

export interface ScreeningTimes {
  startsAt: Date;
  endsAt: Date;
  /** The hall is taken until then. */
  hallFreeAt: Date;
  businessDate: string;
  salesCloseAt: Date;
}

/** Every other time of a screening, reckoned from its start in elapsed minutes. */
export function screeningTimes(startsAt: Date, lengths: Lengths, cinema: Cinema): ScreeningTimes {
  const endsAt = later(startsAt, lengths.preShowMinutes + lengths.filmMinutes);
  return {
    startsAt,
    endsAt,
    hallFreeAt: later(endsAt, lengths.cleaningMinutes),
    businessDate: businessDate(startsAt, cinema.timeZone, cinema.businessDayCutoff),
    salesCloseAt: later(startsAt, cinema.salesCloseMinutes),
  };
}

function later(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * 60_000);
}
