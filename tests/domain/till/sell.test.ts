import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { isRefusal } from '../../../server/contract/refusals.ts';
import { sql } from '../../../server/db.ts';
import type { Actor } from '../../../server/domain/actor.ts';
import { system } from '../../../server/domain/actor.ts';
import { expireOrder } from '../../../server/domain/orders/expire-order.ts';
import { handlePaymentEvent } from '../../../server/domain/payments/handle-payment-event.ts';
import { reconcilePayments } from '../../../server/domain/payments/reconcile-payments.ts';
import { findSale } from '../../../server/domain/till/find-sale.ts';
import { holdAtTill } from '../../../server/domain/till/hold-at-till.ts';
import { sellAtTill } from '../../../server/domain/till/sell-at-till.ts';
import { cancelSale, paySale } from '../../../server/domain/till/steer-sale.ts';
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
import { runOut, view } from '../../setup/sales.ts';

let t: TestHouse;
let clerk: Actor;
let screening: TestScreening;
const payments = fakePayments();
const { readers } = payments;

beforeAll(async () => {
  t = await testHouse({ payments });
  clerk = await atCounter(t.house);
});
afterEach(async () => {
  payments.failNext = 0;
  readers.offline.clear();
  expect(await broken(t.house)).toEqual([]);
});
afterAll(() => t?.drop());

async function fresh(): Promise<void> {
  screening = await aScreening(t.house, { hall: await aHall(t.house, 'A ssssssss\nB ssssssss') });
}
const step = (...tenders: Parameters<typeof paySale>[3]['tenders']) => ({ uuid: randomUUID(), tenders });
const find = async (uuid: string) => accepted(await findSale(t.house, clerk, uuid));

test('A cash sale is one step: tickets, the cash in the drawer, the change, and what is to be printed', async () => {
  await fresh();
  const sale = await sold(t.house, clerk, aSale(t, screening, ['A1', 'A2'], { tenders: [cash(38_000, 50_000)] }));
  expect(sale).toMatchObject({ state: 'paid', total: 38_000, paidCash: 38_000, paidCard: 0, due: 0, change: 12_000 });
  expect(sale.documents.map((sheet) => sheet.what)).toEqual(['receipt', 'ticket', 'ticket']);
  expect(sale.documents[0]?.drawer).toBe(true);
  expect((await view(t.house, sale.order.id)).tickets.map((ticket) => ticket.status)).toEqual(['valid', 'valid']);
});

test('The same uuid is the same sale, one after the other and ten at once; with another body it is refused', async () => {
  await fresh();
  const body = aSale(t, screening, ['A1']);
  const answers = await Promise.all(Array.from({ length: 10 }, () => sellAtTill(t.house, clerk, body)));
  expect(new Set(answers.map((answer) => accepted(answer).order.id)).size).toBe(1);
  expect(await find(body.uuid)).toEqual(accepted(answers[0] as object));
  expect(codeOf(await sellAtTill(t.house, clerk, { ...body, email: 'a@b.test' }))).toBe('idempotency_mismatch');
});

test('Another till may use the same uuid for a sale of its own', async () => {
  await fresh();
  const body = aSale(t, screening, ['A1']);
  await sold(t.house, clerk, body);
  const other = await atCounter(t.house);
  expect(codeOf(await findSale(t.house, other, body.uuid))).toBe('not_found');
  expect(codeOf(await sellAtTill(t.house, other, body))).toBe('seat_taken');
});

test('What was refused leaves nothing, and may be sent again', async () => {
  await fresh();
  const wrong = aSale(t, screening, ['A1'], { price: 1 });
  expect(codeOf(await sellAtTill(t.house, clerk, wrong))).toBe('price_changed');
  expect(codeOf(await findSale(t.house, clerk, wrong.uuid))).toBe('not_found');
  expect((await sold(t.house, clerk, { ...aSale(t, screening, ['A1']), uuid: wrong.uuid })).state).toBe('paid');
});

test('Parts that do not add up, or cash that does not cover its part, are refused', async () => {
  await fresh();
  for (const tenders of [[cash(100)], [cash(19_000, 100)], [cash(19_000), cash(1)], [cash(9_000), card(10_000)]]) {
    expect(codeOf(await sellAtTill(t.house, clerk, aSale(t, screening, ['A1'], { tenders })))).toBe('invalid_request');
  }
});

