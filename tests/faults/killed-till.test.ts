import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import type { Actor } from '../../server/domain/actor.ts';
import { handlePaymentEvent } from '../../server/domain/payments/handle-payment-event.ts';
import { findSale } from '../../server/domain/till/find-sale.ts';
import { sellAtTill } from '../../server/domain/till/sell-at-till.ts';
import { cancelSale, paySale } from '../../server/domain/till/steer-sale.ts';
import type { TerminalGateway } from '../../server/gateways/payments.ts';
import { aSale, atCounter, broken, card, cash } from '../setup/counter.ts';
import { fakePayments } from '../setup/fake-payments.ts';
import { accepted, aHall, aScreening, type TestHouse, type TestScreening, testHouse } from '../setup/house.ts';

// A process may die at any moment: after it wrote, after it asked, before it could write the answer down.

let t: TestHouse;
let clerk: Actor;
const payments = fakePayments();
const { readers } = payments;
const dying = { before: '', after: '' };

/** Does what it is asked, and dies around it: the answer reaches nobody. */
function mortal(gateway: TerminalGateway): TerminalGateway {
  const die = (when: 'before' | 'after', step: string) => {
    if (dying[when] !== step) return;
    dying[when] = '';
    throw new Error('killed');
  };
  const around = <A extends unknown[], R>(step: string, work: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      die('before', step);
      const answer = await work(...args);
      die('after', step);
      return answer;
    };
  };
  return {
    readers: gateway.readers,
    open: around('open', gateway.open),
    present: around('present', gateway.present),
    find: around('find', gateway.find),
    cancel: around('cancel', gateway.cancel),
  };
}

beforeAll(async () => {
  t = await testHouse({ payments: { ...payments, terminal: mortal(payments.terminal) } });
  clerk = await atCounter(t.house);
});
afterAll(() => t?.drop());

const moments = ['before', 'after'] as const;

async function aHouse(): Promise<TestScreening> {
  return aScreening(t.house, { hall: await aHall(t.house, 'A ssss') });
}

async function charges(orderId: number): Promise<number> {
  return readers.payments.filter((payment) => payment.orderId === orderId && payment.status === 'paid').length;
}

test('Killed before or after any word with the processor, a sale by card is taken up by the next look, and paid once', async () => {
  for (const step of ['open', 'present']) {
    for (const moment of moments) {
      const body = aSale(t, await aHouse(), ['A1', 'A2'], { tenders: [card(38_000)] });
      dying[moment] = step;
      await expect(sellAtTill(t.house, clerk, body)).rejects.toThrow('killed');
      const again = accepted(await sellAtTill(t.house, clerk, body));
      expect(again.state).toBe('awaiting_card');
      expect(readers.payments.filter((payment) => payment.orderId === again.order.id)).toHaveLength(1);
      await handlePaymentEvent(t.house, readers.tap('tmr_1'));
      expect(accepted(await findSale(t.house, clerk, body.uuid)).state).toBe('paid');
      expect(await charges(again.order.id)).toBe(1);
      expect(await broken(t.house)).toEqual([]);
    }
  }
});

test('Killed while it asks, or gives up, the truth comes out at the next question', async () => {
  for (const moment of moments) {
    const body = aSale(t, await aHouse(), ['A1', 'A2'], { tenders: [card(38_000)] });
    const sale = accepted(await sellAtTill(t.house, clerk, body));
    readers.tap('tmr_1');
    dying[moment] = 'cancel';
    await expect(cancelSale(t.house, clerk, body.uuid)).rejects.toThrow('killed');
    await sql(t.db).query('UPDATE payments SET asked_at = NULL WHERE order_id = $1', [sale.order.id]);
    dying[moment] = 'find';
    await expect(findSale(t.house, clerk, body.uuid)).rejects.toThrow('killed');
    await sql(t.db).query('UPDATE payments SET asked_at = NULL WHERE order_id = $1', [sale.order.id]);
    expect(accepted(await findSale(t.house, clerk, body.uuid)).state).toBe('paid');
    expect(await broken(t.house)).toEqual([]);
  }
});

test('Killed between a card’s money and the cash of the rest, the sale goes on where it was', async () => {
  const body = aSale(t, await aHouse(), ['A1', 'A2'], { tenders: [card(30_000), cash(8_000)] });
  accepted(await sellAtTill(t.house, clerk, body));
  await handlePaymentEvent(t.house, readers.tap('tmr_1'));
  expect(await broken(t.house)).toEqual([]);
  expect(accepted(await sellAtTill(t.house, clerk, body)).state).toBe('part_paid');
  const step = { uuid: randomUUID(), tenders: [cash(8_000)] };
  expect(accepted(await paySale(t.house, clerk, body.uuid, step)).state).toBe('paid');
  expect(accepted(await paySale(t.house, clerk, body.uuid, step))).toMatchObject({ paidCash: 8_000, paidCard: 30_000 });
});
