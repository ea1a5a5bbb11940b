import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ExchangeBody } from '../../../server/contract/till/orders.ts';
import { sql } from '../../../server/db.ts';
import { hashSecret } from '../../../server/domain/accounts/password.ts';
import { type Actor, system } from '../../../server/domain/actor.ts';
import { approve } from '../../../server/domain/kiosks/approve.ts';
import { handlePaymentEvent } from '../../../server/domain/payments/handle-payment-event.ts';
import { reprint } from '../../../server/domain/prints/reprint.ts';
import { sendRefund } from '../../../server/domain/refunds/send-refund.ts';
import { shiftReport } from '../../../server/domain/shifts/shift-report.ts';
import { checkTicket } from '../../../server/domain/tickets/check-ticket.ts';
import { exchangeAtTill, quoteExchange } from '../../../server/domain/till/exchange.ts';
import { findSale } from '../../../server/domain/till/find-sale.ts';
import { refundAtTill } from '../../../server/domain/till/refund-at-till.ts';
import { cancelSale, paySale } from '../../../server/domain/till/steer-sale.ts';
import { findTillOrders } from '../../../server/domain/till/till-order.ts';
import { aSale, atCounter, broken, card, cash, codeOf, sold } from '../../setup/counter.ts';
import { fakePayments } from '../../setup/fake-payments.ts';
import {
  accepted,
  aFilm,
  aHall,
  aScreening,
  type TestHouse,
  type TestScreening,
  testHouse,
} from '../../setup/house.ts';
import { aCheckout, anOrder, letters, view } from '../../setup/sales.ts';

let t: TestHouse;
let clerk: Actor;
let supervisor: Actor;
let evening: TestScreening;
let late: TestScreening;
const payments = fakePayments();
const { readers } = payments;

beforeAll(async () => {
  t = await testHouse({ payments });
  clerk = await atCounter(t.house);
  supervisor = await atCounter(t.house, 'supervisor');
  await sql(t.db).query('UPDATE users SET pin_hash = $2 WHERE id = $1', [supervisor.userId, await hashSecret('2468')]);
});
afterEach(async () => expect(await broken(t.house)).toEqual([]));
afterAll(() => t?.drop());

async function fresh(): Promise<void> {
  evening = await aScreening(t.house, { hall: await aHall(t.house, 'A ssssssss\nB pppppppp') });
  late = await aScreening(t.house, { hall: await aHall(t.house, 'A ssssssss') });
}

async function yes(what: 'refund' | 'exchange_keep_price'): Promise<string> {
  return accepted(await approve(t.house, clerk, { supervisor: supervisor.userId ?? 0, pin: '2468', what })).key;
}

async function aCardSale(labels: string[], price = 19_000): Promise<number> {
  const body = aSale(t, evening, labels, { tenders: [card(price * labels.length)], price });
  const sale = await sold(t.house, clerk, body);
  await handlePaymentEvent(t.house, readers.tap('tmr_1'));
  return sale.order.id;
}

async function aWebOrder(labels: string[]): Promise<number> {
  const id = await anOrder(t.house, evening, labels);
  await handlePaymentEvent(t.house, payments.pay(await aCheckout(t.house, id)));
  return id;
}

async function tickets(orderId: number) {
  return (await view(t.house, orderId)).tickets;
}

/** The first tickets of an order to these seats, as adults. */
async function wish(
  orderId: number,
  to: TestScreening,
  labels: string[],
  change: Partial<ExchangeBody> = {},
): Promise<ExchangeBody> {
  const living = (await tickets(orderId)).filter((ticket) => ticket.status !== 'cancelled');
  return {
    uuid: randomUUID(),
    screening: to.id,
    tickets: labels.map((label, i) => ({
      ticket: living[i]?.id ?? 0,
      seat: to.hall.seat(label),
      ticketType: t.ids.types.adult ?? 0,
    })),
    override: true,
    difference: 0,
    tenders: [],
    ageConfirmed: false,
    ...change,
  };
}
const exchange = async (orderId: number, body: ExchangeBody) =>
  accepted(await exchangeAtTill(t.house, clerk, orderId, body));