test('A film for which age matters wants the clerk to have looked, and the word is on record', async () => {
  const film = await aFilm(t.house, { ageLimit: 16, agePolicy: 'accompanied' });
  screening = await aScreening(t.house, { hall: await aHall(t.house), filmId: film.id });
  const body = aSale(t, screening, ['A1', 'A2']);
  expect(codeOf(await sellAtTill(t.house, clerk, body))).toBe('age_unacknowledged');
  const sale = await sold(t.house, clerk, { ...body, ageConfirmed: true });
  expect(await audited(sale.order.id)).toMatchObject({ ageConfirmed: true, override: false });
});

test('A single seat is left only on the clerk’s word, and the word is on record', async () => {
  await fresh();
  const body = aSale(t, screening, ['A2']);
  expect(codeOf(await sellAtTill(t.house, clerk, body))).toBe('orphan_seat');
  const sale = await sold(t.house, clerk, { ...body, override: true });
  expect(await audited(sale.order.id)).toMatchObject({ override: true });
});

async function audited(orderId: number): Promise<unknown> {
  const [entry] = await sql(t.db).query<{ after: unknown }>(
    `SELECT after FROM audit_entries WHERE action = 'sell_at_till' AND entity_id = $1`,
    [String(orderId)],
  );
  return entry?.after;
}

test('Without an open drawer nothing is sold', async () => {
  await fresh();
  const idle = await atCounter(t.house);
  await sql(t.db).query('DELETE FROM shifts WHERE kiosk_id = $1', [idle.kioskId]);
  expect(codeOf(await sellAtTill(t.house, idle, aSale(t, screening, ['A1'])))).toBe('no_open_shift');
});

test('A choice is replaced in one step; refused, the former stands', async () => {
  await fresh();
  const seat = (label: string) => screening.hall.seat(label);
  const wish = { uuid: randomUUID(), screening: screening.id, replaces: null, override: false };
  const first = accepted(await holdAtTill(t.house, clerk, { ...wish, seats: [seat('A1'), seat('A2')] }));
  const second = accepted(
    await holdAtTill(t.house, clerk, {
      ...wish,
      uuid: randomUUID(),
      seats: [seat('A1'), seat('A2'), seat('A3')],
      replaces: first.id,
    }),
  );
  await sold(t.house, await atCounter(t.house), aSale(t, screening, ['B1', 'B2']));
  const refused = await holdAtTill(t.house, clerk, {
    ...wish,
    uuid: randomUUID(),
    seats: [seat('B1')],
    replaces: second.id,
  });
  expect(codeOf(refused)).toBe('seat_taken');
  const sale = await sold(t.house, clerk, aSale(t, screening, ['A1', 'A2', 'A3'], { hold: second.id }));
  expect(sale.state).toBe('paid');
  expect(codeOf(await sellAtTill(t.house, clerk, aSale(t, screening, ['A1', 'A2', 'A3'], { hold: second.id })))).toBe(
    'hold_expired',
  );
});

test('Seats allotted to a till are sold by it alone, and go back to it when it lets them go', async () => {
  await fresh();
  const seats = ['A1', 'A2'].map((label) => screening.hall.seat(label));
  await sql(t.db).query(
    `INSERT INTO seat_claims (screening_id, seat_id, kind, kiosk_id) SELECT $1, seat, 'allotment', $2 FROM unnest($3::int[]) seat`,
    [screening.id, clerk.kioskId, seats],
  );
  await sql(t.db).query(
    `INSERT INTO leases (kiosk_id, epoch, instance, screenings) VALUES ($1, 1, gen_random_uuid(), '{}')`,
    [clerk.kioskId],
  );
  expect(codeOf(await sellAtTill(t.house, await atCounter(t.house), aSale(t, screening, ['A1', 'A2'])))).toBe(
    'seat_taken',
  );
  const wish = { uuid: randomUUID(), screening: screening.id, seats, replaces: null, override: false };
  const hold = accepted(await holdAtTill(t.house, clerk, wish));
  await sql(t.db).query('SELECT end_hold($1)', [hold.id]);
  const claims = () =>
    sql(t.db).query('SELECT kind, kiosk_id FROM seat_claims WHERE screening_id = $1', [screening.id]);
  expect(await claims()).toEqual([
    { kind: 'allotment', kiosk_id: clerk.kioskId },
    { kind: 'allotment', kiosk_id: clerk.kioskId },
  ]);
  expect((await sold(t.house, clerk, aSale(t, screening, ['A1', 'A2']))).state).toBe('paid');
  expect(await claims()).toEqual([
    { kind: 'sale', kiosk_id: null },
    { kind: 'sale', kiosk_id: null },
  ]);
});

