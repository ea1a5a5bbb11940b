import { randomUUID } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { hashSecret } from '../../server/domain/accounts/password.ts';
import { makeEnrolmentCode, registerKiosk } from '../../server/domain/kiosks/manage-kiosk.ts';
import { cancelScreening } from '../../server/domain/programme/cancel-screening.ts';
import { ticketCode } from '../../server/domain/tickets/ticket-code.ts';
import { launchBrowser } from '../setup/browser.ts';
import { type TestCinema, testCinema } from '../setup/cinema.ts';
import { broken } from '../setup/counter.ts';
import { whereItIsEvening } from '../setup/evening.ts';
import { accepted, aScreening, manager, type TestScreening } from '../setup/house.ts';
import { catchPrints, TillPage } from './till-page.ts';

let cinema: TestCinema;
let browser: Browser;
let context: BrowserContext;
let screening: TestScreening;
let page: Page;
let till: TillPage;
let printed: () => Promise<string[]>;

beforeAll(async () => {
  [cinema, browser] = await Promise.all([testCinema(), launchBrowser()]);
  const { house } = cinema.t;
  await whereItIsEvening(house);
  screening = await aScreening(house, {
    hall: cinema.screening.hall,
    filmId: cinema.screening.filmId,
    startsAt: new Date(Date.now() + 60_000),
  });
  for (const [name, role, pin] of [
    ['Danylo', 'clerk', '1357'],
    ['Sofiia', 'supervisor', '2468'],
  ] as const) {
    await sql(house.db).query('INSERT INTO users (email, name, role, pin_hash) VALUES ($1, $2, $3, $4)', [
      `${randomUUID()}@foyer.test`,
      name,
      role,
      await hashSecret(pin),
    ]);
  }
  const { id } = accepted(await registerKiosk(house, manager, { name: 'Till by the door' }));
  const { code } = accepted(await makeEnrolmentCode(house, manager, { kioskId: id }));
  context = await browser.newContext({ viewport: { width: 1024, height: 768 } });
  page = await context.newPage();
  printed = await catchPrints(page);
  till = new TillPage(page);
  await page.goto(`${cinema.url}/kiosk/`);
  await till.enrol(code);
  await till.signIn('Danylo', '1357');
  await till.openShift('1000');
});
afterAll(async () => {
  await browser.close();
  await cinema.stop();
});

async function clean(): Promise<void> {
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  const over = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
  expect(over, 'nothing scrolls').toBeLessThanOrEqual(0);
}

/** Chooses the best seats of the screening and goes on to the money. */
async function choose(seats: number, way: 'Cash' | 'Card'): Promise<void> {
  await till.chooseScreening(screening.id);
  await till.tap(`Best seats for ${seats}`);
  await page
    .locator('.basket-lines .button')
    .nth(seats - 1)
    .waitFor();
  await till.tap(way);
}

async function sellForCash(seats: number): Promise<{ id: number; number: string }> {
  await choose(seats, 'Cash');
  await till.tap(/^Exact/, false);
  await till.reads('paid');
  await till.tap('Next customer');
  // Until then what a scanner reads belongs to nobody: the sale is still at hand.
  await page.locator('.board').waitFor();
  const [order] = await sql(cinema.t.house.db).query<{ id: number; number: string }>(
    'SELECT id, number FROM orders ORDER BY id DESC LIMIT 1',
  );
  if (!order) throw new Error('nothing was sold');
  return order;
}

/** What is printed on the ticket that was sold last. */
async function lastCode(): Promise<string> {
  const [ticket] = await sql(cinema.t.house.db).query<{ id: number; revision: number }>(
    "SELECT id, revision FROM tickets WHERE status = 'valid' ORDER BY id DESC LIMIT 1",
  );
  if (!ticket) throw new Error('no ticket');
  return ticketCode(cinema.t.house.signer, ticket);
}

async function find(what: string): Promise<void> {
  await till.tap('Orders');
  await page.getByLabel('Ticket’s code, order number').fill(what);
  await till.tap('Find');
}

/** What a customer does at the first reader of the stand-in. */
async function atReader(act: 'tap' | 'decline'): Promise<void> {
  const answer = await page.request.post(`${cinema.url}/demo/stripe/readers`, {
    form: { reader: 'tmr_counter1', act },
  });
  expect(answer.ok()).toBe(true);
}

async function statuses(order: number): Promise<string[]> {
  const rows = await sql(cinema.t.house.db).query<{ status: string }>(
    'SELECT status FROM tickets WHERE order_id = $1 ORDER BY id',
    [order],
  );
  return rows.map(({ status }) => status);
}

test('an order is found by its number, printed again as a copy, and half of it refunded with a supervisor’s PIN', async () => {
  const order = await sellForCash(2);
  await expect.poll(async () => (await printed()).length).toBe(3);
  await find(order.number);
  await page.getByRole('heading', { name: `Order ${order.number}` }).waitFor();
  await clean();
  await till.tap('Print again');
  await expect.poll(async () => (await printed()).filter((sheet) => sheet.includes('COPY')).length).toBeGreaterThan(1);

  await page.locator('.ticket').nth(1).click();
  await till.tap('Refund');
  await till.tap('Plans changed');
  await clean();
  await till.tap(/^Refund .*190/, false);
  await clean();
  await till.tap(/Sofiia/, false);
  for (const digit of '1111') await till.tap(digit);
  await till.tap('OK');
  await page.getByRole('dialog').getByRole('alert').waitFor();
  expect(await statuses(order.id)).toEqual(['valid', 'valid']);
  for (const digit of '2468') await till.tap(digit);
  await till.tap('OK');
  await page.getByText(/Give .*190.* out of the drawer/).waitFor();
  await clean();
  expect((await statuses(order.id)).sort()).toEqual(['cancelled', 'valid']);
  await till.tap('Sell');
});

