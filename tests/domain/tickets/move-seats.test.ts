import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../../server/domain/actor.ts';
import { findBrokenInvariants } from '../../../server/domain/audit/find-broken-invariants.ts';
import { handlePaymentEvent } from '../../../server/domain/payments/handle-payment-event.ts';
import { loadFloor } from '../../../server/domain/seats/load-floor.ts';
import { checkTicket } from '../../../server/domain/tickets/check-ticket.ts';
import { moveSeats } from '../../../server/domain/tickets/move-seats.ts';
import { resendTickets } from '../../../server/domain/tickets/resend-tickets.ts';
import { fakePayments } from '../../setup/fake-payments.ts';
import {
  accepted,
  aHall,
  aScreening,
  manager,
  refused,
  type TestHouse,
  type TestScreening,
  testHouse,
} from '../../setup/house.ts';
import { aCheckout, anOrder, letters, queued, view } from '../../setup/sales.ts';

let t: TestHouse;
let screening: TestScreening;
const payments = fakePayments();
const clerk: Actor = { ...manager, kind: 'clerk' };

beforeAll(async () => {
  t = await testHouse({ payments });
});
beforeEach(async () => {
  screening = await aScreening(t.house, { hall: await aHall(t.house, 'A ssssss\nB ssssss\nC pppp\nD ll') });
});
afterAll(() => t.drop());
afterEach(async () => expect(await findBrokenInvariants(t.db)).toEqual([]));

async function aPaidOrder(labels: string[]): Promise<number> {
  const id = await anOrder(t.house, screening, labels);
  await handlePaymentEvent(t.house, payments.pay(await aCheckout(t.house, id)));
  return id;
}

/** Moves the tickets on the seats of the first list to those of the second. */
async function move(orderId: number, from: string[], to: string[], actor = clerk, keepPrice = false) {
  const { tickets } = await view(t.house, orderId);
  const moves = from.map((label, i) => ({
    ticketId: tickets.find(({ seat }) => `${seat.row}${seat.number}` === label)?.id ?? 0,
    seatId: screening.hall.seat(to[i] ?? ''),
  }));
  return moveSeats(t.house, actor, { orderId, moves, keepPrice });
}

const seatsOf = async (orderId: number) =>
  (await view(t.house, orderId)).tickets.map(({ seat }) => `${seat.row}${seat.number}`);
const states = async () => (await loadFloor(t.db, screening.id))?.symbols;

test('A moved ticket opens the door at its new seat; the old code fails; the customer is written to once', async () => {
  const id = await aPaidOrder(['A1', 'A2']);
  const before = await view(t.house, id);
  accepted(await move(id, ['A1', 'A2'], ['B3', 'B4']));
  expect(await seatsOf(id)).toEqual(['B3', 'B4']);
  expect((await states())?.slice(0, 12)).toBe('........ss..');
  for (const { code } of before.tickets) {
    expect(refused(await checkTicket(t.house, clerk, { code: code ?? '' }))).toMatchObject({
      refused: 'ticket_invalid',
      details: { reason: 'replaced' },
    });
  }
  const after = await view(t.house, id);
  for (const { code } of after.tickets) {
    expect(accepted(await checkTicket(t.house, clerk, { code: code ?? '' }))).toMatchObject({ row: 'B' });
  }
  expect(after.tickets.map((ticket) => ticket.price)).toEqual(before.tickets.map((ticket) => ticket.price));
  expect(await letters(t.house, id)).toEqual(['tickets', 'seats_moved']);
});

test('Tickets may change places and shift along a row', async () => {
  const id = await aPaidOrder(['A1', 'A2', 'A3']);
  const codes = (await view(t.house, id)).tickets.map((ticket) => ticket.id);
  accepted(await move(id, ['A1', 'A2'], ['A2', 'A1']));
  expect((await view(t.house, id)).tickets.map((ticket) => ticket.id)).toEqual([codes[1], codes[0], codes[2]]);
  accepted(await move(id, ['A1', 'A2', 'A3'], ['A2', 'A3', 'A4']));
  expect((await states())?.slice(0, 6)).toBe('.sss..');
});

test('A seat that somebody has is named, and nobody moves', async () => {
  const id = await aPaidOrder(['A1', 'A2']);
  await aPaidOrder(['B1', 'B2']);
  expect(refused(await move(id, ['A1', 'A2'], ['B2', 'B3']))).toMatchObject({
    refused: 'seat_taken',
    details: { labels: ['B2'] },
  });
  expect(await seatsOf(id)).toEqual(['A1', 'A2']);
});

