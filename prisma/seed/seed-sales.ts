import { bestAvailable } from '../../server/contract/seat-rules.ts';
import type { SeatState } from '../../server/contract/seats.ts';
import { type Db, inTransaction, sql } from '../../server/db.ts';
import type { Actor } from '../../server/domain/actor.ts';
import { type LoadedPlan, loadSeatPlan } from '../../server/domain/halls/load-seat-plan.ts';
import { newOrderNumber } from '../../server/domain/orders/order-number.ts';
import { accepted } from './accepted.ts';
import type { SeedPlan } from './plan-builder.ts';
import { salesFor, seatsForParties } from './sales.ts';
import type { PlacedScreening } from './seed-programme.ts';
import { writeSales } from './write-sales.ts';

/** One sale at the counter: who sits together, where. */
export interface Party {
  screening: number;
  /** Ids. */
  seats: number[];
  /** Of the order. */
  number: string;
}

/**
 * Sells part of the house at the counter, each party at the best seats of its moment. Answers the seats sold. All of it is
 * written at once: by the verbs, one sale after the other, it would keep the first visitor waiting for twenty seconds.
 */
export async function seedSales(
  db: Db,
  actor: Actor,
  programme: PlacedScreening[],
  halls: ReadonlyMap<string, SeedPlan>,
  firstDay: Temporal.PlainDate,
): Promise<number> {
  const sizes = new Map(Array.from(halls, ([code, plan]) => [code, seatsForParties(plan)]));
  const idOf = new Map(programme.map((one): [object, number] => [one, one.id]));
  const plans = await plansOf(db);
  const parties = salesFor(programme, sizes, firstDay).flatMap(({ screening, parties: wishes }) => {
    const plan = plans.get(screening.hallCode);
    const id = idOf.get(screening);
    if (!plan || id === undefined) throw new Error(`the demo has no hall ${screening.hallCode}`);
    return seated(plan, wishes).map((seats): Party => ({ screening: id, seats, number: newOrderNumber() }));
  });
  return accepted(await inTransaction(db, (tx) => writeSales(tx, actor, parties)));
}

/** Where each party sits. One that cannot sit together is two smaller ones; one that finds nothing goes home. */
function seated(plan: LoadedPlan, wishes: readonly number[]): number[][] {
  const states: SeatState[] = plan.seats.map(() => 'free');
  const at = new Map(plan.seats.map((seat) => [seat.id, seat.ordinal]));
  const seat = (count: number): number[][] => {
    const seats = bestAvailable({ plan, states }, count);
    if (seats) {
      for (const id of seats) states[at.get(id) ?? 0] = 'sold';
      return [seats];
    }
    if (count === 1) return [];
    const half = Math.ceil(count / 2);
    return [...seat(half), ...seat(count - half)];
  };
  return wishes.flatMap(seat);
}

/** The published plans by the codes of their halls. */
async function plansOf(db: Db): Promise<Map<string, LoadedPlan>> {
  const rows = await sql(db).query<{ code: string; id: number }>(
    `SELECT h.code, p.id FROM halls h JOIN seat_plans p ON p.hall_id = h.id AND p.status = 'published'`,
  );
  const plans = rows.map(async ({ code, id }): Promise<[string, LoadedPlan]> => [code, await loadSeatPlan(db, id)]);
  return new Map(await Promise.all(plans));
}
