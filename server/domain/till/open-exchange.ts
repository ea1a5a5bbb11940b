import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import { seatById } from '../../contract/seat-rules.ts';
import type { Tx } from '../../db.ts';
import { announceSeats } from '../../realtime/announce.ts';
import type { Actor } from '../actor.ts';
import type { House } from '../house.ts';
import type { LockedOrder } from '../orders/lock-order.ts';
import { newOrderNumber } from '../orders/order-number.ts';
import { claimHold, judgeOn } from '../seats/hold-seats.ts';
import { readFloor, type ScreeningFloor } from '../seats/load-floor.ts';
import type { PricedExchange } from './price-exchange.ts';

/**
 * Places the pending order into which tickets go, with a hold on those of its seats that are not the old tickets' own:
 * these stay sold to the old order until the exchange is done. Answers its id. Refusals: those of seats and of sales.
 */
export async function openExchange(
  tx: Tx,
  house: House,
  actor: Actor,
  source: LockedOrder,
  priced: PricedExchange,
  { screening, override }: { screening: number; override: boolean },
): Promise<number | Refusal> {
  const own = new Set(priced.sameScreening ? priced.lines.map((line) => line.oldSeat) : []);
  const seats = priced.lines.map((line) => line.seat);
  const choice = { screeningId: screening, seats, override, beside: priced.beside };
  const wrong = await judgeOn(tx, house, actor, choice, async () => {
    const floor = await readFloor(tx, house.db, screening, actor.kioskId ?? null);
    return floor && freed(floor, own);
  });
  if (wrong) return wrong;
  const wanted = seats.filter((seat) => !own.has(seat));
  const hold = wanted.length > 0 ? await claimHold(tx, house, actor, { screeningId: screening, seats: wanted }) : null;
  if (isRefusal(hold)) return hold;
  const holdId = hold?.id ?? (await emptyHold(tx, actor, screening));
  if (isRefusal(holdId)) return holdId;
  await announceSeats(tx, house, screening);

  const [order] = await tx.query<{ id: number }>(
    `INSERT INTO orders (number, screening_id, hold_id, user_id, channel, email, name, language, currency, total, exchange_of)
     SELECT $1, $2, $3, user_id, 'kiosk', email, name, language, currency, $4, id FROM orders WHERE id = $5 RETURNING id`,
    [newOrderNumber(), screening, holdId, priced.after, source.id],
  );
  if (!order) throw new Error('an order was not written');
  for (const line of priced.lines) {
    await tx.query(
      `INSERT INTO tickets (order_id, screening_id, seat_id, ticket_type_id, category_id, price, tax, replaces_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [order.id, screening, line.seat, line.ticketType, line.category, line.price, line.tax, line.ticket],
    );
  }
  return order.id;
}

/** The floor as it is once the old tickets are given up. */
function freed(floor: ScreeningFloor, own: ReadonlySet<number>): ScreeningFloor {
  const states = [...floor.states];
  for (const id of own) {
    const seat = seatById(floor.plan, id);
    if (seat) states[seat.ordinal] = 'free';
  }
  return { ...floor, states };
}

/** The same seats with other ticket types: nothing is claimed anew, and the order has its minutes all the same. */
async function emptyHold(tx: Tx, actor: Actor, screening: number): Promise<number | Refusal> {
  const [row] = await tx.query<{ code: Refusal['refused'] | null }>('SELECT sales_refusal($1, true) AS code', [
    screening,
  ]);
  if (row?.code) return refuse(row.code);
  const [hold] = await tx.query<{ id: number }>(
    `INSERT INTO holds (screening_id, buyer, channel, prices, expires_at, cap_at)
     SELECT $1, $2, 'kiosk', '{}', now() + make_interval(mins => hold_minutes), now() + make_interval(mins => hold_cap_minutes)
       FROM cinema RETURNING id`,
    [screening, actor.buyer],
  );
  if (!hold) throw new Error('a hold was not written');
  return hold.id;
}
