import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { listPriceCards } from '../../server/domain/pricing/list-price-cards.ts';
import { launchBrowser, watchConsole } from '../setup/browser.ts';
import { accepted, aScreening, manager, type TestHouse, testHouse } from '../setup/house.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { type StaffClient, staffClient } from '../setup/staff.ts';

let t: TestHouse;
let server: TestServer;
let browser: Browser;
let boss: StaffClient;

beforeAll(async () => {
  t = await testHouse();
  server = await testServer(t.url);
  browser = await launchBrowser();
  boss = await staffClient(server, 'manager');
  await aScreening(t.house);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await t.drop();
});

async function open(who = boss, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  await who.enter(context);
  const page = await context.newPage();
  watchConsole(page, [/409/]);
  await page.goto(`${server.url}/admin/pages/price-cards`);
  await page.getByRole('grid').waitFor();
  return page;
}

const cell = (page: Page, row: string, column: number) =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: row }) })
    .getByRole('gridcell')
    .nth(column);

async function amounts(code: string): Promise<Record<string, number>> {
  const { cards } = accepted(await listPriceCards(t.house, manager));
  const card = cards.find((one) => one.code === code);
  return Object.fromEntries(card?.entries.map((e) => [`${e.ticketType} ${e.category}`, e.amount]) ?? []);
}

test('A manager changes prices by keyboard alone, as in a spreadsheet, and saves them', async () => {
  const page = await open();
  await page.getByText('1 coming screening uses this card.').waitFor();
  await cell(page, 'Adult', 0).focus();
  await page.keyboard.type('195,50');
  await page.keyboard.press('Enter');
  // One below now: the child's price; to the right, over it, and a hole.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Delete');
  expect(await cell(page, 'Child up to 12', 1).textContent()).toBe('not for sale');
  await page.keyboard.press('Control+End');
  await page.keyboard.press('F2');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('75');
  await page.keyboard.press('Escape');
  expect(await cell(page, 'Companion', 4).textContent()).toBe('₴60');
  await page.keyboard.press('Enter');
  await page.keyboard.type('65');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Save the card' }).press('Enter');
  await page.getByText('Weekday is saved and holds for 1 coming screening from now on.').waitFor();
  const now = await amounts('weekday');
  expect(now['adult standard']).toBe(195_50);
  expect(now['companion companion']).toBe(65_00);
  expect(now).not.toHaveProperty('child premium');
  await page.context().close();
});

test('What is no amount is said at the cell and cannot be saved; Ctrl+Z takes it back', async () => {
  const page = await open();
  const before = await cell(page, 'Student', 0).textContent();
  await cell(page, 'Student', 0).focus();
  await page.keyboard.type('12.345');
  await page.keyboard.press('ArrowDown');
  expect(await cell(page, 'Student', 0).textContent()).toContain('UAH has 2 decimals');
  expect(await cell(page, 'Student', 0).getAttribute('aria-invalid')).toBe('true');
  expect(await page.getByRole('button', { name: 'Save the card' }).isDisabled()).toBe(true);
  await page.keyboard.press('Control+z');
  expect(await cell(page, 'Student', 0).textContent()).toBe(before);
  await page.context().close();
});

test('A card is duplicated, filled from a spreadsheet and created; a name that is taken is said', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Duplicate' }).click();
  const name = page.getByLabel('Name');
  await name.fill('Weekend');
  await page.getByRole('button', { name: 'Create the card' }).click();
  await page.getByText('There is a card of that name already.').waitFor();
  await name.fill('Прем’єра');
  await cell(page, 'Adult', 0).focus();
  await cell(page, 'Adult', 0).evaluate((node) => {
    const data = new DataTransfer();
    data.setData('text/plain', '300\t400\n200\t\n');
    node.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  });
  expect(await cell(page, 'Child up to 12', 1).textContent()).toBe('not for sale');
  await page.getByRole('button', { name: 'Create the card' }).click();
  await page.getByText('Прем’єра is saved.').waitFor();
  expect(await amounts('premiera')).toMatchObject({
    'adult standard': 300_00,
    'adult premium': 400_00,
    'child standard': 200_00,
  });
  expect(await page.getByRole('tab', { name: 'Прем’єра' }).getAttribute('aria-selected')).toBe('true');
  await page.context().close();
});

