import type { Session, SessionDetail } from '../contract/api/sessions.ts';
import { rfc3339 } from '../contract/venue-time.ts';
import type { Cinema } from '../domain/cinema.ts';
import type { ScreeningDetail } from '../domain/programme/find-screening.ts';
import type { ScreeningSummary } from '../domain/programme/screening-summaries.ts';

/** A screening as the API shows it, at the moment `now`. */
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

export function sessionDetailBody(screening: ScreeningDetail, cinema: Cinema, now: Date): SessionDetail {
  return {
    ...sessionBody(screening, cinema, now),
    categories: screening.categories,
    ticket_types: offered(screening.ticketTypes, cinema.currency),
  };
}

export function offered(types: ScreeningDetail['ticketTypes'], currency: string): SessionDetail['ticket_types'] {
  return types.map((type) => ({
    id: type.id,
    code: type.code,
    name: type.name,
    is_default: type.isDefault,
    is_child: type.isChild,
    min_age: type.minAge,
    max_age: type.maxAge,
    prices: type.prices.map(({ category, amount }) => ({ category, price: { amount, currency } })),
  }));
}

/** The first reason why nobody can buy, or `on_sale`. */
function statusOf(screening: ScreeningSummary, now: Date): Session['status'] {
  if (screening.status === 'cancelled') return 'cancelled';
  if (now >= screening.salesCloseAt) return 'closed';
  if (now < screening.salesOpenAt) return 'not_yet_on_sale';
  return screening.seatsFree === 0 ? 'sold_out' : 'on_sale';
}
