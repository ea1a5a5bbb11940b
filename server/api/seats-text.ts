import type { SeatState } from '../contract/seats.ts';
import type { LoadedPlan } from '../domain/halls/load-seat-plan.ts';

/** What of a plan does not change with what is sold, written out once. */
const written = new WeakMap<LoadedPlan, string[]>();

/**
 * The answer to `getSeats` as JSON, put together from what is written already: a plan has hundreds of seats, and between two
 * answers a few have changed. `offer` is its categories and ticket types, as they stand in it.
 */
export function seatsText(
  session: number,
  version: number,
  offer: string,
  plan: LoadedPlan,
  states: readonly SeatState[],
): string {
  const seats = written.get(plan) ?? plan.seats.map(({ ordinal, ...seat }) => JSON.stringify(seat).slice(0, -1));
  written.set(plan, seats);
  const { width, height } = plan;
  const head = JSON.stringify({ session, version, width, height }).slice(0, -1);
  const each = plan.seats.map(({ ordinal }, at) => `${seats[at]},"state":"${states[ordinal] ?? 'blocked'}"}`);
  return `${head},${offer.slice(1, -1)},"seats":[${each.join(',')}]}`;
}