/** Sends what waits, and answers what went to which payment at the processor. */
async function sent(orderIds: number[]): Promise<[string, number][]> {
  const before = payments.refunds.length;
  const rows = await sql(t.db).query<{ id: number }>(
    `SELECT id FROM refunds WHERE order_id = ANY ($1) AND status = 'pending' ORDER BY id`,
    [orderIds],
  );
  for (const { id } of rows) await sendRefund(t.house, system, id);
  return payments.refunds.slice(before).map(({ paymentIntent, amount }) => [paymentIntent, amount]);
}

async function refund(orderId: number, ids: number[]) {
  return refundAtTill(t.house, clerk, orderId, {
    uuid: randomUUID(),
    tickets: ids,
    reason: 'ill',
    approval: await yes('refund'),
  });
}

test('An order is found by its number, a name, an e-mail address, a seat and a ticket’s code', async () => {
  await fresh();
  const body = aSale(t, evening, ['A1'], { name: 'Ada Lovelace', email: 'ada@example.test' });
  const { order } = await sold(t.house, clerk, body);
  const [ticket] = await tickets(order.id);
  for (const q of [order.number, 'lovelace', 'ada@example.test', ticket?.code ?? '']) {
    expect(accepted(await findTillOrders(t.house, clerk, q)).results.map((hit) => hit.id)).toContain(order.id);
  }
});

test('Cash goes back out of the drawer at once, a card’s money to the card, each once, with a supervisor’s yes', async () => {
  await fresh();
  const { order } = await sold(t.house, clerk, aSale(t, evening, ['A1', 'A2']));
  const [first] = await tickets(order.id);
  const body = { uuid: randomUUID(), tickets: [first?.id ?? 0], reason: 'ill', approval: 'x'.repeat(30) };
  expect(codeOf(await refundAtTill(t.house, clerk, order.id, body))).toBe('approval_invalid');
  const approved = { ...body, approval: await yes('refund') };
  const back = accepted(await refundAtTill(t.house, clerk, order.id, approved));
  expect(back).toMatchObject({ cash: 19_000, card: 0, order: { status: 'partially_refunded' } });
  expect(back.documents.map((sheet) => [sheet.what, sheet.drawer])).toEqual([['refund', true]]);
  expect(accepted(await refundAtTill(t.house, clerk, order.id, approved))).toEqual(back);
  const paidByCard = await aCardSale(['A3', 'A4']);
  const both = accepted(
    await refund(
      paidByCard,
      (await tickets(paidByCard)).map((ticket) => ticket.id),
    ),
  );
  expect(both).toMatchObject({ cash: 0, card: 38_000, order: { status: 'refunded' } });
  expect((await sent([paidByCard])).map(([, amount]) => amount)).toEqual([38_000]);
});

test('A web order is refunded at the till to its own card, and the customer is written to', async () => {
  await fresh();
  const id = await aWebOrder(['A1', 'A2']);
  const back = accepted(
    await refund(
      id,
      (await tickets(id)).map((ticket) => ticket.id),
    ),
  );
  expect(back).toMatchObject({ cash: 0, card: 38_000 });
  expect(await letters(t.house, id)).toContain('cancellation');
});

test('To an equal seat nothing is paid, and the old code fails at the door', async () => {
  await fresh();
  const { order } = await sold(t.house, clerk, aSale(t, evening, ['A1', 'A2']));
  const before = await tickets(order.id);
  const done = await exchange(order.id, await wish(order.id, evening, ['A7']));
  expect(done).toMatchObject({ cash: 0, card: 0, sale: null });
  expect(done.documents.map((sheet) => sheet.what)).toEqual(['receipt', 'ticket']);
  const [moved] = await tickets(done.order.id);
  expect(codeOf(await checkTicket(t.house, clerk, { code: before[0]?.code ?? '' }))).toBe('ticket_invalid');
  expect(codeOf(await checkTicket(t.house, clerk, { code: before[1]?.code ?? '' }))).toBe('accepted');
  expect(codeOf(await checkTicket(t.house, clerk, { code: moved?.code ?? '' }))).toBe('accepted');
  expect((await view(t.house, order.id)).status).toBe('paid');
  expect((await sold(t.house, clerk, aSale(t, evening, ['A1'], { override: true }))).state).toBe('paid');
});