test('Another category takes a supervisor and their word, and the price stays', async () => {
  const id = await aPaidOrder(['A1', 'A2']);
  const { total } = await view(t.house, id);
  const refusal = { refused: 'other_category', details: { labels: ['C1', 'C2'] } };
  expect(refused(await move(id, ['A1', 'A2'], ['C1', 'C2'], clerk, true))).toMatchObject(refusal);
  expect(refused(await move(id, ['A1', 'A2'], ['C1', 'C2'], manager))).toMatchObject(refusal);
  accepted(await move(id, ['A1', 'A2'], ['C1', 'C2'], { ...manager, kind: 'supervisor' }, true));
  const after = await view(t.house, id);
  expect(after.total).toBe(total);
  expect(after.tickets.map((ticket) => ticket.category.id)).toEqual([
    t.ids.categories.premium,
    t.ids.categories.premium,
  ]);
});

test('Half a love seat is no place to be moved to', async () => {
  const id = await aPaidOrder(['A1', 'A2']);
  expect(refused(await move(id, ['A1'], ['D1'], manager, true)).refused).toBe('love_seat_split');
});

test('Nobody is moved away from the companion beside them, nor from their half of a love seat', async () => {
  screening = await aScreening(t.house, { hall: await aHall(t.house, 'A ssssss\nB wc ll wc') });
  const id = await aPaidOrder(['B1', 'B2', 'B3', 'B4']);
  expect(refused(await move(id, ['B1'], ['A1'], manager, true)).refused).toBe('companion_without_space');
  expect(refused(await move(id, ['B3'], ['A1'], manager, true)).refused).toBe('love_seat_split');
  accepted(await move(id, ['B1', 'B2', 'B3', 'B4'], ['B5', 'B6', 'A1', 'A2'], manager, true));
  expect((await seatsOf(id)).sort()).toEqual(['A1', 'A2', 'B5', 'B6']);
});

test('Tickets of another order, unpaid ones and strangers move nothing', async () => {
  const [mine, other, unpaid] = [
    await aPaidOrder(['A1', 'A2']),
    await aPaidOrder(['A3', 'A4']),
    await anOrder(t.house, screening, ['B5', 'B6']),
  ];
  const foreign = (await view(t.house, other)).tickets[0]?.id ?? 0;
  const moves = [{ ticketId: foreign, seatId: screening.hall.seat('B1') }];
  expect(refused(await moveSeats(t.house, clerk, { orderId: mine, moves })).refused).toBe('no_tickets');
  expect(refused(await move(unpaid, ['B5'], ['B1'])).refused).toBe('no_tickets');
  expect(refused(await move(mine, ['A1'], ['B1'], { ...manager, kind: 'customer' })).refused).toBe('forbidden');
});

test('Two parties moved onto the same seats at once: one sits, the other keeps its seats', async () => {
  for (let round = 0; round < 5; round++) {
    screening = await aScreening(t.house, { hall: await aHall(t.house, 'A ssssss\nB ssssss') });
    const [one, two] = [await aPaidOrder(['A1', 'A2']), await aPaidOrder(['A5', 'A6'])];
    const answers = await Promise.all([
      move(one, ['A1', 'A2'], ['B2', 'B3']),
      move(two, ['A5', 'A6'], ['B3', 'B2']),
      move(one, ['A1', 'A2'], ['B3', 'B4']),
    ]);
    expect(answers.filter((answer) => !('refused' in answer)).length).toBeGreaterThanOrEqual(1);
    expect(new Set([...(await seatsOf(one)), ...(await seatsOf(two))]).size).toBe(4);
    expect(await findBrokenInvariants(t.db)).toEqual([]);
  }
});

test('Two parties that want each other’s seats are both refused, and neither waits for ever', async () => {
  const [one, two] = [await aPaidOrder(['A1', 'A2']), await aPaidOrder(['B1', 'B2'])];
  const answers = await Promise.all([move(one, ['A1', 'A2'], ['B1', 'B2']), move(two, ['B1', 'B2'], ['A1', 'A2'])]);
  expect(answers.map((answer) => refused(answer).refused)).toEqual(['seat_taken', 'seat_taken']);
});

test('Tickets are sent again, to a corrected address if need be, and not when none are left', async () => {
  const id = await aPaidOrder(['A1', 'A2']);
  const before = await queued(t.house, 'send_mail');
  accepted(await resendTickets(t.house, clerk, { orderId: id }));
  accepted(await resendTickets(t.house, clerk, { orderId: id, email: 'right@example.test' }));
  expect(await queued(t.house, 'send_mail')).toBe(before + 2);
  expect((await view(t.house, id)).email).toBe('right@example.test');
  const unpaid = await anOrder(t.house, screening, ['B1', 'B2']);
  expect(refused(await resendTickets(t.house, clerk, { orderId: unpaid })).refused).toBe('no_tickets');
});
