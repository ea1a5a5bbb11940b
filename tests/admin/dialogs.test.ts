import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, watchConsole } from '../setup/browser.ts';
import { accepted, aHall, aScreening, manager, type TestHouse, type TestScreening, testHouse } from '../setup/house.ts';
import { anOrder } from '../setup/sales.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { type StaffClient, staffClient } from '../setup/staff.ts';
import { takeCash } from '../setup/take-cash.ts';

let t: TestHouse;
let server: TestServer;
let browser: Browser;
let boss: StaffClient;
let order: number;
let screening: TestScreening;
beforeAll(async () => {
  t = await testHouse();
  server = await testServer(t.url);
  boss = await staffClient(server, 'manager');
  browser = await launchBrowser();
  screening = await aScreening(t.house, {
    hall: await aHall(t.house, 'A ssss\nB ssss', { name: 'Velvet' }),
    startsAt: new Date('2027-02-03T18:00:00+02:00'),
  });
  order = await anOrder(t.house, screening, ['A1', 'A2']);
  accepted(await takeCash(t.house, manager, order));
}, 60_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
  await t.drop();
});

const inside = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    // Between the last and the first stands the browser's own frame.
    return at === document.body || at?.closest('dialog[open]') !== null;
  });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200) ?? '');

test.each([
  {
    tool: 'the orders desk',
    path: () => `orders-desk?order=${order}`,
    opens: (page: Page) => page.getByRole('button', { name: 'Cancel the whole order' }),
    begins: 'INPUT',
  },
  {
    tool: 'the schedule board',
    path: () => 'schedule?date=2027-02-03',
    opens: (page: Page) => page.locator(`.schedule-block[data-id="${screening.id}"]`),
    begins: 'H2',
  },
  {
    tool: 'the seating designer',
    path: () => 'seating-designer',
    opens: (page: Page) => page.getByRole('button', { name: 'Versions' }),
    begins: 'H2',
  },
])(
  'A dialog of $tool keeps the focus and gives it back, by Escape and by its cross, and a press beside it loses nothing',
  async ({ path, opens, begins }) => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    await boss.enter(context);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    watchConsole(page);
    await page.goto(`${server.url}/admin/pages/${path()}`);
    if (path() === 'seating-designer') await page.getByRole('button', { name: 'Draw Velvet' }).click();
    const dialog = page.getByRole('dialog');
    const leave = [() => page.keyboard.press('Escape'), () => dialog.getByRole('button', { name: 'Close' }).click()];
    for (const away of leave) {
      await opens(page).focus();
      const before = await focused(page);
      await page.keyboard.press('Enter');
      await dialog.waitFor();
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe(begins);
      for (let i = 0; i < 12; i += 1) {
        await page.keyboard.press('Tab');
        expect(await inside(page)).toBe(true);
      }
      await page.mouse.click(5, 890);
      expect(await dialog.count()).toBe(1);
      await away();
      await expect.poll(() => dialog.count()).toBe(0);
      expect(await focused(page)).toBe(before);
    }
    await context.close();
  },
  60_000,
);