test('To a dearer seat the difference is paid, to a cheaper one it comes back the way it was paid', async () => {
  await fresh();
  const { order } = await sold(t.house, clerk, aSale(t, evening, ['A1']));
  const up = await wish(order.id, evening, ['B1'], { difference: 6_000, tenders: [cash(6_000)] });
  expect(accepted(await quoteExchange(t.house, clerk, order.id, up))).toEqual({
    difference: 6_000,
    before: 19_000,
    after: 25_000,
  });
  expect(codeOf(await exchangeAtTill(t.house, clerk, order.id, { ...up, difference: 0, tenders: [] }))).toBe(
    'price_changed',
  );
  const dearer = await exchange(order.id, up);
  expect(dearer).toMatchObject({ cash: 6_000, card: 0, order: { total: 25_000 } });
  const cheaper = await exchange(dearer.order.id, await wish(dearer.order.id, late, ['A1'], { difference: -6_000 }));
  expect(cheaper).toMatchObject({ cash: -6_000, card: 0, order: { total: 19_000 } });
  expect(cheaper.documents.map((sheet) => sheet.what)).toEqual(['receipt', 'ticket', 'refund']);
  const [ticket] = await tickets(cheaper.order.id);
  expect(accepted(await refund(cheaper.order.id, [ticket?.id ?? 0]))).toMatchObject({ cash: 19_000, card: 0 });
});

test('After an exchange, what came by card goes back to the card and what came in cash in cash', async () => {
  await fresh();
  const id = await aWebOrder(['A1']);
  const done = await exchange(id, await wish(id, evening, ['B1'], { difference: 6_000, tenders: [cash(6_000)] }));
  expect(await letters(t.house, done.order.id)).toContain('tickets');
  const [ticket] = await tickets(done.order.id);
  expect(accepted(await refund(done.order.id, [ticket?.id ?? 0]))).toMatchObject({ cash: 6_000, card: 19_000 });
  const [[intent, amount] = ['', 0]] = await sent([id, done.order.id]);
  expect(amount).toBe(19_000);
  expect(intent).toMatch(/^pi_cs_test_/);
});

test('While a card pays the difference the old ticket is good; then the new one is', async () => {
  await fresh();
  const id = await aCardSale(['A1']);
  const [old] = await tickets(id);
  const body = await wish(id, evening, ['B1'], { difference: 6_000, tenders: [card(6_000)] });
  const waiting = await exchange(id, body);
  expect(waiting.sale?.state).toBe('awaiting_card');
  expect(codeOf(await checkTicket(t.house, clerk, { code: old?.code ?? '' }))).toBe('accepted');
  await handlePaymentEvent(t.house, readers.decline('tmr_1'));
  accepted(await paySale(t.house, clerk, body.uuid, { uuid: randomUUID(), tenders: [card(6_000, 'tmr_2')] }));
  await handlePaymentEvent(t.house, readers.tap('tmr_2'));
  expect(accepted(await findSale(t.house, clerk, body.uuid))).toMatchObject({ state: 'paid', paidCard: 6_000 });
  expect(codeOf(await checkTicket(t.house, clerk, { code: old?.code ?? '' }))).toBe('ticket_invalid');
});

test('An exchange that is given up leaves everything as it was', async () => {
  await fresh();
  const id = await aCardSale(['A1']);
  const body = await wish(id, evening, ['B1'], { difference: 6_000, tenders: [card(6_000)] });
  await exchange(id, body);
  expect(accepted(await cancelSale(t.house, clerk, body.uuid)).state).toBe('cancelled');
  expect((await tickets(id)).map((ticket) => ticket.status)).toEqual(['valid']);
  expect((await sold(t.house, clerk, aSale(t, evening, ['B1'], { price: 25_000, override: true }))).state).toBe('paid');
});

