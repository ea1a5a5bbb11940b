import type { Session } from '../../contract/api/sessions.ts';
import { rfc3339 } from '../../contract/venue-time.ts';
import type { Cinema } from '../cinema.ts';
import type { ScreeningSummary } from './screening-summaries.ts';

/** A screening as the API and the webhooks show it, at the moment `now`. */
export function sessionBody(screening: ScreeningSummary, { timeZone, currency }: Cinema, now: Date): Session {
  const { film, hall, priceFrom } = screening;
  return {
    id: screening.id,
    movie: film,
    hall: { id: hall.id, name: hall.name },
    starts_at: rfc3339(screening.startsAt, timeZone),
    ends_at: rfc3339(screening.endsAt, timeZone),
    business_date: screening.businessDate,
    format: screening.format,
    language: screening.language,
    subtitles: screening.subtitles,
    status: statusOf(screening, now),
    price_from: priceFrom === null ? null : { amount: priceFrom, currency },
    seats_total: screening.seatsTotal,
    seats_free: screening.seatsFree,
  };
}

/** The first reason why nobody can buy, or `on_sale`. */
function statusOf(screening: ScreeningSummary, now: Date): Session['status'] {
  if (screening.status === 'cancelled') return 'cancelled';
  if (now >= screening.salesCloseAt) return 'closed';
  if (now < screening.salesOpenAt) return 'not_yet_on_sale';
  return screening.seatsFree === 0 ? 'sold_out' : 'on_sale';
}
