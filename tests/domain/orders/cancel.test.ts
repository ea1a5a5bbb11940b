import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../../server/db.ts';
import { system } from '../../../server/domain/actor.ts';
import { findBrokenInvariants } from '../../../server/domain/audit/find-broken-invariants.ts';
import { cancelOrder, cancelScreeningOrders, cancelSomeTickets } from '../../../server/domain/orders/cancel-order.ts';
import { placeOrder } from '../../../server/domain/orders/place-order.ts';
import { handlePaymentEvent } from '../../../server/domain/payments/handle-payment-event.ts';
import { cancelScreening } from '../../../server/domain/programme/cancel-screening.ts';
import { sendRefund } from '../../../server/domain/refunds/send-refund.ts';
import { loadFloor } from '../../../server/domain/seats/load-floor.ts';
import { fakePayments } from '../../setup/fake-payments.ts';
import {
  aCustomer,
  accepted,
  aFilm,
  aHall,
  aScreening,
  manager,
  refused,
  type TestHouse,
  type TestScreening,
  testHouse,
} from '../../setup/house.ts';
import { aCheckout, anOrder, letters, view } from '../../setup/sales.ts';

let t: TestHouse;
let screening: TestScreening;
const payments = fakePayments();

beforeAll(async () => {
  t = await testHouse({ payments });
  screening = await aScreening(t.house, { hall: await aHall(t.house, 'A ssss ssss ssss\nB ssss ssss ssss') });
});
afterAll(() => t.drop());
afterEach(async () => expect(await findBrokenInvariants(t.db)).toEqual([]));

async function aPaidOrder(labels: string[], at = screening): Promise<number> {
  const id = await anOrder(t.house, at, labels);
  await handlePaymentEvent(t.house, payments.pay(await aCheckout(t.house, id)));
  return id;
}

async function states(at = screening): Promise<string> {
  return (await loadFloor(t.db, at.id))?.symbols ?? '';
}

test('A cancelled seat is on sale again at once, and can be sold again', async () => {
  const before = await states();
  const id = await aPaidOrder(['A1', 'A2']);
  expect(await states()).not.toBe(before);
  accepted(await cancelOrder(t.house, aCustomer(), id));
  expect(await states()).toBe(before);
  const again = await aPaidOrder(['A1', 'A2']);
  expect((await view(t.house, again)).status).toBe('paid');
});

test('An unpaid order lets its seats go at once', async () => {
  const before = await states();
  const id = await anOrder(t.house, screening, ['A3', 'A4']);
  accepted(await cancelOrder(t.house, aCustomer(), id));
  expect(await states()).toBe(before);
  expect((await view(t.house, id)).status).toBe('cancelled');
  expect(refused(await cancelOrder(t.house, aCustomer(), id)).refused).toBe('not_cancellable');
});

test('Refunding one of three tickets leaves two that scan and the order partially refunded', async () => {
  const id = await aPaidOrder(['A5', 'A6', 'A7']);
  const [first] = (await view(t.house, id)).tickets;
  accepted(await cancelSomeTickets(t.house, aCustomer(), id, [first?.id ?? 0]));
  const order = await view(t.house, id);
  expect(order.status).toBe('partially_refunded');
  expect(order.tickets.filter((ticket) => ticket.code !== null)).toHaveLength(2);
  expect(order.refunds).toMatchObject([{ amount: first?.price, reason: 'customer_cancelled' }]);
  accepted(await cancelOrder(t.house, aCustomer(), id));
  const over = await view(t.house, id);
  expect(over.status).toBe('refunded');
  expect(over.refunds.reduce((sum, refund) => sum + refund.amount, 0)).toBe(over.total);
});

test('Ten cancellations of one order at once refund it once', async () => {
  const id = await aPaidOrder(['B1', 'B2']);
  await Promise.all(Array.from({ length: 10 }, () => cancelOrder(t.house, aCustomer(), id)));
  const order = await view(t.house, id);
  expect(order.refunds).toHaveLength(1);
  expect(order.refunds[0]?.amount).toBe(order.total);
});

test('A refund job that runs ten times sends the money once', async () => {
  const id = await aPaidOrder(['B3', 'B4']);
  accepted(await cancelOrder(t.house, aCustomer(), id));
  const refund = (await view(t.house, id)).refunds[0]?.id ?? 0;
  const before = payments.refunds.length;
  await Promise.all(Array.from({ length: 10 }, () => sendRefund(t.house, system, refund)));
  expect(payments.refunds.length - before).toBe(1);
  expect((await view(t.house, id)).refunds[0]?.status).toBe('succeeded');
});

test('Customers may cancel until two hours before the start; the box office may later', async () => {
  const soon = await aScreening(t.house, { startsAt: new Date(Date.now() + 115 * 60_000) });
  const id = await aPaidOrder(['A1', 'A2'], soon);
  expect(refused(await cancelOrder(t.house, aCustomer(), id)).refused).toBe('not_cancellable');
  expect((await view(t.house, id)).status).toBe('paid');
  accepted(await cancelOrder(t.house, manager, id));
});

