import { dayAndTime } from '../../../server/contract/venue-time.ts';

/** `23 Nov, 19:30`, venue time. */
export function inVenueTime(timeZone: string): (instant: string) => string {
  return (instant) => dayAndTime(instant, timeZone, 'en-GB', { day: 'numeric', month: 'short' });
}
