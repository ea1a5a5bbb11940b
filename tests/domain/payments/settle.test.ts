import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { sql } from '../../../server/db.ts';
import { system } from '../../../server/domain/actor.ts';
import { findBrokenInvariants } from '../../../server/domain/audit/find-broken-invariants.ts';
import { cancelOrder } from '../../../server/domain/orders/cancel-order.ts';
import { expireOrder } from '../../../server/domain/orders/expire-order.ts';
import { handlePaymentEvent } from '../../../server/domain/payments/handle-payment-event.ts';
import { reconcilePayments } from '../../../server/domain/payments/reconcile-payments.ts';
import { startPayment } from '../../../server/domain/payments/start-payment.ts';
import { cancelScreening } from '../../../server/domain/programme/cancel-screening.ts';
import { sendRefund } from '../../../server/domain/refunds/send-refund.ts';
import { completed, fakePayments } from '../../setup/fake-payments.ts';
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
import { aCheckout, anOrder, letters, queued, runOut, view } from '../../setup/sales.ts';

let t: TestHouse;
let screening: TestScreening;
const payments = fakePayments();

beforeAll(async () => {
  t = await testHouse({ payments });
  screening = await aScreening(t.house, {
    hall: await aHall(t.house, 'A ssss ssss ssss ssss\nB ssss ssss ssss ssss\nC ssss ssss ssss ssss'),
  });
});
afterAll(() => t.drop());
afterEach(async () => expect(await findBrokenInvariants(t.db)).toEqual([]));

/** The open refunds are sent, as the worker would. */
async function sendRefunds(orderId: number): Promise<void> {
  for (const refund of (await view(t.house, orderId)).refunds) await sendRefund(t.house, system, refund.id);
}

test('A paid order has its tickets and one letter, and its seats are sold', async () => {
  const id = await anOrder(t.house, screening, ['A1', 'A2']);
  await handlePaymentEvent(t.house, payments.pay(await aCheckout(t.house, id)));
  const order = await view(t.house, id);
  expect(order.status).toBe('paid');
  expect(order.tickets.map((ticket) => ticket.status)).toEqual(['valid', 'valid']);
  expect(new Set(order.tickets.map((ticket) => ticket.code)).size).toBe(2);
  expect(await letters(t.house, id)).toEqual(['tickets']);
});

test('The same event ten times at once is one set of tickets and one letter', async () => {
  const id = await anOrder(t.house, screening, ['A3', 'A4']);
  const event = payments.pay(await aCheckout(t.house, id));
  const answers = await Promise.all(Array.from({ length: 10 }, () => handlePaymentEvent(t.house, event)));
  expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
  expect((await view(t.house, id)).payments).toHaveLength(1);
  expect(await letters(t.house, id)).toEqual(['tickets']);
});

test('Ten different events about one payment change nothing after the first', async () => {
  const id = await anOrder(t.house, screening, ['A5', 'A6']);
  const event = payments.pay(await aCheckout(t.house, id));
  await Promise.all(
    Array.from({ length: 10 }, (_, i) => handlePaymentEvent(t.house, { ...event, id: `evt_many_${i}` })),
  );
  const order = await view(t.house, id);
  expect(order.status).toBe('paid');
  expect(order.refunds).toEqual([]);
  expect(await letters(t.house, id)).toEqual(['tickets']);
});

test('A checkout that is complete but unpaid issues nothing; its later success does', async () => {
  const id = await anOrder(t.house, screening, ['A7', 'A8']);
  const checkoutId = await aCheckout(t.house, id);
  const unpaid = payments.pay(checkoutId, { paid: false, paymentIntent: null });
  await handlePaymentEvent(t.house, unpaid);
  expect((await view(t.house, id)).status).toBe('pending');
  expect((await view(t.house, id)).payments[0]?.status).toBe('processing');
  expect(refused(await startPayment(t.house, aCustomer(), id)).refused).toBe('payment_processing');
  const paid = payments.pay(checkoutId);
  await handlePaymentEvent(t.house, { ...paid, kind: 'checkout_paid_later' } as typeof paid);
  expect((await view(t.house, id)).status).toBe('paid');
});

test('Two events in the wrong order: paid stays paid when the expiry comes after', async () => {
  const id = await anOrder(t.house, screening, ['A9', 'A10']);
  const checkoutId = await aCheckout(t.house, id);
  const paid = payments.pay(checkoutId);
  await handlePaymentEvent(t.house, paid);
  const checkout = await payments.findCheckout(checkoutId);
  if (!checkout) throw new Error('gone');
  await handlePaymentEvent(t.house, {
    ...completed({ ...checkout, status: 'expired', paid: false }),
    kind: 'checkout_expired',
  } as typeof paid);
  expect((await view(t.house, id)).status).toBe('paid');
});

test('A webhook that comes before we have noted the checkout finds its order all the same', async () => {
  const id = await anOrder(t.house, screening, ['A11', 'A12']);
  const checkoutId = await aCheckout(t.house, id);
  await sql(t.db).query('UPDATE payments SET checkout_id = NULL, checkout_url = NULL WHERE order_id = $1', [id]);
  await handlePaymentEvent(t.house, payments.pay(checkoutId));
  const order = await view(t.house, id);
  expect(order.status).toBe('paid');
  expect(order.payments).toHaveLength(1);
});

