import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, watchConsole } from '../setup/browser.ts';
import { type TestCinema, testCinema } from '../setup/cinema.ts';

let cinema: TestCinema;
let browser: Browser;

beforeAll(async () => {
  [cinema, browser] = await Promise.all([testCinema(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await cinema.stop();
});

async function aPage(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: cinema.url, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  watchConsole(page);
  return page;
}

const seats = () => `/sessions/${cinema.screening.id}`;
const seat = (page: Page, label: string) =>
  page.getByRole('checkbox', { name: new RegExp(`^Row ${label[0]}, seat ${label.slice(1)},`) });
/** What the running total lists: empty until React knows of a choice. */
const chosen = (page: Page) => page.locator('.summary .seat-tag').allTextContents();
/** Once it is live, one box alone is in the tab order. */
const live = (page: Page) => page.locator('.seat-map input[tabindex="-1"]').first().waitFor();
const ticked = (page: Page) => page.getByRole('checkbox', { checked: true }).count();

/** The page's script is there and listens, but has not had a turn to work in: as on a phone that is busy. */
async function openAsleep(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const waiting: (() => void)[] = [];
    let asleep = true;
    // React asks for its turns by messages to itself.
    window.MessageChannel = class {
      port1 = { onmessage: null as (() => void) | null };
      port2 = {
        postMessage: () => {
          if (asleep) waiting.push(() => this.port1.onmessage?.());
          else setTimeout(() => this.port1.onmessage?.());
        },
      };
    } as unknown as typeof MessageChannel;
    Object.assign(window, {
      wake: () => {
        asleep = false;
        for (const turn of waiting.splice(0)) turn();
      },
    });
  });
  await page.goto(seats());
  await page.waitForFunction(() =>
    Object.keys(document.querySelector('#seat-picker') ?? {}).some((key) => key.startsWith('__reactContainer')),
  );
}

const wake = (page: Page) => page.evaluate(() => (window as unknown as { wake(): void }).wake());
/** Nothing but the click: no finger comes down before it. */
const click = (page: Page, label: string) => seat(page, label).evaluate((box: HTMLInputElement) => box.click());

test('Seats that are ticked before the script arrives are chosen once it has, and held together', async () => {
  const page = await aPage();
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route(/\/assets\/seats-[^/]*\.js$/, async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto(seats(), { waitUntil: 'commit' });
  await seat(page, 'A1').check();
  await seat(page, 'A2').check();
  await seat(page, 'A3').check();
  await seat(page, 'A3').uncheck();
  expect(await chosen(page)).toEqual([]);
  arrive();
  await expect.poll(() => chosen(page)).toEqual(['A1', 'A2']);
  expect(await ticked(page)).toBe(2);
  await page.getByRole('button', { name: 'Hold these seats' }).first().click();
  await page.waitForURL(/\/checkout\//);
  await page.getByText('A2').first().waitFor();
});

test('The tap that comes while the map still sleeps wakes it and chooses its seat', async () => {
  const page = await aPage();
  await openAsleep(page);
  await click(page, 'B4');
  expect([await chosen(page), await ticked(page)]).toEqual([['B4'], 1]);
  await wake(page);
  await click(page, 'B5');
  await expect.poll(() => chosen(page)).toEqual(['B4', 'B5']);
  expect(await ticked(page)).toBe(2);
});

test('So does a finger on a phone, and so does one that asks for the best seats', async () => {
  const page = await aPage({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await openAsleep(page);
  await seat(page, 'C3').tap();
  await expect.poll(() => chosen(page)).toEqual(['C3']);
  await openAsleep(page);
  await page.getByRole('button', { name: 'Best seats for 3 people' }).tap();
  await expect.poll(async () => (await chosen(page)).length).toBe(3);
  expect(await ticked(page)).toBe(3);
});

test('A map that was asleep comes alive by itself, and nothing is chosen that nobody chose', async () => {
  const page = await aPage();
  await openAsleep(page);
  const inOrder = () =>
    page
      .locator('.seat-map input')
      .evaluateAll((all) => all.filter((box) => (box as HTMLElement).tabIndex === 0).length);
  expect(await inOrder()).toBe(await page.locator('.seat-map input').count());
  await wake(page);
  await expect.poll(inOrder).toBe(1);
  expect([await chosen(page), await ticked(page)]).toEqual([[], 0]);
});

// The first test has taken A1 and A2.
test('The keyboard reaches the hall with one Tab, walks it with arrows, chooses with space and leaves with one Tab', async () => {
  const page = await aPage();
  await page.goto(seats());
  await live(page);
  await page.getByRole('button', { name: 'Best seats for 10 people' }).focus();
  const focused = () =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label')?.split(',').slice(0, 2).join());
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Row A, seat 3');
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'Space']) await page.keyboard.press(key);
  expect(await focused()).toBe('Row B, seat 5');
  await expect.poll(() => chosen(page)).toEqual(['B5']);
  await page.keyboard.press('End');
  expect(await focused()).toBe('Row B, seat 8');
  await page.keyboard.press('Tab');
  expect(await focused()).not.toMatch(/^Row/);
  await page.keyboard.press('Shift+Tab');
  expect(await focused()).toBe('Row B, seat 8');
});

test('Where somebody else takes the seat under the keyboard, its free neighbour has it', async () => {
  const page = await aPage();
  await page.goto(seats());
  await live(page);
  await seat(page, 'D1').focus();
  const held = await page.request.post('/api/orders/', {
    data: {
      session: cinema.screening.id,
      seats: [cinema.screening.hall.seat('D1'), cinema.screening.hall.seat('D2')],
      email: 'quick@example.test',
    },
  });
  expect(held.status()).toBe(201);
  await expect.poll(() => seat(page, 'D1').count()).toBe(0);
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toMatch(/^Row [CE], seat 1,|^Row D, seat 3,/);
});

test('A seat beyond what one order may hold stays unticked, and the page says why', async () => {
  const page = await aPage();
  await page.goto(seats());
  await live(page);
  const most = await page.locator('.best-seats button').count();
  await page.locator('.best-seats button').last().click();
  await expect.poll(() => ticked(page)).toBe(most);
  const another = page.getByRole('checkbox', { checked: false }).first();
  for (const _ of ['once', 'and again']) {
    await another.click();
    await page.getByText(/One order holds up to/).waitFor();
    expect(await ticked(page)).toBe(most);
  }
});
