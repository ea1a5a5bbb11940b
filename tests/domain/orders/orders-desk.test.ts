import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRefusal } from '../../../server/contract/refusals.ts';
import { sql } from '../../../server/db.ts';
import type { Actor } from '../../../server/domain/actor.ts';
import { findBrokenInvariants } from '../../../server/domain/audit/find-broken-invariants.ts';
import { addOrderNote } from '../../../server/domain/orders/add-order-note.ts';
import { cancelOrder, cancelSomeTickets } from '../../../server/domain/orders/cancel-order.ts';
import { officeOrder } from '../../../server/domain/orders/office-order.ts';
import { searchOrders } from '../../../server/domain/orders/search-orders.ts';
import { handlePaymentEvent } from '../../../server/domain/payments/handle-payment-event.ts';
import { moveSeats } from '../../../server/domain/tickets/move-seats.ts';
import { fakePayments } from '../../setup/fake-payments.ts';
import {
  aCustomer,
  accepted,
  aHall,
  aScreening,
  manager,
  refused,
  type TestHouse,
  type TestScreening,
  testHouse,
} from '../../setup/house.ts';
import { aCheckout, anOrder, view } from '../../setup/sales.ts';

let t: TestHouse;
let screening: TestScreening;
let order: number;
const payments = fakePayments();
const clerk: Actor = { ...manager, kind: 'clerk' };

beforeAll(async () => {
  t = await testHouse({ payments });
  // In two hours: on tonight's business day, but for a run between four and six in the morning.
  screening = await aScreening(t.house, { hall: await aHall(t.house, 'A ssssssss\nB ssssssss') });
  order = await aPaidOrder(['A1', 'A2', 'A3']);
  await sql(t.db).query(`UPDATE orders SET name = 'Олена Zoë Галаган', email = 'Olena@Kino.example' WHERE id = $1`, [
    order,
  ]);
  await aPaidOrder(['B1', 'B2']);
});
afterAll(async () => {
  expect(await findBrokenInvariants(t.db)).toEqual([]);
  await t.drop();
});

async function aPaidOrder(labels: string[]): Promise<number> {
  const id = await anOrder(t.house, screening, labels);
  const event = payments.pay(await aCheckout(t.house, id));
  const intent = 'checkout' in event ? event.checkout.paymentIntent : null;
  await handlePaymentEvent(t.house, { ...event, payload: { data: { object: { payment_intent: intent } } } });
  return id;
}

async function find(q: string, screeningId?: number): Promise<number[]> {
  return accepted(await searchOrders(t.house, clerk, { q, screeningId, page: 1 })).results.map((hit) => hit.id);
}

test('An order is found by its number, in any writing', async () => {
  const { number } = await view(t.house, order);
  expect(await find(number)).toEqual([order]);
  expect(await find(` ${number.toLowerCase().slice(0, 4)}-${number.slice(4)} `)).toEqual([order]);
});

test('An order is found by part of its e-mail or name, whatever the case and accents', async () => {
  for (const q of ['olena@kino.example', 'KINO.ex', 'олена', 'Галаган', 'zoe'])
    expect(await find(q), q).toEqual([order]);
  expect(await find('%')).toEqual([]);
});

test('An order is found by a seat of its screening', async () => {
  for (const q of ['A2', 'a 2', 'a-2']) expect(await find(q, screening.id), q).toEqual([order]);
  expect(await find('A8', screening.id)).toEqual([]);
});

test('Without a screening, a seat is looked for among tonight’s', async () => {
  expect(await find('A2')).toEqual([]);
  await sql(t.db).query(
    `UPDATE screenings SET business_date = (now() AT TIME ZONE 'Europe/Kyiv' - interval '6 hours')::date WHERE id = $1`,
    [screening.id],
  );
  expect(await find('A2')).toEqual([order]);
});

test('An order is found by a ticket’s code, an old one too', async () => {
  const [ticket] = (await view(t.house, order)).tickets;
  const code = ticket?.code ?? '';
  const moves = [{ ticketId: ticket?.id ?? 0, seatId: screening.hall.seat('A4') }];
  accepted(await moveSeats(t.house, clerk, { orderId: order, moves }));
  expect(await find(code)).toEqual([order]);
  expect(await find(code.toLowerCase().replaceAll(/(.{4})/g, '$1-'))).toEqual([order]);
});