test('a scanned ticket opens its order wherever the clerk is, moves to other seats, and is let in once', async () => {
  const order = await sellForCash(1);
  await till.scan(await lastCode());
  await page.getByRole('heading', { name: `Order ${order.number}` }).waitFor();
  await till.tap('Exchange');
  await page.getByRole('heading', { name: 'To which screening?' }).waitFor();
  await clean();
  await till.chooseScreening(screening.id);
  await till.tap('Best seats');
  await page.getByText('Nothing to pay').waitFor();
  await clean();
  await page.locator('.exchange-basket').getByRole('button', { name: 'Exchange', exact: true }).click();
  await page.getByText(/Exchanged\. The new order is/).waitFor();
  await clean();
  const moved = await lastCode();
  await till.tap('Sell');
  await till.tap('Orders');
  await till.tap('Let a guest in');
  for (const says of ['Let in', 'Not let in']) {
    await page.getByLabel('Ticket’s code').fill(moved);
    await page.locator('.query').getByRole('button').click();
    await page.getByRole('heading', { name: says, exact: true }).waitFor();
    await clean();
  }
  await till.tap('Sell');
});

test('a ticket that is scanned while seats are chosen waits for the clerk’s word, and the choice stays or is given back', async () => {
  const order = await sellForCash(1);
  const code = await lastCode();
  await till.chooseScreening(screening.id);
  await till.tap('Best seats for 2');
  await page.locator('.basket-lines .button').nth(1).waitFor();
  await page.getByRole('button', { name: 'Cash' }).and(page.locator(':enabled')).waitFor();
  await till.scan(code);
  await page.getByRole('heading', { name: 'A ticket was scanned' }).waitFor();
  await clean();
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/till-scanned.png` });
  await till.tap('Stay with the seats');
  expect(await page.locator('.basket-lines .button').count()).toBe(2);
  await till.scan(code);
  await till.tap('Look at the ticket');
  await page.getByRole('heading', { name: `Order ${order.number}` }).waitFor();
  await expect.poll(() => sql(cinema.t.house.db).query(`SELECT FROM seat_claims WHERE kind = 'hold'`)).toEqual([]);
  await till.tap('Sell');
});

test('after an exchange that a card has paid, the next customer begins afresh', async () => {
  const dearer = (by: number) =>
    sql(cinema.t.house.db).query('UPDATE prices SET amount = amount + $2 WHERE price_card_id = $1', [
      screening.priceCardId,
      by,
    ]);
  const order = await sellForCash(1);
  await dearer(50_00);
  await find(order.number);
  await till.tap('Exchange');
  await till.chooseScreening(screening.id);
  await till.tap('Best seats');
  await page.getByText('To pay').waitFor();
  await page.locator('.exchange-basket').getByRole('button', { name: 'Card', exact: true }).click();
  await page.locator('dialog .quick .button').first().click();
  await till.reads('awaiting_card');
  await atReader('tap');
  await till.reads('paid');
  await till.tap('Next customer');
  await page.getByLabel('Ticket’s code, order number').waitFor();
  expect(await page.getByRole('heading', { name: /^Order / }).count()).toBe(0);
  await dearer(-50_00);
  await till.tap('Sell');
});

test('a declined card is followed by cash that the clerk counts, and the change is told', async () => {
  await choose(1, 'Card');
  await clean();
  await page.locator('.payment .quick .button').first().click();
  await till.reads('awaiting_card');
  await clean();
  await atReader('decline');
  await till.reads('declined');
  await clean();
  await till.tap('Cash instead');
  await page.getByLabel('Amount handed over').fill('100');
  await till.tap('Take the cash');
  await page.getByText('is missing').waitFor();
  await page.getByLabel('Amount handed over').fill('200');
  await till.tap('Take the cash');
  await till.reads('paid');
  expect(await page.locator('.sale-change').textContent()).toContain('10');
  await till.tap('Next customer');
});

async function payPartByCard(): Promise<void> {
  await choose(1, 'Card');
  await page.getByLabel('Only a part on the card').fill('100');
  await page.locator('.payment .quick .button').first().click();
  await till.reads('awaiting_card');
  await atReader('tap');
  await page.getByText('Still to be paid').waitFor();
}

test('a part goes on the card, and the rest is taken in cash', async () => {
  await payPartByCard();
  await till.takeExactCash();
  await till.reads('paid');
  await till.tap('Next customer');
  expect(await broken(cinema.t.house)).toEqual([]);
});

test('of a screening that is cancelled while a part is on the card nothing more is taken, and the clerk reads why', async () => {
  await payPartByCard();
  const { house } = cinema.t;
  accepted(await cancelScreening(house, manager, { screeningId: screening.id, reason: 'The projector is broken' }));
  await till.takeExactCash();
  await till.reads('refused');
  await page.getByRole('heading', { name: 'This screening was cancelled' }).waitFor();
  await page.getByText('goes back to the card.').waitFor();
  expect(await page.locator('.sale-next .button').allTextContents()).toEqual(['Next customer']);
  await clean();
  await till.tap('Next customer');
  await page.locator('.board').waitFor();
  const [order] = await sql(house.db).query<{ cash: number; back: number }>(
    `SELECT (SELECT count(*)::int FROM payments WHERE order_id = o.id AND method = 'cash') AS cash,
            (SELECT sum(amount)::int FROM refunds WHERE order_id = o.id) AS back FROM orders o ORDER BY o.id DESC LIMIT 1`,
  );
  expect(order).toEqual({ cash: 0, back: 100_00 });
  expect(await broken(house)).toEqual([]);
});
