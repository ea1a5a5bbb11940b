import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../../server/db.ts';
import { launchBrowser } from '../../setup/browser.ts';
import { broken } from '../../setup/counter.ts';
import { type Counter, openCounter } from './open-counter.ts';

// The same hall on two faces. How fast the paint is, `npm run bench -- paint` measures.

let at: Counter;
let browser: Browser;
let shop: Page;

beforeAll(async () => {
  [at, browser] = await Promise.all([openCounter(), launchBrowser()]);
  const context = await browser.newContext({ baseURL: at.cinema.url });
  shop = await context.newPage();
  shop.setDefaultTimeout(30_000);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  expect(await broken(at.cinema.t.house)).toEqual([]);
  await at?.stop();
});

/** As the map names it to who cannot see it: `Row C, seat 4, …, taken`. */
const painted = (page: Page, label: string) =>
  page.locator(`.seat[title^="Row ${label[0]}, seat ${label.slice(1)},"]`).evaluate((seat) => seat.className);

/** The seats that somebody has. */
async function claimed(): Promise<string[]> {
  const rows = await sql(at.cinema.t.db).query<{ label: string }>(
    'SELECT s.row || s.number AS label FROM seat_claims c JOIN seats s ON s.id = c.seat_id WHERE c.screening_id = $1',
    [at.screening.id],
  );
  return rows.map(({ label }) => label);
}

/** Those of them that were nobody's `before`. */
async function since(before: string[]): Promise<string[]> {
  const fresh = (await claimed()).filter((label) => !before.includes(label));
  expect(fresh).toHaveLength(2);
  return fresh;
}

async function expectPainted(page: Page, labels: string[], look: string): Promise<void> {
  for (const label of labels) {
    await expect.poll(() => painted(page, label)).toContain(`seat-${look}`);
  }
}

test('What the shop holds and sells is painted on the till’s map', async () => {
  const { till } = at.machine;
  await till.chooseScreening(at.screening.id);
  await till.page.locator('.seat').first().waitFor();
  await shop.goto(`/sessions/${at.screening.id}`);
  await shop.getByRole('button', { name: 'Best seats for 2 people' }).click();
  await expect.poll(() => shop.getByRole('checkbox', { checked: true }).count()).toBe(2);
  await shop
    .getByRole('button', { name: /Hold these seats/ })
    .first()
    .click();
  await shop.waitForURL(/\/checkout\//);
  const held = await since([]);
  await expectPainted(till.page, held, 'taken');

  await shop.getByLabel(/^E-mail/).fill('ana@example.test');
  await shop.getByRole('button', { name: /^Pay/ }).first().click();
  await shop.waitForURL(/\/demo\/stripe\/pay\//);
  await shop.getByRole('button', { name: /^Pay ₴/ }).click();
  await shop.waitForURL(/\/orders\/\d+\?token=/);
  await shop.locator('.ticket svg').first().waitFor();
  await expectPainted(till.page, held, 'taken');
  expect(await at.ticketsSold()).toBe(2);
  await till.tap('Back');
});

test('What the till holds and sells is painted on the shop’s map, and free again when the clerk leaves it', async () => {
  const { till } = at.machine;
  await shop.goto(`/sessions/${at.screening.id}`);
  await shop.locator('.seat').first().waitFor();
  const before = await claimed();
  await at.choose(2);
  const held = await since(before);
  await expectPainted(shop, held, 'taken');
  await till.tap('Back');
  await expectPainted(shop, held, 'free');

  await at.sell(2);
  const sold = await since(before);
  await expectPainted(shop, sold, 'taken');
});
