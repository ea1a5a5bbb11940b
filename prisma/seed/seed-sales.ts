import { isRefusal } from '../../server/contract/refusals.ts';
import type { Actor } from '../../server/domain/actor.ts';
import type { House } from '../../server/domain/house.ts';
import { placeOrder } from '../../server/domain/orders/place-order.ts';
import { takeCash } from '../../server/domain/payments/take-cash.ts';
import { findBestAvailable } from '../../server/domain/seats/find-best-available.ts';
import { accepted } from './accepted.ts';
import type { SeedPlan } from './plan-builder.ts';
import { salesFor, seatsForParties } from './sales.ts';
import type { PlacedScreening } from './seed-programme.ts';

/** Screenings that sell side by side; within one, parties queue. */
const counters = 6;

/** Sells part of the house at the counter, each party at the best seats of its moment. Answers the seats sold. */
export async function seedSales(
  house: House,
  actor: Actor,
  programme: PlacedScreening[],
  halls: ReadonlyMap<string, SeedPlan>,
  firstDay: Temporal.PlainDate,
): Promise<number> {
  const sizes = new Map(Array.from(halls, ([code, plan]) => [code, seatsForParties(plan)]));
  const idOf = new Map(programme.map((one): [object, number] => [one, one.id]));
  const queue = salesFor(programme, sizes, firstDay).map(({ screening, parties }) => ({
    id: idOf.get(screening),
    parties,
  }));
  let sold = 0;
  const counter = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      for (const size of next.parties) {
        const seats = await sellTo(house, actor, next.id ?? 0, size);
        sold += seats;
      }
    }
  };
  await Promise.all(Array.from({ length: counters }, counter));
  return sold;
}

/** A party that cannot sit together is sold to as two smaller ones; one that finds nothing goes home. */
async function sellTo(house: House, actor: Actor, screeningId: number, size: number): Promise<number> {
  const seats = await findBestAvailable(house, screeningId, size);
  if (!isRefusal(seats)) {
    const order = await placeOrder(house, actor, {
      screeningId,
      lines: seats.map((seat) => ({ seat, ticketType: null })),
      email: null,
    });
    if (isRefusal(order)) return 0;
    accepted(await takeCash(house, actor, order.id));
    return size;
  }
  if (size === 1) return 0;
  const half = Math.ceil(size / 2);
  return (await sellTo(house, actor, screeningId, half)) + (await sellTo(house, actor, screeningId, size - half));
}