test('Money that comes after the hold has run out, with the seats still free, becomes tickets', async () => {
  const id = await anOrder(t.house, screening, ['B1', 'B2']);
  const checkoutId = await aCheckout(t.house, id);
  const event = payments.pay(checkoutId);
  await runOut(t.house, id);
  await handlePaymentEvent(t.house, event);
  expect((await view(t.house, id)).status).toBe('paid');
});

test('The same once the order was written off as expired and its claims were swept away', async () => {
  const id = await anOrder(t.house, screening, ['B3', 'B4']);
  const checkoutId = await aCheckout(t.house, id);
  await runOut(t.house, id);
  expect(accepted(await expireOrder(t.house, system, id))).toBe('expired');
  expect((await view(t.house, id)).status).toBe('expired');
  await handlePaymentEvent(t.house, payments.pay(checkoutId));
  expect((await view(t.house, id)).status).toBe('paid');
});

test('Money that comes when one of the seats is gone goes back in full, once, and the customer is told', async () => {
  const id = await anOrder(t.house, screening, ['B5', 'B6']);
  const checkoutId = await aCheckout(t.house, id);
  await runOut(t.house, id);
  const rival = await anOrder(t.house, screening, ['B6']).catch(() => anOrder(t.house, screening, ['B5', 'B6']));
  const event = payments.pay(checkoutId);
  await Promise.all([handlePaymentEvent(t.house, event), handlePaymentEvent(t.house, { ...event, id: 'evt_twin' })]);
  await sendRefunds(id);
  const order = await view(t.house, id);
  expect(order.status).toBe('refunded');
  expect(order.tickets.every((ticket) => ticket.code === null)).toBe(true);
  expect(order.refunds).toMatchObject([{ amount: order.total, status: 'succeeded', reason: 'late_payment' }]);
  expect(payments.refunds.filter((refund) => refund.paymentIntent === `pi_${checkoutId}`)).toHaveLength(1);
  expect(await letters(t.house, id)).toEqual(['late_payment']);
  expect((await view(t.house, rival)).status).toBe('pending');
});

test('Money that comes once the sales have closed goes back, though the seats are free', async () => {
  const past = await aScreening(t.house);
  const id = await anOrder(t.house, past, ['A1', 'A2']);
  const checkoutId = await aCheckout(t.house, id);
  await runOut(t.house, id);
  await sql(t.db).query(
    `UPDATE screenings SET sales_open_at = now() - interval '1 day', sales_close_at = now() - interval '1 second' WHERE id = $1`,
    [past.id],
  );
  await handlePaymentEvent(t.house, payments.pay(checkoutId));
  await sendRefunds(id);
  expect(await view(t.house, id)).toMatchObject({
    status: 'refunded',
    refunds: [{ reason: 'late_payment', status: 'succeeded' }],
  });
});

test('Money in time buys its seats, though the sales have closed while it was paid', async () => {
  const begun = await aScreening(t.house);
  const id = await anOrder(t.house, begun, ['A1', 'A2']);
  const checkoutId = await aCheckout(t.house, id);
  await sql(t.db).query(
    `UPDATE screenings SET sales_open_at = now() - interval '1 day', sales_close_at = now() - interval '1 second' WHERE id = $1`,
    [begun.id],
  );
  await handlePaymentEvent(t.house, payments.pay(checkoutId));
  expect((await view(t.house, id)).status).toBe('paid');
});

test('Money for a screening that was called off goes back, though nobody has come to its order yet', async () => {
  const off = await aScreening(t.house);
  const id = await anOrder(t.house, off, ['A1', 'A2']);
  const checkoutId = await aCheckout(t.house, id);
  accepted(await cancelScreening(t.house, manager, { screeningId: off.id, reason: 'The projector is broken.' }));
  expect((await view(t.house, id)).status).toBe('pending');
  await handlePaymentEvent(t.house, payments.pay(checkoutId));
  await sendRefunds(id);
  expect(await view(t.house, id)).toMatchObject({
    status: 'refunded',
    refunds: [{ reason: 'late_payment', status: 'succeeded' }],
  });
});

test('Money for an order that its customer cancelled goes back', async () => {
  const id = await anOrder(t.house, screening, ['B7', 'B8']);
  const checkoutId = await aCheckout(t.house, id);
  accepted(await cancelOrder(t.house, aCustomer(), id));
  await handlePaymentEvent(t.house, payments.pay(checkoutId));
  await sendRefunds(id);
  expect(await view(t.house, id)).toMatchObject({
    status: 'refunded',
    refunds: [{ reason: 'late_payment', status: 'succeeded' }],
  });
});

