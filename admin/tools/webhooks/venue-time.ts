import { clockTime, dateInWords, localDate } from '../../../server/contract/venue-time.ts';

/** `23 Nov, 19:30`, venue time. */
export function inVenueTime(timeZone: string): (instant: string) => string {
  return (instant) =>
    `${dateInWords(localDate(instant, timeZone), 'en-GB', { day: 'numeric', month: 'short' })}, ${clockTime(instant, timeZone, 'en-GB')}`;
}
