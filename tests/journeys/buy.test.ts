import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { findBrokenInvariants } from '../../server/domain/audit/find-broken-invariants.ts';
import { launchBrowser, watchConsole } from '../setup/browser.ts';
import { type TestCinema, testCinema } from '../setup/cinema.ts';

let cinema: TestCinema;
let browser: Browser;

beforeAll(async () => {
  [cinema, browser] = await Promise.all([testCinema(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  expect(await findBrokenInvariants(cinema.t.db)).toEqual([]);
  await cinema.stop();
});

async function aPage(options: Parameters<Browser['newContext']>[0] = {}, expected: RegExp[] = []): Promise<Page> {
  const context = await browser.newContext({ baseURL: cinema.url, viewport: { width: 390, height: 844 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  watchConsole(page, expected);
  return page;
}

/** From the programme to the seats of tomorrow's show, as a customer finds them. */
async function findTheShow(page: Page): Promise<void> {
  const [show] = await sql(cinema.t.db).query<{ day: string }>(
    'SELECT business_date AS day FROM screenings WHERE id = $1',
    [cinema.screening.id],
  );
  await page.goto('/');
  await page.locator(`a[href*="date=${show?.day}"]`).first().click();
  await page.getByRole('heading', { name: 'The Third Man' }).waitFor();
  await page.locator(`a[href="/sessions/${cinema.screening.id}"]`).first().click();
  await page
    .getByRole('button', { name: /Hold these seats/ })
    .first()
    .waitFor();
}

const seat = (page: Page, label: string) =>
  page.getByRole('checkbox', { name: new RegExp(`^Row ${label[0]}, seat ${label.slice(1)},`) });

test('Three seats from the programme to the QR codes and the mail, while a second screen sees them go', async () => {
  const [buyer, watcher] = [await aPage(), await aPage({ viewport: { width: 1440, height: 900 } })];
  await findTheShow(watcher);
  await findTheShow(buyer);
  await buyer.getByRole('button', { name: 'Best seats for 3 people' }).click();
  await expect.poll(() => buyer.getByRole('checkbox', { checked: true }).count()).toBe(3);
  const labels = (
    await buyer
      .getByRole('checkbox', { checked: true })
      .evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label') ?? ''))
  ).map((label) => /Row (\w), seat (\d+)/.exec(label)?.slice(1).join('') ?? '');
  expect(await seat(watcher, labels[0] ?? '').count()).toBe(1);
  await buyer
    .getByRole('button', { name: /Hold these seats/ })
    .first()
    .click();
  await buyer.waitForURL(/\/checkout\//);
  for (const label of labels) await expect.poll(() => seat(watcher, label).count()).toBe(0);

  await buyer.getByLabel(/^E-mail/).fill('ana@example.test');
  await buyer.getByRole('button', { name: /^Pay/ }).first().click();
  await buyer.waitForURL(/\/demo\/stripe\/pay\//);
  await buyer.getByRole('button', { name: /^Pay ₴/ }).click();
  await buyer.waitForURL(/\/orders\/\d+\?token=/);
  await expect.poll(() => buyer.locator('.ticket svg').count()).toBeGreaterThanOrEqual(3);
  for (const label of labels)
    expect(
      await buyer
        .locator('.ticket')
        .filter({ hasText: label.slice(1) })
        .count(),
    ).toBeGreaterThan(0);

  for (const [name, begins] of [
    ['Tickets as PDF', '%PDF-'],
    ['Add to calendar', 'BEGIN:VCALENDAR'],
  ] as const) {
    const file = await buyer.request.get((await buyer.getByRole('link', { name }).getAttribute('href')) ?? '');
    expect((await file.body()).subarray(0, begins.length).toString()).toBe(begins);
  }

  await expect
    .poll(async () => {
      await buyer.goto('/demo/mail/');
      return buyer.getByRole('link', { name: /Your tickets: The Third Man/ }).count();
    })
    .toBe(1);
});

test('Without JavaScript: seats are a form, and the way leads to the payment page and to the tickets', async () => {
  const page = await aPage({ javaScriptEnabled: false });
  await findTheShow(page);
  await seat(page, 'A1').check();
  await seat(page, 'A2').check();
  await page
    .getByRole('button', { name: /Hold these seats/ })
    .first()
    .click();
  await page.waitForURL(/\/checkout\//);
  await page.getByLabel(/^E-mail/).fill('paper@example.test');
  await page.getByRole('button', { name: /^Pay/ }).first().click();
  await page.waitForURL(/\/demo\/stripe\/pay\//);
  await page.getByRole('button', { name: /^Pay ₴/ }).click();
  await page.waitForURL(/\/orders\/\d+\?token=/);
  await expect
    .poll(async () => {
      await page.reload();
      return page.locator('.ticket svg').count();
    })
    .toBeGreaterThanOrEqual(2);
});

test('A choice that leaves a single seat is refused with the better one a tap away, with and without JavaScript', async () => {
  for (const javaScriptEnabled of [true, false]) {
    // The form's own answer to a refused choice is a 422, which Chromium notes.
    const page = await aPage({ javaScriptEnabled }, [/422/]);
    await findTheShow(page);
    await seat(page, 'E2').check();
    await seat(page, 'E3').check();
    await page
      .getByRole('button', { name: /Hold these seats/ })
      .first()
      .click();
    await page
      .getByText(/single seat/i)
      .first()
      .waitFor();
    expect(page.url()).not.toContain('/checkout/');
    await page.getByRole('link', { name: /^Take E1/ }).click();
    await expect.poll(() => seat(page, 'E1').isChecked()).toBe(true);
  }
});

test('A declined card stays on the payment page; cancelling comes back to the order, whose seats are still held', async () => {
  const page = await aPage();
  await findTheShow(page);
  await page.getByRole('button', { name: 'Best seats for 2 people' }).click();
  await page
    .getByRole('button', { name: /Hold these seats/ })
    .first()
    .click();
  await page.waitForURL(/\/checkout\//);
  await page.getByLabel(/^E-mail/).fill('ben@example.test');
  await page.getByRole('button', { name: /^Pay/ }).first().click();
  await page.waitForURL(/\/demo\/stripe\/pay\//);
  const payment = page.url();
  await page.getByRole('button', { name: 'Decline' }).click();
  await page
    .getByText(/declined/i)
    .first()
    .waitFor();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await page.waitForURL(/\/orders\/\d+\?token=/);
  await page.getByRole('button', { name: /^Pay/ }).first().click();
  await page.waitForURL(/\/demo\/stripe\/pay\//);
  expect(page.url()).toBe(payment);
  await page.goBack();
  await page.getByRole('link', { name: 'Let the seats go' }).click();
  await page.getByRole('button', { name: 'Yes, cancel it' }).click();
  await page.getByRole('heading', { name: 'Cancelled' }).waitFor();
});

test('Two taps on Pay, and coming back by the back button, are one order and one payment', async () => {
  const page = await aPage();
  await findTheShow(page);
  await page.getByRole('button', { name: 'Best seats for 1 person' }).click();
  await page
    .getByRole('button', { name: /Hold this seat/ })
    .first()
    .click();
  await page.waitForURL(/\/checkout\//);
  const checkout = page.url();
  await page.getByLabel(/^E-mail/).fill('twice@example.test');
  // Nothing is answered before the second tap has come: it might hit what lies there on the next page.
  const { promise: tapped, resolve: taps } = Promise.withResolvers<void>();
  await page.route('**/checkout/**', async (route) => {
    if (route.request().method() === 'POST') await tapped;
    await route.continue();
  });
  await page.getByRole('button', { name: /^Pay/ }).first().dblclick();
  taps();
  await page.waitForURL(/\/demo\/stripe\/pay\//);
  await page.goto(checkout);
  await page.waitForURL(/\/orders\/\d+/);
  const [made] = await sql(cinema.t.db).query<{ orders: number; payments: number }>(
    `SELECT count(DISTINCT o.id)::int AS orders, count(p.id)::int AS payments
       FROM orders o LEFT JOIN payments p ON p.order_id = o.id WHERE o.email = 'twice@example.test'`,
  );
  expect(made).toEqual({ orders: 1, payments: 1 });
});
