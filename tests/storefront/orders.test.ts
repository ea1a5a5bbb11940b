import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { aScreening, type TestHouse, testHouse } from '../setup/house.ts';
import { anOrder, runOut, view } from '../setup/sales.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { type Customer, customer, wordsOf } from './customer.ts';

let home: TestHouse;
let server: TestServer;
let someone: Customer;
beforeAll(async () => {
  home = await testHouse();
  server = await testServer(home.url);
  someone = customer(server.url);
});
afterAll(async () => {
  await server?.stop();
  await home?.drop();
});

async function anOrderPage(): Promise<{ id: number; page: string; at(part: string): string }> {
  const screening = await aScreening(home.house);
  const id = await anOrder(server.deps, screening, ['A1', 'A2']);
  const { token } = await view(server.deps, id);
  const at = (part: string) => `/orders/${id}${part}?token=${token}`;
  return { id, page: at(''), at };
}

/** Pays at the double and waits until the money has arrived. */
async function paid(order: { page: string; at(part: string): string }): Promise<void> {
  const pay = await someone.post(order.at('/pay'), {});
  await someone.post(pay.to ?? '', { choice: 'pay' });
  await expect.poll(async () => (await someone.get(order.page)).html).toContain('data-order-state="paid"');
}

test('an order opens to its key alone', async () => {
  const { id, page } = await anOrderPage();
  const other = await anOrderPage();
  expect((await someone.get(page)).status).toBe(200);
  const key = other.page.split('token=')[1];
  for (const path of ['', '/cancel', '/tickets.pdf', '/calendar.ics']) {
    for (const query of ['', '?token=', '?token=wrong', `?token=${key}`, '?token[]=x']) {
      expect((await someone.get(`/orders/${id}${path}${query}`)).status, path + query).toBe(404);
    }
  }
  for (const path of ['/pay', '/cancel'])
    expect((await someone.post(`/orders/${id}${path}?token=${key}`, {})).status).toBe(404);
  expect((await view(server.deps, id)).status).toBe('pending');
});

test('an unpaid order can be paid or let go, and has no tickets to print', async () => {
  const order = await anOrderPage();
  const words = wordsOf((await someone.get(order.page)).html);
  expect(words).toContain('Pay ₴380');
  expect((await someone.get(order.at('/tickets.pdf'))).status).toBe(404);
  expect(wordsOf((await someone.get(order.at('/cancel'))).html)).toContain('Nothing was charged');
  expect((await someone.post(order.at('/cancel'), {})).to).toBe(order.page);
  expect(wordsOf((await someone.get(order.page)).html)).toContain('nothing is owed');
  expect((await someone.post(order.at('/cancel'), {})).to).toBe(order.page);
  expect((await someone.post(order.at('/pay'), {})).to).toBe(order.page);
});

test('a paid order shows a ticket a seat, and is cancelled after one question, with the money on its way back', async () => {
  const order = await anOrderPage();
  await paid(order);
  const { html } = await someone.get(order.page);
  expect(html.match(/class="ticket"/g)).toHaveLength(2);
  expect(html).toMatch(/<code>([0-9A-Z]{4} ){5}[0-9A-Z]{4}<\/code>/);
  expect((await someone.post(order.at('/pay'), {})).to).toBe(order.page);
  expect(wordsOf((await someone.get(order.at('/cancel'))).html)).toContain('Both seats go back on sale at once');
  await someone.post(order.at('/cancel'), {});
  const after = wordsOf((await someone.get(order.page)).html);
  expect(after).toContain('Your money is on its way back');
  expect(after).toContain('−₴380');
});

test('too close to the show there is nothing to cancel online, and the page says whom to ask', async () => {
  const order = await anOrderPage();
  await paid(order);
  await sql(home.db).query('UPDATE cinema SET cancel_window_minutes = 10000');
  try {
    expect(wordsOf((await someone.get(order.page)).html)).toContain('The time for cancelling online has passed');
    expect((await someone.get(order.at('/cancel'))).to).toBe(order.page);
    const refused = await someone.post(order.at('/cancel'), {});
    expect([refused.status, wordsOf(refused.html).includes('can no longer be cancelled online')]).toEqual([409, true]);
  } finally {
    await sql(home.db).query('UPDATE cinema SET cancel_window_minutes = 120');
  }
});

test('an order whose time ran out says that nothing was charged, and leads back to the seats', async () => {
  const order = await anOrderPage();
  await runOut(server.deps, order.id);
  const { html } = await someone.get(order.page);
  expect(wordsOf(html)).toContain('The time ran out');
  expect(html).toMatch(/href="\/sessions\/\d+"/);
  expect(wordsOf((await someone.get(`${order.page}&paid=cs_test_1`)).html)).toContain('Your payment is on its way');
});

test('whoever pays for a showing that has just been cancelled is told so on the page of the order', async () => {
  const order = await anOrderPage();
  await sql(home.db).query(
    `UPDATE screenings SET status = 'cancelled', cancelled_at = now()
      WHERE id = (SELECT screening_id FROM orders WHERE id = $1)`,
    [order.id],
  );
  const answer = await someone.post(order.at('/pay'), {});
  expect(answer.status).toBe(409);
  expect(wordsOf(answer.html)).toContain('This showing has been cancelled.');
});

test('where the payment service does not answer, the seats stay held and the page offers to try again', async () => {
  const order = await anOrderPage();
  const { payments } = server.deps;
  const { openCheckout } = payments;
  const { PaymentGatewayError } = await import('../../server/gateways/payments.ts');
  payments.openCheckout = () => Promise.reject(new PaymentGatewayError('no answer', { retryable: true }));
  try {
    const answer = await someone.post(order.at('/pay'), {});
    expect(answer.status).toBe(503);
    expect(wordsOf(answer.html)).toContain('Your seats are still held');
    expect(wordsOf(answer.html)).toContain('Pay ₴380');
  } finally {
    payments.openCheckout = openCheckout;
  }
});
