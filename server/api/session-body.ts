import type { SessionDetail } from '../contract/api/sessions.ts';
import type { Cinema } from '../domain/cinema.ts';
import type { ScreeningDetail } from '../domain/programme/find-screening.ts';
import { sessionBody } from '../domain/programme/session-body.ts';

/** One screening as the API shows it, with what it costs. */
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