test('If the old ticket was used while the card was awaited, the money goes back', async () => {
  await fresh();
  const id = await aCardSale(['A1']);
  const body = await wish(id, evening, ['B1'], { difference: 6_000, tenders: [card(6_000)] });
  const waiting = await exchange(id, body);
  await sql(t.db).query(`UPDATE tickets SET status = 'used', used_at = now() WHERE order_id = $1`, [id]);
  await handlePaymentEvent(t.house, readers.tap('tmr_1'));
  expect(accepted(await findSale(t.house, clerk, body.uuid)).state).toBe('cancelled');
  expect((await view(t.house, waiting.order.id)).refunds).toMatchObject([{ amount: 6_000, reason: 'late_payment' }]);
  expect((await tickets(id)).map((ticket) => ticket.status)).toEqual(['used']);
});

test('A scanned ticket is exchanged by a supervisor only, and at the old price on their word', async () => {
  await fresh();
  const { order } = await sold(t.house, clerk, aSale(t, evening, ['A1']));
  await sql(t.db).query(`UPDATE tickets SET status = 'used', used_at = now() WHERE order_id = $1`, [order.id]);
  const body = await wish(order.id, evening, ['B1']);
  expect(
    codeOf(await exchangeAtTill(t.house, clerk, order.id, { ...body, difference: 6_000, tenders: [cash(6_000)] })),
  ).toBe('ticket_used');
  const kept = await exchange(order.id, { ...body, approval: await yes('exchange_keep_price') });
  expect(kept).toMatchObject({ cash: 0, order: { total: 19_000 } });
});

test('Seats may shift within one exchange, and a seat may only change its ticket type', async () => {
  await fresh();
  const { order } = await sold(t.house, clerk, aSale(t, evening, ['A1', 'A2']));
  const shifted = await exchange(order.id, await wish(order.id, evening, ['A2', 'A3']));
  expect((await tickets(shifted.order.id)).map(({ seat }) => seat.row + seat.number)).toEqual(['A2', 'A3']);
  const body = await wish(shifted.order.id, evening, ['A2'], { difference: -6_000 });
  const child = { ...body, tickets: body.tickets.map((one) => ({ ...one, ticketType: t.ids.types.child ?? 0 })) };
  expect(await exchange(shifted.order.id, child)).toMatchObject({ cash: -6_000, order: { total: 13_000 } });
  expect(codeOf(await exchangeAtTill(t.house, clerk, order.id, await wish(order.id, evening, ['A7'])))).toBe(
    'no_tickets',
  );
});

test('A party stays one party at its screening: who changes seats is judged beside those who stay', async () => {
  const film = await aFilm(t.house, { ageLimit: 16, agePolicy: 'accompanied' });
  evening = await aScreening(t.house, { filmId: film.id, hall: await aHall(t.house, 'A ssssssss\nB wcss ll') });
  late = await aScreening(t.house, { hall: await aHall(t.house, 'A ssssssss') });
  const child = t.ids.types.child ?? 0;
  const family = aSale(t, evening, ['A1', 'A2'], { ageConfirmed: true });
  family.lines = family.lines.map((line, i) => (i === 0 ? line : { ...line, ticketType: child, price: 13_000 }));
  family.total = 32_000;
  const { order } = await sold(t.house, clerk, { ...family, tenders: [cash(32_000)] });
  const [adult, young] = await tickets(order.id);
  const to = (at: TestScreening, ticket: number | undefined, label: string, ticketType: number) =>
    wish(order.id, at, [], { tickets: [{ ticket: ticket ?? 0, seat: at.hall.seat(label), ticketType }] });
  const away = await to(late, adult?.id, 'A1', t.ids.types.adult ?? 0);
  expect(codeOf(await exchangeAtTill(t.house, clerk, order.id, away))).toBe('adult_required');
  const closer = await to(evening, young?.id, 'A3', child);
  expect((await exchange(order.id, closer)).order.total).toBe(13_000);

  // The wheelchair space becomes a student's, the companion stays; one half of the love seat likewise.
  const pairs = aSale(t, evening, ['B1', 'B2', 'B5', 'B6'], { ageConfirmed: true });
  const each = [
    ['adult', 12_000],
    ['companion', 6_000],
    ['adult', 27_000],
    ['adult', 27_000],
  ] as const;
  pairs.lines = pairs.lines.map((line, i) => {
    const [type = 'adult', price = 0] = each[i] ?? [];
    return { ...line, ticketType: t.ids.types[type] ?? 0, price };
  });
  pairs.total = 72_000;
  const four = await sold(t.house, clerk, { ...pairs, tenders: [cash(72_000)] });
  const seated = await tickets(four.order.id);
  const of = (label: string) => seated.find(({ seat }) => `${seat.row}${seat.number}` === label)?.id ?? 0;
  for (const [label, difference] of [
    ['B5', -4_000],
    ['B1', -2_000],
  ] as const) {
    const student = [{ ticket: of(label), seat: evening.hall.seat(label), ticketType: t.ids.types.student ?? 0 }];
    const cheaper = await wish(four.order.id, evening, [], { tickets: student, difference });
    expect((await exchange(four.order.id, cheaper)).cash, label).toBe(difference);
  }
});

