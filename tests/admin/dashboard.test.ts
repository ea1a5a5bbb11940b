import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { launchBrowser, watchConsole } from '../setup/browser.ts';
import { whereItIsEvening } from '../setup/evening.ts';
import { accepted, aFilm, aHall, aScreening, manager, type TestHouse, testHouse } from '../setup/house.ts';
import { anOrder } from '../setup/sales.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { type StaffClient, staffClient } from '../setup/staff.ts';
import { takeCash } from '../setup/take-cash.ts';

let t: TestHouse;
let server: TestServer;
let browser: Browser;
let boss: StaffClient;
let jobId: string;

beforeAll(async () => {
  t = await testHouse();
  await whereItIsEvening(t.house);
  server = await testServer(t.url);
  browser = await launchBrowser();
  boss = await staffClient(server, 'manager');
  const film = await aFilm(t.house, { title: 'Playtime' });
  const hall = await aHall(t.house, 'A ssss\nB ssss', { name: 'Velvet Hall' });
  const startsAt = new Date(Date.now() + 4 * 3_600_000);
  const screening = await aScreening(t.house, { hall, filmId: film.id, startsAt });
  accepted(await takeCash(t.house, manager, await anOrder(t.house, screening, ['A1', 'A2'])));
  const [job] = await sql(t.db).query<{ id: string }>(
    `SELECT id::text FROM graphile_worker.add_job('send_mail', payload := '{"key":"x"}'::json)`,
  );
  jobId = job?.id ?? '';
  await sql(t.db).query(
    `UPDATE graphile_worker._private_jobs SET attempts = 25, last_error = 'connection refused' WHERE id = $1`,
    [jobId],
  );
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await t.drop();
});

async function open(who: StaffClient, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  await who.enter(context);
  const page = await context.newPage();
  watchConsole(page);
  await page.goto(`${server.url}/admin`);
  await page.getByRole('heading', { name: 'Tonight', exact: true }).waitFor();
  await page.locator('.dashboard-figures').waitFor();
  return page;
}

const figure = (page: Page, name: string) => page.locator('.dashboard-figure', { hasText: name });

test('A manager sees takings, seats and screenings of tonight, and the fortnight as a chart and as a table', async () => {
  const page = await open(boss);
  expect(await figure(page, 'Takings').textContent()).toContain('₴380');
  expect(await figure(page, 'Seats sold').textContent()).toContain('2 of 8');
  expect(await figure(page, 'Next to start').textContent()).toContain('Playtime');
  const row = page.getByRole('row').filter({ hasText: 'Playtime' });
  expect(await row.textContent()).toContain('Velvet Hall');
  expect(await row.textContent()).toContain('2 of 8');
  await page.locator('.recharts-bar-rectangle path').first().waitFor({ state: 'attached' });
  await page.getByText('Show the figures').click();
  const days = page.getByRole('table').filter({ hasText: 'Orders' }).getByRole('row');
  expect(await days.count()).toBe(15);
  expect(await days.nth(1).textContent()).toContain('₴3801');
  await page.context().close();
});

test('A failed job is tried again by a tap, and is gone from the list', async () => {
  const page = await open(boss);
  await page.getByText('1 job keeps failing').waitFor();
  await page.getByRole('button', { name: 'Try again: Sending a letter' }).click();
  await page.getByText('Nothing needs you.').waitFor();
  const [job] = await sql(t.db).query<{ attempts: number }>('SELECT attempts FROM graphile_worker.jobs WHERE id = $1', [
    jobId,
  ]);
  expect(job?.attempts).toBe(0);
  await page.context().close();
});

test('At the door the same page tells the seats, but neither money nor troubles', async () => {
  const page = await open(await staffClient(server, 'door'));
  await figure(page, 'Seats sold').waitFor();
  expect(await page.getByText('Takings').count()).toBe(0);
  expect(await page.getByText('Needs attention').count()).toBe(0);
  await page.context().close();
});

test.each([
  ['a desk', 1440, 'light'],
  ['a desk at night', 1440, 'dark'],
  ['a phone', 360, 'dark'],
] as const)('It holds on %s: nothing is cut off, and axe finds nothing', async (_name, width, colorScheme) => {
  const page = await open(boss, { viewport: { width, height: 740 }, colorScheme });
  const wide = await page.locator('.dashboard').evaluate((node) => node.scrollWidth - node.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
  expect((await new AxeBuilder({ page }).include('.dashboard').analyze()).violations).toEqual([]);
  await page.context().close();
});

test('The report and the retry are refused to those who may not, with words', async () => {
  const clerk = await staffClient(server, 'clerk');
  expect((await clerk.send('GET', '/api/staff/reports/tonight')).json).toMatchObject({
    takings: null,
    attention: null,
  });
  const retry = await clerk.send('POST', `/api/staff/jobs/${jobId}/retry`);
  expect([retry.status, retry.json.code]).toEqual([403, 'forbidden']);
  for (const id of ['0', 'x', '99999999999999999999', `${jobId}%00`]) {
    expect((await boss.send('POST', `/api/staff/jobs/${id}/retry`)).status, id).toBe(404);
  }
  expect((await fetch(`${server.url}/api/staff/reports/tonight`)).status).toBe(401);
  const foreign = await boss.send('POST', `/api/staff/jobs/${jobId}/retry`, undefined, { origin: 'https://evil.test' });
  expect(foreign.status).toBe(403);
});
