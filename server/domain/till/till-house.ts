import { type Refusal, refuse } from '../../contract/refusals.ts';
import { bestAvailable } from '../../contract/seat-rules.ts';
import type { TillHouse } from '../../contract/till/programme.ts';
import { sql } from '../../db.ts';
import type { Actor } from '../actor.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { atTill } from '../kiosks/at-till.ts';
import { findScreening } from '../programme/find-screening.ts';
import { loadFloor, type ScreeningFloor } from '../seats/load-floor.ts';
import { tillScreening } from './till-day.ts';

/** A floor and the version of the live feed that the next message follows on. */
type Read = (screeningId: number) => Promise<{ version: number } | null>;

/** The hall of a screening, its seats as this till may sell them, and what they cost. Refusal: `not_found`. */
export async function tillHouse(house: House, actor: Actor, id: number, read: Read): Promise<TillHouse | Refusal> {
  const { kioskId } = atTill(actor);
  // The version first: a change in between is sent again, and changes nothing.
  const feed = await read(id);
  const [screening, offer, floor, { currency }] = await Promise.all([
    tillScreening(house, kioskId, id),
    findScreening(house.db, id),
    loadFloor(house.db, id, kioskId),
    loadCinema(sql(house.db)),
  ]);
  if (!feed || !screening || !offer || !floor) return refuse('not_found');
  const { id: planId, width, height, seats, categories } = floor.plan;
  return {
    screening,
    plan: { id: planId, width, height, seats },
    categories,
    ticketTypes: offer.ticketTypes.map(({ id: type, name, minAge, maxAge, isDefault, prices }) => ({
      id: type,
      name,
      minAge,
      maxAge,
      usual: isDefault,
      prices: Object.fromEntries(prices.map((price) => [String(price.category), price.amount])),
    })),
    currency,
    states: floor.symbols,
    version: feed.version,
  };
}

/** The best seats that the rules accept for this till. Refusals: `not_found`, `no_seats_left`. */
export async function bestAtTill(
  house: House,
  actor: Actor,
  { screeningId, count }: { screeningId: number; count: number },
): Promise<{ seats: number[] } | Refusal> {
  const floor: ScreeningFloor | null = await loadFloor(house.db, screeningId, atTill(actor).kioskId);
  if (!floor) return refuse('not_found');
  const seats = bestAvailable(floor, count);
  return seats ? { seats } : refuse('no_seats_left', { count, free: floor.states.filter((s) => s === 'free').length });
}
