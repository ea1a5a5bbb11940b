import type { Actor } from '../../server/domain/actor.ts';
import { addHall } from '../../server/domain/halls/add-hall.ts';
import { publishSeatPlan } from '../../server/domain/halls/publish-seat-plan.ts';
import { saveSeatPlan } from '../../server/domain/halls/save-seat-plan.ts';
import type { House } from '../../server/domain/house.ts';
import { addCategory } from '../../server/domain/pricing/add-category.ts';
import { addTicketType } from '../../server/domain/pricing/add-ticket-type.ts';
import { setPriceCard } from '../../server/domain/pricing/set-price-card.ts';
import { addFilm } from '../../server/domain/programme/add-film.ts';
import { addGenre } from '../../server/domain/programme/add-genre.ts';
import { accepted } from './accepted.ts';
import { films } from './films/index.ts';
import { genreNames } from './genre-names.ts';
import { halls } from './halls.ts';
import { buildPlan, type SeedPlan } from './plan-builder.ts';
import { priceCards, seatCategories, ticketTypes } from './prices.ts';

/** Ids by code. */
export type Ids = Record<string, number>;

export async function seedPrices(house: House, actor: Actor): Promise<{ categories: Ids; types: Ids; cards: Ids }> {
  const ids = { categories: {} as Ids, types: {} as Ids, cards: {} as Ids };
  for (const [sortOrder, category] of seatCategories.entries()) {
    ids.categories[category.code] = accepted(await addCategory(house, actor, { ...category, sortOrder })).id;
  }
  for (const [sortOrder, type] of ticketTypes.entries()) {
    ids.types[type.code] = accepted(await addTicketType(house, actor, { ...type, sortOrder })).id;
  }
  for (const { code, name, amounts } of priceCards) {
    const entries = Object.entries(amounts).flatMap(([ticketType, prices]) =>
      Object.entries(prices).map(([category, amount]) => ({ ticketType, category, amount })),
    );
    ids.cards[code] = accepted(await setPriceCard(house, actor, { code, name, entries })).id;
  }
  return ids;
}

export async function seedFilms(house: House, actor: Actor): Promise<void> {
  for (const [code, name] of Object.entries(genreNames)) accepted(await addGenre(house, actor, { code, name }));
  for (const { durationMin, synopsis, originalTitle, in3d, ...facts } of films) {
    accepted(
      await addFilm(house, actor, {
        ...facts,
        durationMinutes: durationMin,
        description: synopsis,
        originalTitle: originalTitle ?? null,
      }),
    );
  }
}

/** The halls with their plans, by code. */
export async function seedHalls(house: House, actor: Actor): Promise<Map<string, SeedPlan>> {
  const plans = new Map<string, SeedPlan>();
  for (const [sortOrder, { code, name, description, spec }] of halls.entries()) {
    const plan = buildPlan(spec);
    const { id } = accepted(await addHall(house, actor, { code, name, description, sortOrder }));
    const { planId } = accepted(await saveSeatPlan(house, actor, { hallId: id, name, ...plan }));
    accepted(await publishSeatPlan(house, actor, { planId }));
    plans.set(code, plan);
  }
  return plans;
}