test('A ticket that was scanned is not given back by its customer', async () => {
  const id = await aPaidOrder(['B5', 'B6']);
  await sql(t.db).query(`UPDATE tickets SET status = 'used', used_at = now() WHERE order_id = $1`, [id]);
  expect(refused(await cancelOrder(t.house, aCustomer(), id)).refused).toBe('ticket_used');
});

test('The database itself refuses refunds beyond what was captured', async () => {
  const id = await aPaidOrder(['B7', 'B8']);
  const order = await view(t.house, id);
  const insert = (amount: number, key: string) =>
    sql(t.db).query(
      `INSERT INTO refunds (order_id, payment_id, reason, amount, idempotency_key) VALUES ($1, $2, 'external', $3, $4)`,
      [id, order.payments[0]?.id, amount, key],
    );
  const answers = await Promise.allSettled([
    insert(order.total - 100, 'a'),
    insert(order.total - 100, 'b'),
    insert(order.total - 100, 'c'),
  ]);
  expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
  await sql(t.db).query(`DELETE FROM refunds WHERE order_id = $1`, [id]);
});

test('Cancelling a screening cancels every order, refunds each once and tells each customer; it resumes after a crash', async () => {
  const off = await aScreening(t.house, { hall: await aHall(t.house, 'A ssss ssss ssss') });
  const paid = [await aPaidOrder(['A1', 'A2'], off), await aPaidOrder(['A5', 'A6'], off)];
  const pending = await anOrder(t.house, off, ['A9', 'A10']);
  accepted(await cancelScreening(t.house, manager, { screeningId: off.id, reason: 'The projector is broken.' }));
  // A worker that died after the first order left it cancelled; the job begins again from the top.
  accepted(await cancelOrder(t.house, system, paid[0] ?? 0));
  await cancelScreeningOrders(t.house, system, off.id);
  await cancelScreeningOrders(t.house, system, off.id);
  for (const id of paid) {
    const order = await view(t.house, id);
    expect(order).toMatchObject({
      status: 'refunded',
      refunds: [{ amount: order.total, reason: 'screening_cancelled' }],
    });
    expect(await letters(t.house, id)).toEqual(['tickets', 'screening_cancelled']);
  }
  expect((await view(t.house, pending)).status).toBe('cancelled');
  expect(await states(off)).toBe('............');
});

describe('Who is left of a party that gives tickets back', () => {
  const typed = async (at: TestScreening, lines: [label: string, type: string][]) => {
    const placed = await placeOrder(t.house, aCustomer(), {
      screeningId: at.id,
      lines: lines.map(([label, type]) => ({ seat: at.hall.seat(label), ticketType: t.ids.types[type] ?? 0 })),
      email: 'guest@example.test',
      ageAcknowledged: true,
    });
    const { id } = accepted(placed);
    await handlePaymentEvent(t.house, payments.pay(await aCheckout(t.house, id)));
    const { tickets } = await view(t.house, id);
    const of = (label: string) => tickets.find(({ seat }) => `${seat.row}${seat.number}` === label)?.id ?? 0;
    const back = (label: string, actor = aCustomer()) => cancelSomeTickets(t.house, actor, id, [of(label)]);
    return { id, back };
  };

  test('may still see the film: a child does not stay without its only adult, unless staff say so', async () => {
    const film = await aFilm(t.house, { ageLimit: 16, agePolicy: 'accompanied' });
    const at = await aScreening(t.house, { filmId: film.id });
    const party = await typed(at, [
      ['A1', 'adult'],
      ['A2', 'child'],
      ['A3', 'adult'],
      ['A4', 'child'],
    ]);
    accepted(await party.back('A1'));
    const no = refused(await party.back('A3'));
    expect([no.refused, no.details]).toEqual(['adult_required', { ageLimit: 16, staying: true }]);
    expect((await view(t.house, party.id)).tickets.filter(({ status }) => status === 'valid')).toHaveLength(3);
    accepted(await party.back('A4'));
    expect(refused(await party.back('A3')).refused).toBe('adult_required');
    accepted(await party.back('A3', manager));
    accepted(await party.back('A2'));
    expect((await view(t.house, party.id)).status).toBe('refunded');
  });

  test('sits as seats are sold: a companion does not stay without the wheelchair space', async () => {
    const at = await aScreening(t.house, { hall: await aHall(t.house, 'A wc ss') });
    const pair = await typed(at, [
      ['A1', 'adult'],
      ['A2', 'companion'],
    ]);
    expect(refused(await pair.back('A1')).refused).toBe('companion_without_space');
    accepted(await pair.back('A2'));
    accepted(await pair.back('A1'));
    const again = await typed(at, [
      ['A1', 'adult'],
      ['A2', 'companion'],
    ]);
    accepted(await cancelOrder(t.house, aCustomer(), again.id));
    expect(await states(at)).toBe('....');
  });

  test('is no matter once the screening is off', async () => {
    const film = await aFilm(t.house, { ageLimit: 16, agePolicy: 'accompanied' });
    const at = await aScreening(t.house, { filmId: film.id });
    const party = await typed(at, [
      ['A1', 'adult'],
      ['A2', 'child'],
    ]);
    accepted(await cancelScreening(t.house, manager, { screeningId: at.id, reason: 'The projector is broken.' }));
    accepted(await party.back('A1'));
  });
});