test('A card is awaited at its reader; the tickets are there when its money is', async () => {
  await fresh();
  const body = aSale(t, screening, ['A1'], { tenders: [card(19_000)] });
  const sale = await sold(t.house, clerk, body);
  expect(sale).toMatchObject({ state: 'awaiting_card', due: 19_000, documents: [] });
  await handlePaymentEvent(t.house, readers.tap('tmr_1'));
  expect(await find(body.uuid)).toMatchObject({ state: 'paid', paidCard: 19_000, due: 0 });
});

test('If no message comes, the till’s own question finds the money', async () => {
  await fresh();
  const body = aSale(t, screening, ['A1'], { tenders: [card(19_000)] });
  await sold(t.house, clerk, body);
  readers.tap('tmr_1');
  await sql(t.db).query(`UPDATE payments SET asked_at = now() - interval '3 seconds' WHERE status = 'open'`);
  expect(await find(body.uuid)).toMatchObject({ state: 'paid' });
});

test('A declined card is tried again, at another reader, or paid in cash', async () => {
  await fresh();
  const body = aSale(t, screening, ['A1'], { tenders: [card(19_000)] });
  await sold(t.house, clerk, body);
  await handlePaymentEvent(t.house, readers.decline('tmr_1'));
  const declined = await find(body.uuid);
  expect(declined).toMatchObject({ state: 'declined', due: 19_000 });
  expect(declined.cardMessage).toContain('declined');
  expect(accepted(await paySale(t.house, clerk, body.uuid, step(card(19_000, 'tmr_2')))).state).toBe('awaiting_card');
  await handlePaymentEvent(t.house, readers.decline('tmr_2'));
  const paid = accepted(await paySale(t.house, clerk, body.uuid, step(cash(19_000, 19_500))));
  expect(paid).toMatchObject({ state: 'paid', paidCash: 19_000, change: 500 });
});

test('A reader that is off declines; while the processor is silent the sale waits, and the next look takes it up', async () => {
  await fresh();
  readers.offline.add('tmr_1');
  const off = aSale(t, screening, ['A1', 'A2'], { tenders: [card(38_000)] });
  expect((await sold(t.house, clerk, off)).state).toBe('declined');
  accepted(await cancelSale(t.house, clerk, off.uuid));
  readers.offline.clear();
  payments.failNext = 1;
  const silent = aSale(t, screening, ['A1', 'A2'], { tenders: [card(38_000)] });
  expect((await sold(t.house, clerk, silent)).state).toBe('awaiting_card');
  expect((await find(silent.uuid)).state).toBe('awaiting_card');
  await handlePaymentEvent(t.house, readers.tap('tmr_1'));
  expect((await find(silent.uuid)).state).toBe('paid');
});

test('Given up, the seats are free at once; a reader that took the money all the same has it sent back', async () => {
  await fresh();
  const body = aSale(t, screening, ['A1'], { tenders: [card(19_000)] });
  const sale = await sold(t.house, clerk, body);
  const late = readers.payments.at(-1)?.paymentIntent ?? '';
  expect(accepted(await cancelSale(t.house, clerk, body.uuid)).state).toBe('cancelled');
  await handlePaymentEvent(t.house, readers.takeAnyway(late));
  expect((await find(body.uuid)).state).toBe('cancelled');
  expect((await view(t.house, sale.order.id)).refunds).toMatchObject([{ amount: 19_000, reason: 'late_payment' }]);
  expect((await sold(t.house, clerk, aSale(t, screening, ['A1']))).state).toBe('paid');
});

