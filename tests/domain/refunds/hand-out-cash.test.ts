import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../../server/domain/actor.ts';
import { findBrokenInvariants } from '../../../server/domain/audit/find-broken-invariants.ts';
import { cancelOrder } from '../../../server/domain/orders/cancel-order.ts';
import { placeOrder } from '../../../server/domain/orders/place-order.ts';
import { handlePaymentEvent } from '../../../server/domain/payments/handle-payment-event.ts';
import { handOutCash } from '../../../server/domain/refunds/hand-out-cash.ts';
import { fakePayments } from '../../setup/fake-payments.ts';
import { aCustomer, accepted, aScreening, manager, refused, type TestHouse, testHouse } from '../../setup/house.ts';
import { aCheckout, anOrder, view } from '../../setup/sales.ts';
import { takeCash } from '../../setup/take-cash.ts';

const clerk: Actor = { ...manager, kind: 'clerk', channel: 'kiosk' };
const payments = fakePayments();
let t: TestHouse;

beforeAll(async () => {
  t = await testHouse({ payments });
});
afterAll(() => t.drop());

test('What was paid in cash waits at the counter, is handed over once, and by staff alone', async () => {
  const screening = await aScreening(t.house);
  const lines = ['A1', 'A2'].map((label) => ({ seat: screening.hall.seat(label), ticketType: null }));
  const { id } = accepted(await placeOrder(t.house, clerk, { screeningId: screening.id, lines, email: null }));
  accepted(await takeCash(t.house, clerk, id));
  accepted(await cancelOrder(t.house, manager, id));
  const [waiting] = (await view(t.house, id)).refunds;
  expect(waiting).toMatchObject({ status: 'pending' });
  const refund = waiting?.id ?? 0;
  expect(refused(await handOutCash(t.house, aCustomer(), refund)).refused).toBe('forbidden');
  const answers = await Promise.all(Array.from({ length: 5 }, () => handOutCash(t.house, clerk, refund)));
  expect(answers.filter((answer) => 'id' in answer)).toHaveLength(1);
  expect((await view(t.house, id)).refunds).toMatchObject([{ status: 'succeeded' }]);
  expect(await findBrokenInvariants(t.db)).toEqual([]);
});

test('A refund to a card is never handed over in cash as well', async () => {
  const screening = await aScreening(t.house);
  const id = await anOrder(t.house, screening, ['A1', 'A2']);
  await handlePaymentEvent(t.house, payments.pay(await aCheckout(t.house, id)));
  accepted(await cancelOrder(t.house, aCustomer(), id));
  const [refund] = (await view(t.house, id)).refunds;
  expect(refused(await handOutCash(t.house, clerk, refund?.id ?? 0)).refused).toBe('refund_not_waiting');
});
