import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSessions } from '../../server/auth/sessions.ts';
import { sql } from '../../server/db.ts';
import { launchBrowser, watchConsole } from '../setup/browser.ts';
import { type TestCinema, testCinema } from '../setup/cinema.ts';
import { pageFaults } from '../setup/page-faults.ts';

let cinema: TestCinema;
let browser: Browser;

beforeAll(async () => {
  [cinema, browser] = await Promise.all([testCinema(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await cinema?.stop();
});

/** A browser in which a new customer has signed in. */
async function signedIn(options: Parameters<Browser['newContext']>[0] = {}): Promise<BrowserContext> {
  const [user] = await sql(cinema.t.db).query<{ id: number }>(
    `INSERT INTO users (email, name, confirmed_at) VALUES (gen_random_uuid() || '@foyer.test', 'Marta', now()) RETURNING id`,
  );
  const [cookie = ''] = (
    await openSessions(cinema.t.db, false).open(user?.id ?? 0, { userAgent: null, address: null })
  ).split(';');
  const [name = '', value = ''] = cookie.split('=');
  const context = await browser.newContext({ baseURL: cinema.url, locale: 'en-GB', ...options });
  await context.addCookies([{ name, value, url: cinema.url }]);
  context.setDefaultTimeout(30_000);
  return context;
}

async function clean(page: Page): Promise<void> {
  expect(await pageFaults(page)).toEqual([]);
}

test('A guest is asked to sign in first, and comes back', async () => {
  const context = await browser.newContext({ baseURL: cinema.url });
  const page = await context.newPage();
  await page.goto('/telegram/link/');
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/account/sign-in?back=%2Ftelegram%2Flink%2F');
  await context.close();
});

test('A customer links the phone, is told so in place, gets tickets there, and parts with it again', async () => {
  const context = await signedIn();
  const page = await context.newPage();
  watchConsole(page);
  await page.goto('/telegram/link/');
  const first = await page.getByRole('link', { name: 'Open the bot' }).getAttribute('href');
  await page.reload();
  expect(await page.getByRole('link', { name: 'Open the bot' }).getAttribute('href')).toBe(first);
  await clean(page);

  const phone = await context.newPage();
  watchConsole(phone);
  await phone.goto(first ?? '');
  await clean(phone);
  await phone.getByRole('button', { name: 'Start', exact: true }).click();
  await phone.getByText('From now on your tickets come here').waitFor();
  await page.getByText('Your Telegram is linked.').waitFor();
  await page.getByRole('heading', { name: 'Linked with @olena_at_the_foyer' }).waitFor();
  await clean(page);

  const shop = await context.newPage();
  await shop.goto(`/sessions/${cinema.screening.id}?best=2`);
  await shop.getByRole('button', { name: /Hold these seats/ }).click();
  const email = shop.getByLabel('E-mail');
  if ((await email.inputValue()) === '') await email.fill('marta@foyer.test');
  await shop.getByRole('button', { name: /^Pay/ }).click();
  await shop.getByRole('button', { name: /^Pay [^l]/ }).click();
  await shop.getByText('Enjoy the film').waitFor();
  await phone.getByRole('img').nth(1).waitFor();
  await phone.getByText('Here are your 2 tickets').waitFor();
  await clean(phone);

  await page.getByLabel('A reminder three hours before the film').uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
  expect(await page.getByLabel('A reminder three hours before the film').isChecked()).toBe(false);

  await phone.getByRole('button', { name: '/unlink' }).click();
  await phone.getByRole('button', { name: 'Yes, unlink' }).click();
  await phone.getByText('Unlinked. You can link again').waitFor();
  await page.reload();
  await page.getByRole('link', { name: 'Open the bot' }).waitFor();
  await context.close();
});

test.each([
  ['light', 360],
  ['dark', 1280],
] as const)('The page is whole %s and %d px wide, and when its time is over', async (colorScheme, width) => {
  const context = await signedIn({ colorScheme, viewport: { width, height: 800 } });
  const page = await context.newPage();
  watchConsole(page);
  await page.goto('/telegram/link/');
  await clean(page);
  await page.clock.install();
  await page.reload();
  await page.clock.runFor(16 * 60_000);
  await page.getByText('This link has run out.').waitFor();
  expect(await page.getByRole('link', { name: 'Open the bot' }).isVisible()).toBe(false);
  await clean(page);
  await context.close();
});