test('A second payment of a paid order goes back, and the tickets stay', async () => {
  const id = await anOrder(t.house, screening, ['B9', 'B10']);
  const first = payments.pay(await aCheckout(t.house, id));
  await handlePaymentEvent(t.house, first);
  if (!('checkout' in first)) throw new Error('no checkout');
  const second = completed({ ...first.checkout, id: 'cs_test_second', paymentIntent: 'pi_second' });
  await handlePaymentEvent(t.house, second);
  await sendRefunds(id);
  const order = await view(t.house, id);
  expect(order.status).toBe('paid');
  expect(order.tickets.every((ticket) => ticket.status === 'valid')).toBe(true);
  expect(order.refunds).toMatchObject([{ amount: order.total, reason: 'double_payment', status: 'succeeded' }]);
});

test('An amount or a currency that is not the order’s issues nothing and goes back', async () => {
  const id = await anOrder(t.house, screening, ['B11', 'B12']);
  await handlePaymentEvent(t.house, payments.pay(await aCheckout(t.house, id), { amount: 100 }));
  expect(await view(t.house, id)).toMatchObject({
    status: 'refunded',
    refunds: [{ amount: 100, reason: 'wrong_amount' }],
  });
  const other = await anOrder(t.house, screening, ['B11', 'B12']);
  await handlePaymentEvent(t.house, payments.pay(await aCheckout(t.house, other), { currency: 'EUR' }));
  expect((await view(t.house, other)).status).toBe('refunded');
});

test('A second tap, and ten at once, find the same checkout', async () => {
  const id = await anOrder(t.house, screening, ['C1', 'C2']);
  const before = payments.opened.length;
  const urls = await Promise.all(
    Array.from({ length: 10 }, async () => accepted(await startPayment(t.house, aCustomer(), id)).url),
  );
  expect(new Set(urls).size).toBe(1);
  expect(payments.opened.length - before).toBe(1);
});

test('A processor that does not answer costs nothing: the next tap asks again under the same key', async () => {
  const id = await anOrder(t.house, screening, ['C3', 'C4']);
  payments.failNext = 1;
  expect(refused(await startPayment(t.house, aCustomer(), id)).refused).toBe('payment_unavailable');
  accepted(await startPayment(t.house, aCustomer(), id));
  expect((await view(t.house, id)).payments).toHaveLength(1);
});

test('A payment whose webhook never came is found by asking the processor', async () => {
  const id = await anOrder(t.house, screening, ['C5', 'C6']);
  payments.pay(await aCheckout(t.house, id));
  await sql(t.db).query(`UPDATE payments SET created_at = now() - interval '1 hour' WHERE order_id = $1`, [id]);
  accepted(await reconcilePayments(t.house, system));
  accepted(await reconcilePayments(t.house, system));
  expect((await view(t.house, id)).status).toBe('paid');
  expect(await letters(t.house, id)).toEqual(['tickets']);
});

test('An order that was paid a moment before it expired is settled, not expired', async () => {
  const id = await anOrder(t.house, screening, ['C7', 'C8']);
  payments.pay(await aCheckout(t.house, id));
  await runOut(t.house, id);
  expect(accepted(await expireOrder(t.house, system, id))).toBe('over');
  expect((await view(t.house, id)).status).toBe('paid');
});

test('The hold is extended once when payment starts, to outlive the checkout, and never past its cap', async () => {
  const id = await anOrder(t.house, screening, ['C9', 'C10']);
  const before = (await view(t.house, id)).expiresAt?.getTime() ?? 0;
  const checkoutId = await aCheckout(t.house, id);
  const after = (await view(t.house, id)).expiresAt?.getTime() ?? 0;
  const checkout = await payments.findCheckout(checkoutId);
  expect(after - before).toBeGreaterThan(20 * 60_000);
  expect(after).toBeGreaterThan(checkout?.expiresAt.getTime() ?? 0);
  expect(await queued(t.house, 'expire_order')).toBeGreaterThan(0);
  await sql(t.db).query('UPDATE payments SET status = $2 WHERE order_id = $1', [id, 'failed']);
  await aCheckout(t.house, id);
  expect((await view(t.house, id)).expiresAt?.getTime()).toBe(after);

  const late = await anOrder(t.house, await aScreening(t.house), ['A1', 'A2']);
  const [hold] = await sql(t.db).query<{ cap: Date }>(
    `UPDATE holds SET cap_at = now() + interval '20 minutes' FROM orders
      WHERE orders.hold_id = holds.id AND orders.id = $1 RETURNING cap_at AS cap`,
    [late],
  );
  await aCheckout(t.house, late);
  expect((await view(t.house, late)).expiresAt).toEqual(hold?.cap);
});

test('A checkout of another system on the same Stripe account, with an order id that we have too, is none of ours', async () => {
  const id = await anOrder(t.house, screening, ['C11', 'C12']);
  const foreign = payments.pay(await aCheckout(t.house, id));
  if (!('checkout' in foreign)) throw new Error('no checkout');
  await handlePaymentEvent(t.house, completed({ ...foreign.checkout, id: 'cs_test_foreign', orderNumber: 'NOTOURS1' }));
  expect(await view(t.house, id)).toMatchObject({ status: 'pending', payments: [{ status: 'open' }] });
});