test('Unsaved prices stay when tabs are changed, and leaving the page asks first', async () => {
  const page = await open();
  await cell(page, 'Senior 60+', 0).focus();
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Weekend' }).click();
  await page.getByRole('tab', { name: 'Weekday not saved' }).click();
  expect(await cell(page, 'Senior 60+', 0).textContent()).toBe('₴1');
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  await page.getByRole('link', { name: 'Tonight' }).click();
  expect(asked).toEqual(['There are prices that are not saved. Leave the page without them?']);
  expect(page.url()).toContain('/price-cards');
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await page.getByRole('link', { name: 'Tonight' }).click();
  await page.getByRole('heading', { name: 'Tonight', exact: true }).waitFor();
  await page.context().close();
});

test('Of two managers at one card, the later sees what the earlier did before deciding', async () => {
  const [first, second] = await Promise.all([open(), open()]);
  for (const [page, price] of [
    [first, '101'],
    [second, '102'],
  ] as const) {
    await page.getByRole('tab', { name: 'Matinee' }).click();
    await cell(page, 'Adult', 0).focus();
    await page.keyboard.type(price);
    // Straight from the cell: the click keeps what is under the pen, and saves it.
    await page.getByRole('button', { name: 'Save the card' }).click();
    await page.locator('[role="status"] .office-note').waitFor();
  }
  expect(await second.locator('[role="status"]').textContent()).toContain('Somebody has changed this meanwhile');
  await second.getByRole('button', { name: 'See what is there now' }).click();
  await expect.poll(() => cell(second, 'Adult', 0).textContent()).toBe('₴101');
  await Promise.all([first.context().close(), second.context().close()]);
});

test('A supervisor reads the cards and changes none', async () => {
  const supervisor = await staffClient(server, 'supervisor');
  const page = await open(supervisor);
  await cell(page, 'Adult', 0).focus();
  await page.keyboard.press('Delete');
  await page.keyboard.type('5');
  expect(await page.getByRole('grid').locator('input').count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Save the card' }).count()).toBe(0);
  await page.context().close();
});

test('Requests that the grid would not send are refused and change nothing', async () => {
  const before = await sql(t.db).query('SELECT * FROM prices ORDER BY 1, 2, 3');
  const { revision } = accepted(await listPriceCards(t.house, manager)).cards[0] ?? { revision: '' };
  const entry = (amount: unknown, ticketType = 'adult') => [{ ticketType, category: 'standard', amount }];
  const put = (body: unknown, who = boss, code = 'weekday') =>
    who.send('PUT', `/api/staff/price-cards/${code}`, body).then(({ status }) => status);
  const card = { name: 'Weekday', entries: entry(1), seen: revision };
  expect(await put(card, await staffClient(server, 'supervisor'))).toBe(403);
  expect(await put({ ...card, entries: entry(-1) })).toBe(400);
  expect(await put({ ...card, entries: entry(1.5) })).toBe(400);
  expect(await put({ ...card, entries: entry(2 ** 40) })).toBe(400);
  expect(await put({ ...card, entries: entry('190') })).toBe(400);
  expect(await put({ ...card, entries: entry(1, 'nobody') })).toBe(404);
  expect(await put({ ...card, entries: [...entry(1), ...entry(2)] })).toBe(400);
  expect(await put({ ...card, name: ' ' })).toBe(400);
  expect(await put({ ...card, seen: 'old' })).toBe(409);
  expect(await put({ ...card, id: 1 })).toBe(400);
  expect(await put(card, boss, 'nothing')).toBe(404);
  expect(await put(card, boss, 'a%00b')).toBe(404);
  expect(await sql(t.db).query('SELECT * FROM prices ORDER BY 1, 2, 3')).toEqual(before);
});

test.each(['light', 'dark'] as const)(
  'axe finds nothing in the %s grid, with a hole and a mistake in it',
  async (colorScheme) => {
    const page = await open(boss, { colorScheme });
    await cell(page, 'Adult', 0).focus();
    await page.keyboard.type('x');
    await page.keyboard.press('Enter');
    expect((await new AxeBuilder({ page }).include('.price-cards').analyze()).violations).toEqual([]);
    await page.context().close();
  },
);
