import type { SessionSeats } from '../contract/api/sessions.ts';
import type { Deps } from '../deps.ts';
import { loadSale, type Sale } from '../domain/pricing/load-sale.ts';

/** The seats of a screening as they are now, in plan order; null if there is no such screening. */
export async function sessionSeats(deps: Deps, id: number): Promise<SessionSeats | null> {
  const [seen, sale] = await Promise.all([deps.feed.read(id), loadSale(deps.db, id)]);
  if (!seen || !sale) return null;
  const { plan, states } = seen.floor;
  return {
    session: id,
    version: seen.version,
    width: plan.width,
    height: plan.height,
    categories: plan.categories,
    ticket_types: ticketTypes(sale, new Set(plan.categories.map((category) => category.id))),
    seats: plan.seats.map(({ ordinal, ...seat }) => ({ ...seat, state: states[ordinal] ?? 'blocked' })),
  };
}

/** The ticket types that are for sale for a seat of these categories, each with its prices. */
export function ticketTypes(sale: Sale, categories: ReadonlySet<number>): SessionSeats['ticket_types'] {
  return sale.ticketTypes
    .map((type) => ({
      id: type.id,
      code: type.code,
      name: type.name,
      is_default: type.isDefault,
      is_child: type.isChild,
      min_age: type.minAge,
      max_age: type.maxAge,
      prices: [...categories].flatMap((category) => {
        const amount = sale.prices[`${type.id}:${category}`];
        return amount === undefined ? [] : [{ category, price: { amount, currency: sale.currency } }];
      }),
    }))
    .filter((type) => type.prices.length > 0);
}