test('A card that went through while the clerk gave up is a sale', async () => {
  await fresh();
  const body = aSale(t, screening, ['A1'], { tenders: [card(19_000)] });
  await sold(t.house, clerk, body);
  readers.tap('tmr_1');
  expect(accepted(await cancelSale(t.house, clerk, body.uuid)).state).toBe('paid');
});

test('Money that comes after the hold ran out buys the seats if they are free, and goes back if not', async () => {
  for (const taken of [false, true]) {
    await fresh();
    const body = aSale(t, screening, ['A1'], { tenders: [card(19_000)] });
    const sale = await sold(t.house, clerk, body);
    const late = readers.payments.at(-1)?.paymentIntent ?? '';
    await runOut(t.house, sale.order.id);
    await expireOrder(t.house, system, sale.order.id);
    expect((await find(body.uuid)).state).toBe('expired');
    if (taken) await sold(t.house, clerk, aSale(t, screening, ['A1']));
    await handlePaymentEvent(t.house, readers.takeAnyway(late));
    expect((await find(body.uuid)).state).toBe(taken ? 'cancelled' : 'paid');
  }
});

test('Card and cash: the card part waits for the cash, and then there are tickets', async () => {
  await fresh();
  const body = aSale(t, screening, ['A1'], { tenders: [card(14_000), cash(5_000)] });
  await sold(t.house, clerk, body);
  await handlePaymentEvent(t.house, readers.tap('tmr_1'));
  expect(await find(body.uuid)).toMatchObject({ state: 'part_paid', paidCard: 14_000, due: 5_000, documents: [] });
  expect(codeOf(await paySale(t.house, clerk, body.uuid, step(cash(19_000))))).toBe('price_changed');
  const rest = step(cash(5_000, 10_000));
  const twice = await Promise.all([paySale(t.house, clerk, body.uuid, rest), paySale(t.house, clerk, body.uuid, rest)]);
  for (const answer of twice)
    expect(accepted(answer)).toMatchObject({ state: 'paid', paidCash: 5_000, paidCard: 14_000 });
});

test('A part that was paid goes back if the sale is given up, or runs out', async () => {
  for (const end of ['cancel', 'expire']) {
    await fresh();
    const body = aSale(t, screening, ['A1'], { tenders: [card(14_000), cash(5_000)] });
    const sale = await sold(t.house, clerk, body);
    await handlePaymentEvent(t.house, readers.tap('tmr_1'));
    if (end === 'cancel') await cancelSale(t.house, clerk, body.uuid);
    else {
      await runOut(t.house, sale.order.id);
      await expireOrder(t.house, system, sale.order.id);
    }
    expect((await find(body.uuid)).state).toBe('cancelled');
    expect((await view(t.house, sale.order.id)).refunds).toMatchObject([{ amount: 14_000, reason: 'abandoned_sale' }]);
  }
});

test('Two cards, and a sum that nobody asked for', async () => {
  await fresh();
  const body = aSale(t, screening, ['A1'], { tenders: [card(14_000), card(5_000, 'tmr_2')] });
  const sale = await sold(t.house, clerk, body);
  await handlePaymentEvent(t.house, readers.tap('tmr_1'));
  accepted(await paySale(t.house, clerk, body.uuid, step(card(5_000, 'tmr_2'))));
  const event = readers.tap('tmr_2');
  if (event.kind === 'terminal_changed') event.terminal.amount = 6_000;
  await handlePaymentEvent(t.house, event);
  const refunds = (await view(t.house, sale.order.id)).refunds;
  expect(refunds.map(({ amount, reason }) => [amount, reason])).toEqual([
    [14_000, 'wrong_amount'],
    [6_000, 'wrong_amount'],
  ]);
});

test('The reconciler asks about readers too', async () => {
  await fresh();
  const body = aSale(t, screening, ['A1'], { tenders: [card(19_000)] });
  const sale = await sold(t.house, clerk, body);
  readers.tap('tmr_1');
  await sql(t.db).query(
    `UPDATE payments SET created_at = now() - interval '5 minutes', asked_at = NULL WHERE order_id = $1`,
    [sale.order.id],
  );
  const asked = await reconcilePayments(t.house, system);
  expect(isRefusal(asked)).toBe(false);
  expect((await view(t.house, sale.order.id)).status).toBe('paid');
});
