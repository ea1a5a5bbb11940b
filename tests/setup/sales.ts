import { sql } from '../../server/db.ts';
import type { Actor } from '../../server/domain/actor.ts';
import type { House } from '../../server/domain/house.ts';
import { findOrder, type OrderView } from '../../server/domain/orders/find-order.ts';
import { placeOrder } from '../../server/domain/orders/place-order.ts';
import { startPayment } from '../../server/domain/payments/start-payment.ts';
import { aCustomer, accepted, type TestScreening } from './house.ts';

/** A pending order of the given seats (`A1`), at the default ticket type. */
export async function anOrder(
  house: House,
  screening: TestScreening,
  labels: string[],
  actor: Actor = aCustomer(),
): Promise<number> {
  const lines = labels.map((label) => ({ seat: screening.hall.seat(label), ticketType: null }));
  const placed = await placeOrder(house, actor, {
    screeningId: screening.id,
    lines,
    email: 'guest@example.test',
    ageAcknowledged: true,
  });
  return accepted(placed).id;
}

/** Starts the payment of an order and answers the checkout's id. */
export async function aCheckout(house: House, orderId: number): Promise<string> {
  const { url } = accepted(await startPayment(house, aCustomer(), orderId));
  return url.split('/').at(-1) ?? '';
}

export async function view(house: House, orderId: number): Promise<OrderView> {
  const order = await findOrder(house.db, house.signer, orderId);
  if (!order) throw new Error(`no order ${orderId}`);
  return order;
}

/** Lets the hold of an order run out, as if its minutes had passed. */
export async function runOut(house: House, orderId: number): Promise<void> {
  await sql(house.db).query(
    `WITH h AS (UPDATE holds SET expires_at = now() - interval '1 second' FROM orders o
                 WHERE o.hold_id = holds.id AND o.id = $1 RETURNING holds.id, holds.expires_at)
     UPDATE seat_claims c SET expires_at = h.expires_at FROM h WHERE c.hold_id = h.id AND c.kind = 'hold'`,
    [orderId],
  );
}

export async function queued(house: House, task: string): Promise<number> {
  const [row] = await sql(house.db).query<{ count: number }>(
    'SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE task_identifier = $1',
    [task],
  );
  return row?.count ?? 0;
}

export async function letters(house: House, orderId: number): Promise<string[]> {
  const rows = await sql(house.db).query<{ kind: string }>(
    'SELECT kind FROM mails WHERE order_id = $1 ORDER BY created_at',
    [orderId],
  );
  return rows.map((row) => row.kind);
}
