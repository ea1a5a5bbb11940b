import { aFilm, type TestScreening } from '../../../setup/house.ts';
import { cancelled, showAfter } from '../office/at.ts';
import type { World } from '../world.ts';

/** Seats of a hall like that of `world.aShow`, with a ticket type for each. */
export interface Choice {
  show: TestScreening;
  lines: { seat: number; ticketType: number; price: number }[];
}
type Choose = (world: World) => Promise<Choice>;

/** By their labels, at the price of the show's card; 1 where it is not for sale. */
export const choice =
  (
    labels: string[],
    type = 'adult',
    make: (world: World) => Promise<TestScreening> = (world) => world.aShow(),
  ): Choose =>
  async (world) => {
    const show = await make(world);
    const ticketType = world.home.ids.types[type] ?? 0;
    const prices = (await world.sql(
      `SELECT s.id, p.amount FROM seats s JOIN prices p USING (category_id)
        WHERE s.seat_plan_id = $1 AND p.price_card_id = $2 AND p.ticket_type_id = $3`,
      [show.hall.plan.id, show.priceCardId, ticketType],
    )) as { id: number; amount: number }[];
    const lines = labels.map((label) => {
      const seat = show.hall.seat(label);
      return { seat, ticketType, price: prices.find(({ id }) => id === seat)?.amount ?? 1 };
    });
    return { show, lines };
  };

const after = (change: string) => (world: World) => showAfter(world, change);
const of = (policy: 'strict' | 'accompanied') => async (world: World) => {
  const film = await aFilm(world.home.house, { ageLimit: 16, agePolicy: policy });
  return world.aShow({ filmId: film.id });
};

const unlike =
  (choose: Choose, change: Partial<Choice['lines'][number]>): Choose =>
  async (world) => {
    const { show, lines } = await choose(world);
    return { show, lines: lines.map((line) => ({ ...line, ...change })) };
  };

const blocked: Choose = async (world) => {
  const made = await good(world);
  await world.sql(`INSERT INTO seat_claims (screening_id, seat_id, kind) VALUES ($1, $2, 'block')`, [
    made.show.id,
    made.lines[0]?.seat,
  ]);
  return made;
};

export const good = choice(['A1', 'A2']);

/** Choices that are refused at a counter, by the code. */
export const badSeats: Record<string, Choose> = {
  seat_taken: blocked,
  unknown_seat: unlike(choice(['A1']), { seat: 999_999 }),
  duplicate_seat: choice(['A1', 'A1']),
  orphan_seat: choice(['A2']),
  companion_without_space: choice(['B2'], 'companion'),
  love_seat_split: choice(['B3']),
  sales_closed: choice(['A1', 'A2'], 'adult', (world) =>
    world.aShow({ startsAt: new Date(Date.now() - 10 * 3_600_000) }),
  ),
  sales_not_open: choice(['A1', 'A2'], 'adult', (world) =>
    world.aShow({ salesOpenAt: new Date(Date.now() + 3_600_000) }),
  ),
  screening_cancelled: choice(['A1', 'A2'], 'adult', after(cancelled)),
};

/** Choices that are refused for their prices or ages. */
export const badPrices: Record<string, Choose> = {
  not_for_sale: choice(['A1', 'A2'], 'companion'),
  unknown_ticket_type: unlike(good, { ticketType: 999_999 }),
  age_restricted: choice(['A1', 'A2'], 'child', of('strict')),
  adult_required: choice(['A1', 'A2'], 'child', of('accompanied')),
};

/** A film that wants somebody to have looked at the customer. */
export const rated = choice(['A1', 'A2'], 'adult', of('strict'));
