import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Tender } from '../../../server/contract/till/sales.ts';
import { sql } from '../../../server/db.ts';
import type { Actor } from '../../../server/domain/actor.ts';
import { system } from '../../../server/domain/actor.ts';
import { cancelScreeningOrders } from '../../../server/domain/orders/cancel-order.ts';
import { handlePaymentEvent } from '../../../server/domain/payments/handle-payment-event.ts';
import { cancelScreening } from '../../../server/domain/programme/cancel-screening.ts';
import { findSale } from '../../../server/domain/till/find-sale.ts';
import { holdAtTill } from '../../../server/domain/till/hold-at-till.ts';
import { sellAtTill } from '../../../server/domain/till/sell-at-till.ts';
import { paySale } from '../../../server/domain/till/steer-sale.ts';
import { aSale, atCounter, broken, card, cash, codeOf, sold } from '../../setup/counter.ts';
import { fakePayments } from '../../setup/fake-payments.ts';
import {
  accepted,
  aHall,
  aScreening,
  manager,
  type TestHouse,
  type TestScreening,
  testHouse,
} from '../../setup/house.ts';
import { view } from '../../setup/sales.ts';

let t: TestHouse;
let clerk: Actor;
let screening: TestScreening;
const payments = fakePayments();
const { readers } = payments;

beforeAll(async () => {
  t = await testHouse({ payments });
  clerk = await atCounter(t.house);
});
beforeEach(async () => {
  screening = await aScreening(t.house, { hall: await aHall(t.house, 'A ssssssss\nB ssssssss') });
});
afterEach(async () => {
  payments.failNext = 0;
  expect(await broken(t.house)).toEqual([]);
});
afterAll(() => t?.drop());

/** Its orders are ended by a job, which has not run yet. */
const callOff = async () =>
  accepted(await cancelScreening(t.house, manager, { screeningId: screening.id, reason: 'the projector' }));
const goOn = (uuid: string, ...tenders: Tender[]) => paySale(t.house, clerk, uuid, { uuid: randomUUID(), tenders });
const find = async (uuid: string) => accepted(await findSale(t.house, clerk, uuid));
const paymentsOf = (orderId: number) =>
  sql(t.db).query<{ method: string; status: string }>(
    'SELECT method, status FROM payments WHERE order_id = $1 ORDER BY id',
    [orderId],
  );

async function declinedSale() {
  const body = aSale(t, screening, ['A1', 'A2'], { tenders: [card(38_000)] });
  const sale = await sold(t.house, clerk, body);
  await handlePaymentEvent(t.house, readers.decline('tmr_1'));
  return sale;
}

test.each([
  ['another card', card(38_000)],
  ['cash', cash(38_000)],
])(
  'A sale whose screening has just been cancelled is not paid by %s: no reader is asked, and it is over',
  async (_, tender) => {
    const sale = await declinedSale();
    await callOff();
    const asked = readers.payments.length;
    expect(codeOf(await goOn(sale.uuid, tender))).toBe('screening_cancelled');
    expect(readers.payments).toHaveLength(asked);
    expect(await paymentsOf(sale.order.id)).toEqual([{ method: 'terminal', status: 'failed' }]);
    expect(await find(sale.uuid)).toMatchObject({ state: 'cancelled', screeningCancelled: true });
    // Nor after the job has been there.
    await cancelScreeningOrders(t.house, system, screening.id);
    expect(codeOf(await goOn(sale.uuid, tender))).toBe('screening_cancelled');
  },
);

test('Of a sale that is partly paid by card the rest is not taken, and the part goes back once', async () => {
  const body = aSale(t, screening, ['A1'], { tenders: [card(14_000), cash(5_000)] });
  const sale = await sold(t.house, clerk, body);
  await handlePaymentEvent(t.house, readers.tap('tmr_1'));
  await callOff();
  expect(await find(body.uuid)).toMatchObject({ state: 'part_paid', screeningCancelled: true });
  expect(codeOf(await goOn(body.uuid, cash(5_000)))).toBe('screening_cancelled');
  expect(await find(body.uuid)).toMatchObject({ state: 'cancelled', paidCard: 14_000, paidCash: 0 });
  await cancelScreeningOrders(t.house, system, screening.id);
  expect((await view(t.house, sale.order.id)).refunds).toMatchObject([{ amount: 14_000 }]);
});

test('Seats that are held for a choice are not sold any more, by card or in cash', async () => {
  const seats = ['A1', 'A2'].map((label) => screening.hall.seat(label));
  const wish = { uuid: randomUUID(), screening: screening.id, seats, replaces: null, override: false };
  const hold = accepted(await holdAtTill(t.house, clerk, wish)).id;
  await callOff();
  for (const tenders of [[cash(38_000)], [card(38_000)]]) {
    const answer = await sellAtTill(t.house, clerk, aSale(t, screening, ['A1', 'A2'], { hold, tenders }));
    expect(codeOf(answer)).toBe('screening_cancelled');
  }
  expect(codeOf(await sellAtTill(t.house, clerk, aSale(t, screening, ['B1', 'B2'])))).toBe('screening_cancelled');
});

test('A payment that was begun and has not reached its reader does not reach it after the screening was cancelled', async () => {
  payments.failNext = 1;
  const sale = await sold(t.house, clerk, aSale(t, screening, ['A1', 'A2'], { tenders: [card(38_000)] }));
  await callOff();
  const asked = readers.payments.length;
  const now = await find(sale.uuid);
  expect(now).toMatchObject({ state: 'declined', screeningCancelled: true });
  expect(now.cardMessage).toContain('cancelled');
  expect(readers.payments).toHaveLength(asked);
});
