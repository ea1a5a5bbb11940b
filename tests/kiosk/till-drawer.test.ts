import { randomUUID } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { hashSecret } from '../../server/domain/accounts/password.ts';
import { makeEnrolmentCode, registerKiosk } from '../../server/domain/kiosks/manage-kiosk.ts';
import { launchBrowser } from '../setup/browser.ts';
import { type TestCinema, testCinema } from '../setup/cinema.ts';
import { broken } from '../setup/counter.ts';
import { whereItIsEvening } from '../setup/evening.ts';
import { accepted, aScreening, manager, type TestScreening } from '../setup/house.ts';
import { catchPrints, TillPage } from './till-page.ts';

let cinema: TestCinema;
let browser: Browser;
let screening: TestScreening;

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
  await sql(house.db).query('UPDATE cinema SET allotment_seats = 6, cash_difference_allowed = 500');
});
afterAll(async () => {
  await browser.close();
  await cinema.stop();
});

interface AtTill {
  context: BrowserContext;
  page: Page;
  till: TillPage;
  printed: () => Promise<string[]>;
}

async function atTill(): Promise<AtTill> {
  const { id } = accepted(await registerKiosk(cinema.t.house, manager, { name: `Till ${randomUUID().slice(0, 8)}` }));
  const { code } = accepted(await makeEnrolmentCode(cinema.t.house, manager, { kioskId: id }));
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 } });
  const page = await context.newPage();
  const printed = await catchPrints(page);
  const till = new TillPage(page);
  await page.goto(`${cinema.url}/kiosk/`);
  await till.enrol(code);
  await till.signIn('Danylo', '1357');
  await till.openShift('1000');
  return { context, page, till, printed };
}

async function clean(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  const over = await page.evaluate(() =>
    ['html', '.till-main', '.drawer-part'].flatMap((name) => {
      const box = document.querySelector(name);
      return box && box.scrollHeight > box.clientHeight + 1 ? [name] : [];
    }),
  );
  expect(over, 'nothing scrolls').toEqual([]);
}

test('a drop, a paid-out with a supervisor, a count that is off and the Z report: every cent is explained', async () => {
  const { context, page, till, printed } = await atTill();
  await till.tap('Shift');
  await clean(page);

  await till.tap('To the safe');
  await till.tap(/^Add .*200$/);
  await clean(page);
  await till.tap('It is in the safe');
  await page.getByText('written down').waitFor();

  await till.tap('Paid out');
  await page.getByLabel('Amount').fill('50');
  await till.tap('Cleaning');
  await till.tap('Ask a supervisor');
  await till.tap(/Sofiia/, false);
  await clean(page);
  for (const digit of '2468') await till.tap(digit);
  await till.tap('OK');
  await page.getByText('written down').waitFor();

  await till.tap('X report', true);
  await page.locator('[data-report="x"]').waitFor();
  expect(await till.figures()).toMatchObject({ Float: '₴1,000', Drops: '₴200', 'Paid out': '₴50' });
  expect(await till.figures()).toMatchObject({ 'Should be there': '₴750' });
  await clean(page);
  await till.tap('Print');
  await expect.poll(async () => (await printed()).length).toBe(1);

  await till.tap('Count and close');
  await clean(page);
  await page.getByLabel('Pieces of ₴500').click();
  await till.tap('1');
  await page.getByLabel('Pieces of ₴200').fill('1');
  await till.tap('Close the shift');
  await page.getByText('The count is off by -₴50').waitFor();
  await clean(page);
  await page.getByLabel('Why it is off').fill('A note is missing');
  await till.tap('Ask a supervisor');
  await till.tap(/Sofiia/, false);
  // The pad of the count stands behind the dialog.
  const dialog = page.getByRole('dialog');
  for (const digit of '2468') await dialog.getByRole('button', { name: digit, exact: true }).click();
  await till.tap('OK');

  await page.locator('[data-report="z"]').waitFor();
  expect(await till.figures()).toMatchObject({ 'Should be there': '₴750', Counted: '₴700', Difference: '-₴50' });
  await clean(page);
  await expect.poll(async () => (await printed()).length).toBe(2);
  await till.tap('Done');
  await page.getByLabel('Float').waitFor();
  const [kept] = await sql(cinema.t.house.db).query<{ pieces: unknown; note: string }>(
    'SELECT denominations AS pieces, note FROM shifts WHERE closed_at IS NOT NULL',
  );
  expect(kept).toEqual({ pieces: { 50000: 1, 20000: 1 }, note: 'A note is missing' });
  expect(await broken(cinema.t.house)).toEqual([]);
  await context.close();
});

test('another clerk takes over without signing out, and the settings print a test sheet', async () => {
  const { context, page, till, printed } = await atTill();
  await till.tap(/^Danylo: change of clerk/, false);
  await clean(page);
  await till.tap(/Sofiia/, false);
  for (const digit of '2468') await till.tap(digit);
  await till.tap('OK');
  await page.getByRole('button', { name: /^Sofiia: change of clerk/ }).waitFor();

  await till.tap('Settings');
  await clean(page);
  await till.tap('58 mm');
  await till.tap('Use this printer');
  await page.getByText('used from now on').waitFor();
  await till.tap('Print a test sheet');
  await expect.poll(async () => (await printed()).join()).toContain('the printer works');
  await till.tap('Dark');
  await clean(page);
  await context.close();
});

test('with the line cut the till sells its own seats for cash, and hands the sale in when the line is back', async () => {
  const { context, page, till, printed } = await atTill();
  await page.locator(`[data-screening="${screening.id}"]`).waitFor();
  await till.ownSeats(6);
  await context.route(/\/api\/|\/socket\.io\//, (route) => route.abort());
  await page.locator('.top-bar [data-line="offline"]').waitFor({ timeout: 90_000 });
  await page.getByText('No connection: only cash').waitFor();
  // Of the seats that were left while there was a line, nobody knows any more.
  await page.locator(`[data-screening="${screening.id}"]`).getByText('6 seats left').waitFor();
  await clean(page);

  await till.chooseScreening(screening.id);
  await till.tap('Best seats for 2');
  await page.locator('.basket-lines .button').nth(1).waitFor();
  await till.takeExactCash();
  await till.reads('paid');
  await till.tap('Next customer');
  await expect.poll(async () => (await printed()).length).toBe(3);
  expect((await printed()).join()).toMatch(/Row [A-E], seat \d/);
  await till.tap(/^No connection/, false);
  await page.locator('[data-outcome="waiting"]').waitFor();
  await clean(page);
  await till.tap('Close');

  await context.unroute(/\/api\/|\/socket\.io\//);
  await page
    .getByRole('heading', { name: 'Who is at the till?' })
    .or(page.locator('.top-bar [data-line="online"]'))
    .first()
    .waitFor({ timeout: 60_000 });
  await expect
    .poll(
      async () =>
        (
          await sql(cinema.t.house.db).query("SELECT FROM tickets WHERE screening_id = $1 AND status = 'valid'", [
            screening.id,
          ])
        ).length,
      { timeout: 60_000 },
    )
    .toBe(2);
  await expect.poll(() => till.unsettled()).toBe(0);
  expect(await broken(cinema.t.house)).toEqual([]);
  await context.close();
}, 240_000);