test('The newest come first, a page at a time', async () => {
  const all = accepted(await searchOrders(t.house, clerk, { q: '', page: 1 }));
  expect(all.more).toBe(false);
  expect(all.results.map((hit) => hit.id)).toEqual(all.results.map((hit) => hit.id).toSorted((a, b) => b - a));
  expect(accepted(await searchOrders(t.house, clerk, { q: '', page: 2 })).results).toEqual([]);
});

test('A search in words uses its index', async () => {
  await sql(t.db).query(
    `WITH h AS (
       INSERT INTO holds (screening_id, buyer, channel, prices, expires_at, cap_at, ended_at)
       SELECT $1, 'test', 'office', '{}', now(), now(), now() FROM generate_series(1, 5000) RETURNING id
     ) INSERT INTO orders (number, screening_id, hold_id, channel, status, email, currency, total)
       SELECT 'X' || id, $1, id, 'office', 'expired', id || '@crowd.example', 'UAH', 0 FROM h`,
    [screening.id],
  );
  await sql(t.db).query('ANALYZE orders');
  const plan = await sql(t.db).query<Record<'QUERY PLAN', string>>(
    `EXPLAIN SELECT id FROM orders WHERE order_words(name, email, number) LIKE '%' || search_fold('kino.example') || '%'`,
  );
  expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('orders_search');
  expect(await find('kino.example')).toEqual([order]);
});

test('Staff refund one of three tickets with a reason; the timeline tells everything in order', async () => {
  const { tickets } = await view(t.house, order);
  accepted(await addOrderNote(t.house, clerk, { orderId: order, text: 'Called at noon.' }));
  accepted(await cancelSomeTickets(t.house, clerk, order, [tickets[0]?.id ?? 0], 'A child fell ill'));
  const desk = accepted(await officeOrder(t.house, clerk, order));
  expect(desk).toMatchObject({
    status: 'partially_refunded',
    refunds: [{ reason: 'staff', amount: tickets[0]?.price, seats: ['A2'] }],
    may: { cancel: true, cancelUsed: false, resend: true },
  });
  const told = desk.timeline.map((event) => event.what);
  expect(told).toEqual(
    expect.arrayContaining(['hold_seats', 'place_order', 'payment', 'settle_order', 'message', 'letter', 'move_seats']),
  );
  expect(told.indexOf('hold_seats')).toBe(0);
  expect(told.indexOf('place_order')).toBeLessThan(told.indexOf('settle_order'));
  expect(told.indexOf('move_seats')).toBeLessThan(told.indexOf('cancel_tickets'));
  expect(desk.timeline).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ what: 'hold_seats', by: 'customer', seats: ['A1', 'A2', 'A3'] }),
      expect.objectContaining({ what: 'move_seats', by: 'clerk', from: ['A1'], seats: ['A4'] }),
      expect.objectContaining({ what: 'note', text: 'Called at noon.' }),
      expect.objectContaining({ what: 'cancel_tickets', seats: ['A2'], reason: 'A child fell ill' }),
      expect.objectContaining({ what: 'refund', kind: 'staff', seats: ['A2'] }),
      expect.objectContaining({ what: 'letter', kind: 'cancellation', state: 'waiting' }),
    ]),
  );
});

test('A used ticket takes a supervisor', async () => {
  const id = await aPaidOrder(['B5', 'B6']);
  await sql(t.db).query(`UPDATE tickets SET status = 'used', used_at = now() WHERE order_id = $1`, [id]);
  expect(refused(await cancelOrder(t.house, clerk, id, 'Sound failed')).refused).toBe('ticket_used');
  accepted(await cancelOrder(t.house, { ...manager, kind: 'supervisor' }, id, 'Sound failed'));
  expect((await view(t.house, id)).status).toBe('refunded');
});

test('Customers and door staff read nobody’s orders', async () => {
  for (const actor of [aCustomer(), { ...manager, kind: 'door' } as Actor]) {
    expect(isRefusal(await searchOrders(t.house, actor, { q: '', page: 1 }))).toBe(true);
    expect(isRefusal(await officeOrder(t.house, actor, order))).toBe(true);
    expect(isRefusal(await addOrderNote(t.house, actor, { orderId: order, text: 'x' }))).toBe(true);
  }
});
