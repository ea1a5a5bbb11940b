import { clockTime, dateInWords, localDate } from '../../../server/contract/venue-time.ts';

/** `Fri 27 Nov, 19:30` on the venue's clock. */
export function when(at: string, zone: string): string {
  const day = dateInWords(localDate(at, zone), 'en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
  return `${day}, ${clockTime(at, zone, 'en')}`;
}
