import { clockTime, dateInWords, localDate } from '../../../server/contract/venue-time.ts';

/** Day and time of a screening by the clocks of its cinema. */
export function when(startsAt: string, zone: string): string {
  const day = dateInWords(localDate(startsAt, zone), 'en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
  return `${day}, ${clockTime(startsAt, zone, 'en-GB')}`;
}