test('The drawer’s report adds up over sales, refunds and exchanges', async () => {
  await fresh();
  const teller = await atCounter(t.house);
  const body = aSale(t, evening, ['A1']);
  const { order } = await sold(t.house, teller, body);
  const up = await wish(order.id, evening, ['B1'], { difference: 6_000, tenders: [cash(6_000)] });
  const dearer = accepted(await exchangeAtTill(t.house, teller, order.id, up));
  accepted(
    await exchangeAtTill(
      t.house,
      teller,
      dearer.order.id,
      await wish(dearer.order.id, late, ['A1'], { difference: -6_000 }),
    ),
  );
  const [shift] = await sql(t.db).query<{ id: number }>('SELECT id FROM shifts WHERE kiosk_id = $1', [teller.kioskId]);
  const report = await shiftReport(sql(t.db), shift?.id ?? 0);
  expect(report).toMatchObject({ cashSales: 25_000, cashRefunds: 6_000, expected: 10_000 + 19_000 });
});

test('A reprint says which copy it is, and is on record', async () => {
  await fresh();
  const { order } = await sold(t.house, clerk, aSale(t, evening, ['A1']));
  const again = async (uuid = randomUUID()) => accepted(await reprint(t.house, clerk, { orderId: order.id, uuid }));
  const first = await again();
  expect(first.documents.map((sheet) => sheet.copy)).toEqual([1, 1]);
  expect(first.documents[1]?.lines[0]).toEqual({ kind: 'title', text: 'COPY 1' });
  expect((await again()).documents.map((sheet) => sheet.copy)).toEqual([2, 2]);
  expect(new Set([...first.documents, ...(await again()).documents].map((sheet) => sheet.key)).size).toBe(4);
});

test('What the processor’s dashboard sends back is taken from wherever an exchange carried the money', async () => {
  await fresh();
  const id = await aCardSale(['A1', 'A2']);
  const done = await exchange(id, await wish(id, evening, ['A7']));
  const [payment] = await sql(t.db).query<{ intent: string }>(
    'SELECT payment_intent AS intent FROM payments WHERE order_id = $1',
    [id],
  );
  const refunded = { id: `re_${randomUUID()}`, status: 'succeeded', amount: 38_000, refundId: null } as const;
  for (const event of ['evt_a', 'evt_b']) {
    await handlePaymentEvent(t.house, {
      id: `${event}_${randomUUID()}`,
      type: 'refund.created',
      payload: {},
      kind: 'refund_changed',
      refund: { ...refunded, paymentIntent: payment?.intent ?? '' },
    });
  }
  const external = async (order: number) =>
    (await view(t.house, order)).refunds.filter(({ reason }) => reason === 'external').map(({ amount }) => amount);
  expect([await external(id), await external(done.order.id)]).toEqual([[19_000], [19_000]]);
});
