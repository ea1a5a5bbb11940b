import { clockTime } from '../../../server/contract/venue-time.ts';

/** `19:30` on the venue's clock. */
export const clock = (at: number, zone: string): string => clockTime(new Date(at), zone, 'en-GB');

/** A calendar date some days on. It has no zone. */
export function daysAfter(date: string, days: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** The Monday of a date's week. */
export function mondayOf(date: string): string {
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  return daysAfter(date, -weekday);
}
