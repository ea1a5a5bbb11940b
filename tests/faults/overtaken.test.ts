import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { system } from '../../server/domain/actor.ts';
import { findBrokenInvariants } from '../../server/domain/audit/find-broken-invariants.ts';
import { sendMail } from '../../server/domain/mail/send-mail.ts';
import { cancelOrder } from '../../server/domain/orders/cancel-order.ts';
import { handlePaymentEvent } from '../../server/domain/payments/handle-payment-event.ts';
import { startPayment } from '../../server/domain/payments/start-payment.ts';
import { sendRefund } from '../../server/domain/refunds/send-refund.ts';
import type { PaymentEvent } from '../../server/gateways/payments.ts';
import { fakePayments } from '../setup/fake-payments.ts';
import {
  aCustomer,
  accepted,
  aHall,
  aScreening,
  refused,
  type TestHouse,
  type TestScreening,
  testHouse,
} from '../setup/house.ts';
import { aCheckout, anOrder, letters, view } from '../setup/sales.ts';

// What happens when something is overtaken by something else on its way.

let t: TestHouse;
let screening: TestScreening;
const payments = fakePayments();

beforeAll(async () => {
  t = await testHouse({ payments });
  screening = await aScreening(t.house, { hall: await aHall(t.house, 'A ssss ssss ssss ssss ssss ssss') });
});
afterAll(() => t?.drop());

async function aPaidOrder(labels: string[]): Promise<number> {
  const id = await anOrder(t.house, screening, labels);
  await handlePaymentEvent(t.house, payments.pay(await aCheckout(t.house, id)));
  return id;
}

test('A letter with tickets that were cancelled before it left is not sent, and not tried for ever', async () => {
  const id = await aPaidOrder(['A1', 'A2']);
  accepted(await cancelOrder(t.house, aCustomer(), id));
  const sent: string[] = [];
  const mail = { send: async ({ id }: { id: string }) => void sent.push(id) };
  await sendMail(t.house, mail, `tickets:${id}`);
  for (const { key } of await sql(t.db).query<{ key: string }>('SELECT key FROM mails WHERE order_id = $1', [id])) {
    await sendMail(t.house, mail, key);
  }
  expect(sent).toEqual([expect.stringMatching(/^cancellation\./)]);
  expect(await letters(t.house, id)).toEqual(['cancellation']);
});

test('An order that is cancelled while its payment is being started is refused, and opens no payment page', async () => {
  const id = await anOrder(t.house, screening, ['A1', 'A2']);
  const opened = payments.opened.length;
  const { connect } = t.db.pool;
  let transactions = 0;
  // The first transaction of the payment commits; then the cancelling comes in.
  const pool = Object.assign(Object.create(t.db.pool), {
    query: async (...args: Parameters<typeof t.db.pool.query>) => {
      if (transactions++ === 0) accepted(await cancelOrder(t.house, aCustomer(), id));
      return t.db.pool.query(...args);
    },
    connect: connect.bind(t.db.pool),
  });
  const started = await startPayment({ ...t.house, db: { ...t.db, pool } }, aCustomer(), id);
  expect(refused(started).refused).toBe('order_expired');
  expect(payments.opened).toHaveLength(opened);
  expect(await view(t.house, id)).toMatchObject({ status: 'cancelled', payments: [{ status: 'failed' }] });
});

test('A second payment of another sum goes back, and takes no ticket from an order that is paid', async () => {
  const id = await aPaidOrder(['A5', 'A6']);
  const [first] = (await view(t.house, id)).payments;
  const again = payments.pay(payments.opened.at(-1) ?? '', { id: 'cs_second', paymentIntent: 'pi_second', amount: 1 });
  await handlePaymentEvent(t.house, again);
  const order = await view(t.house, id);
  expect(order).toMatchObject({ status: 'paid', tickets: [{ status: 'valid' }, { status: 'valid' }] });
  expect(order.payments.map(({ status, amount }) => [status, amount])).toEqual([
    ['captured', first?.amount],
    ['captured', 1],
  ]);
  expect(order.refunds).toMatchObject([{ amount: 1, reason: 'double_payment' }]);
  expect(await findBrokenInvariants(t.db)).toEqual([]);
});

test('A refund that the bank sent back stays failed when older words about it come late, and the audit names it', async () => {
  const id = await aPaidOrder(['A9', 'A10']);
  accepted(await cancelOrder(t.house, aCustomer(), id));
  const [refund] = (await view(t.house, id)).refunds;
  await sendRefund(t.house, system, refund?.id ?? 0);
  const [sent] = await sql(t.db).query<{ processorId: string }>(
    'SELECT processor_id AS "processorId" FROM refunds WHERE id = $1',
    [refund?.id],
  );
  const word = (status: 'pending' | 'succeeded' | 'failed'): PaymentEvent => ({
    id: `evt_${id}_${status}`,
    type: 'refund.updated',
    payload: {},
    kind: 'refund_changed',
    refund: {
      id: sent?.processorId ?? '',
      status,
      paymentIntent: null,
      amount: refund?.amount ?? 0,
      refundId: refund?.id ?? null,
    },
  });
  for (const status of ['failed', 'succeeded', 'pending'] as const) {
    await handlePaymentEvent(t.house, word(status));
    expect((await view(t.house, id)).refunds).toMatchObject([{ status: 'failed' }]);
  }
  expect(await findBrokenInvariants(t.db)).toContainEqual({
    invariant: 'What was kept of an order is the price of its living tickets.',
    found: [String(id)],
  });
});
