import { type Db, sql } from '../../db.ts';
import type { Actor } from '../actor.ts';
import { turnstile } from '../seats/turnstile.ts';
import { together } from '../together.ts';
import type { OrderRow } from './find-order.ts';
import type { Foreseen, NewOrderRow } from './new-order.ts';

/** An order as the function `hold_and_order` is asked for it. */
export interface OrderWish {
  screening: number;
  seats: readonly number[];
  types: readonly number[];
  buyer: string;
  channel: Actor['channel'];
  number: string;
  user: number | null;
  email: string | null;
  name: string | null;
  /** BCP 47. */
  language: string;
  age_acknowledged: boolean;
  actor: Actor['kind'];
  request: string | null;
  address: string | null;
  /** Of the request's key, if it has one. */
  scope: string | null;
  key: string | null;
  body_hash: string | null;
  request_key: string | null;
  /** Null for one that was placed before a crash: nothing is written of it. */
  shown: Foreseen | null;
}

export interface OrderAnswer extends Record<string, unknown> {
  refusal: string | null;
  seats: number[] | null;
  shown: NewOrderRow | OrderRow;
}

/** Those who have to go alone: whatever stands in their way, connections are left for others. */
const alone = turnstile(4);

/**
 * Holds the seats and writes the order, with those that others ask for at the same moment: one trip, one commit, and a
 * verdict for each. Nobody goes along with an order of the same buyer or for one of the same seats. See
 * docs/decisions/0035.
 */
export const orderTogether: (db: Db, wish: OrderWish) => Promise<OrderAnswer> = together({
  // With two, one has all who wait, the other goes with one each time, and that costs the more.
  trips: 1,
  most: 32,
  apart: ({ screening, seats, buyer }) => [buyer, ...seats.map((seat) => `${screening} ${seat}`)],
  alone: (db, { screening }, go) => alone(db, screening, go),
  async go(db, wishes, patient) {
    const answers = await sql(db).query<OrderAnswer & { place: number }>(
      { name: 'hold_and_order', text: 'SELECT * FROM hold_and_order($1, $2)' },
      [JSON.stringify(wishes.map((wish, place) => ({ place, ...wish }))), patient],
    );
    return answers.sort((a, b) => a.place - b.place);
  },
});
