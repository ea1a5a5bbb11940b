import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { findBrokenInvariants } from '../../server/domain/audit/find-broken-invariants.ts';
import { launchBrowser, watchConsole } from '../setup/browser.ts';
import {
  accepted,
  aFilm,
  aHall,
  aScreening,
  manager,
  type TestHouse,
  type TestScreening,
  testHouse,
} from '../setup/house.ts';
import { anOrder, letters, view } from '../setup/sales.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { type StaffClient, staffClient } from '../setup/staff.ts';
import { takeCash } from '../setup/take-cash.ts';

let t: TestHouse;
let server: TestServer;
let browser: Browser;
let screening: TestScreening;
let clerk: StaffClient;

beforeAll(async () => {
  t = await testHouse();
  server = await testServer(t.url);
  browser = await launchBrowser();
  clerk = await staffClient(server, 'clerk');
  const film = await aFilm(t.house, { title: 'Stalker' });
  screening = await aScreening(t.house, {
    filmId: film.id,
    hall: await aHall(t.house, 'A ssssssss\nB ssssssss\nC ssssssss\nD ssssssss'),
  });
});
afterAll(async () => {
  expect(await findBrokenInvariants(t.db)).toEqual([]);
  await browser.close();
  await server.stop();
  await t.drop();
});

async function aPaidOrder(labels: string[], name: string, email: string): Promise<number> {
  const id = await anOrder(t.house, screening, labels);
  accepted(await takeCash(t.house, manager, id));
  await sql(t.db).query('UPDATE orders SET name = $2, email = $3 WHERE id = $1', [id, name, email]);
  return id;
}

async function open(who: StaffClient, query = '', options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  await who.enter(context);
  const page = await context.newPage();
  watchConsole(page);
  await page.goto(`${server.url}/admin/pages/orders-desk${query}`);
  await page.locator('.desk-results').waitFor();
  return page;
}

test('An order is found by its number, e-mail, name, seat and ticket code, and opens by Enter', async () => {
  const id = await aPaidOrder(['A1', 'A2'], 'Ганна Коваль', 'hanna@kino.example');
  await aPaidOrder(['B1', 'B2'], 'Someone Else', 'else@kino.example');
  const { number, tickets } = await view(t.house, id);
  const page = await open(clerk, `?screening=${screening.id}`);
  const box = page.getByRole('searchbox', { name: 'Find an order' });
  for (const q of [number, number.slice(0, 5).toLowerCase(), 'hanna@', 'ганна', 'A2', tickets[0]?.code ?? '']) {
    await box.fill(q);
    await expect.poll(() => page.locator('.desk-hit').count(), { message: q }).toBe(1);
    expect(await page.locator('.desk-hit b').textContent()).toBe(number);
  }
  await box.press('Enter');
  await page.getByRole('heading', { name: number }).waitFor();
  await box.fill('nobody at all');
  await page.getByText('No order fits “nobody at all”').waitFor();
  await page.context().close();
});

test('What a scanner types with Enter is opened, however slow the answer is', async () => {
  const { number } = await view(t.house, await aPaidOrder(['D5', 'D6'], 'Scanned', 'scanned@kino.example'));
  const page = await open(clerk);
  await page.route('**/api/staff/orders/?*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 600));
    await route.continue();
  });
  const box = page.getByRole('searchbox', { name: 'Find an order' });
  await box.fill(number);
  await box.press('Enter');
  await page.getByRole('heading', { name: number }).waitFor();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.context().close();
});

test('One of three tickets is refunded: the amount is said before, two tickets stay valid', async () => {
  const id = await aPaidOrder(['C1', 'C2', 'C3'], 'Three Friends', 'three@kino.example');
  const page = await open(clerk, `?order=${id}`);
  await page.getByLabel('Choose C2').check();
  const { total, tickets, currency } = await view(t.house, id);
  expect([currency, tickets.length]).toEqual(['UAH', 3]);
  const amount = `₴${total / 300}`;
  await page.getByRole('button', { name: `Refund 1 ticket, ${amount}` }).click();
  await page.getByText(`C2 goes back on sale at once, and ${amount} goes back the way it was paid.`).waitFor();
  await page.getByLabel('Reason, for the record').fill('Fell ill');
  await page.getByRole('button', { name: `Give ${amount} back` }).click();
  await page.getByText(`${amount} waits at the box office, and the customer is told.`).waitFor();
  await page.getByText('Cancelled C2: Fell ill').waitFor();
  const after = await view(t.house, id);
  expect(after.status).toBe('partially_refunded');
  expect(after.tickets.filter((ticket) => ticket.code !== null)).toHaveLength(2);
  expect(after.refunds).toMatchObject([{ amount: total / 3, reason: 'staff' }]);

  await page.getByRole('button', { name: 'Cancel the whole order' }).click();
  await page.getByLabel('Reason, for the record').fill('The others too');
  await page.getByRole('button', { name: /^Give/ }).click();
  await page.locator('.desk-head .desk-status', { hasText: /^Refunded$/ }).waitFor();
  expect((await view(t.house, id)).refunds.reduce((sum, refund) => sum + refund.amount, 0)).toBe(total);
  await page.context().close();
});

test('Tickets are sent again to a corrected address, and a note is kept', async () => {
  const id = await aPaidOrder(['B5', 'B6'], 'Wrong Address', 'worng@kino.example');
  const page = await open(clerk, `?order=${id}`);
  await page.getByRole('button', { name: 'Send tickets again' }).click();
  await page.getByLabel('To', { exact: true }).fill('right@kino.example');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('On its way to right@kino.example.').waitFor();
  expect((await view(t.house, id)).email).toBe('right@kino.example');
  expect((await letters(t.house, id)).filter((kind) => kind === 'tickets')).toHaveLength(2);

  await page.getByLabel('Note').fill('Mistyped the address.\nVery sorry.');
  await page.getByRole('button', { name: 'Add note' }).click();
  const note = page.locator('.desk-timeline [data-what="note"]');
  await note.getByText('Mistyped the address.').waitFor();
  expect(await note.textContent()).toContain('The clerk');
  await page.context().close();
});

test('A used ticket: a clerk is told who can refund it, a supervisor can', async () => {
  const id = await aPaidOrder(['A5', 'A6'], 'Inside', 'inside@kino.example');
  await sql(t.db).query(`UPDATE tickets SET status = 'used', used_at = now() WHERE order_id = $1`, [id]);
  const page = await open(clerk, `?order=${id}`);
  await page.getByRole('button', { name: 'Cancel the whole order' }).click();
  await page.getByText('A supervisor can refund them.').waitFor();
  expect(await page.getByRole('button', { name: /^Give/ }).isDisabled()).toBe(true);
  await page.context().close();
  const refusal = await clerk.send('POST', `/api/staff/orders/${id}/cancel`, { reason: 'Sound failed' });
  expect([refusal.status, refusal.json.code]).toEqual([409, 'ticket_used']);
  const supervisor = await staffClient(server, 'supervisor');
  expect((await supervisor.send('POST', `/api/staff/orders/${id}/cancel`, { reason: 'Sound failed' })).status).toBe(
    200,
  );
});

test('By keyboard: / leads to the search, arrows walk the results, Enter opens, Escape keeps the tickets', async () => {
  const page = await open(clerk);
  await page.getByRole('button', { name: /Wrong Address/ }).click();
  await page.locator('.desk-order').waitFor();
  await page.locator('body').press('/');
  const box = page.getByRole('searchbox', { name: 'Find an order' });
  expect(await box.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.locator('.desk-hit').first().focus();
  await page.keyboard.press('ArrowDown');
  expect(
    await page
      .locator('.desk-hit')
      .nth(1)
      .evaluate((element) => element === document.activeElement),
  ).toBe(true);
  await page.keyboard.press('Enter');
  const number = await page.locator('.desk-hit').nth(1).locator('b').textContent();
  await page.getByRole('heading', { name: number ?? '' }).waitFor();
  await page
    .getByRole('button', { name: /Cancel the whole order|Let the seats go/ })
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Send tickets again' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.context().close();
});

test('An order’s tickets lie beside its story or above it, never over it', async () => {
  const id = await aPaidOrder(['D1', 'D2'], 'Wide And Narrow', 'wide@kino.example');
  const page = await open(clerk, `?order=${id}`);
  const box = async (part: string) => {
    const found = await page.locator(part).boundingBox();
    if (!found) throw new Error(`there is no ${part}`);
    return { right: found.x + found.width, bottom: found.y + found.height, ...found };
  };
  for (const width of [1920, 1440, 1280, 1024, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await page.locator('.desk-timeline').waitFor();
    const [tickets, note, story] = [await box('.desk-tickets'), await box('.desk-form'), await box('.desk-timeline')];
    const beside = tickets.right <= story.x && note.right <= story.x;
    expect(beside || note.bottom <= story.y, `${width}`).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  // A phone shows the order that was chosen, not the list above it.
  await page.reload();
  const top = () => page.locator('.desk-name h2').evaluate((node) => node.getBoundingClientRect().top / innerHeight);
  await expect.poll(top).toBeGreaterThan(-0.01);
  await expect.poll(top).toBeLessThan(0.5);
  await page.context().close();
});

test('axe finds nothing, in light and dark, with a dialog open too', async () => {
  const id = await aPaidOrder(['C5', 'C6'], 'Axe', 'axe@kino.example');
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await open(clerk, `?order=${id}`, { colorScheme });
    await page.locator('.desk-order').waitFor();
    const looked = async () => {
      const { violations } = await new AxeBuilder({ page }).include('.desk').analyze();
      return violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`);
    };
    expect(await looked()).toEqual([]);
    await page.getByRole('button', { name: 'Cancel the whole order' }).click();
    expect(await looked()).toEqual([]);
    await page.context().close();
  }
});

test('Roles and bad input through HTTP: refused with words, and nothing changes', async () => {
  const id = await aPaidOrder(['B7', 'B8'], 'Bad Input', 'bad@kino.example');
  const door = await staffClient(server, 'door');
  const at = `/api/staff/orders/${id}`;
  expect((await fetch(`${server.url}${at}`)).status).toBe(401);
  for (const path of ['/api/staff/orders', at]) expect((await door.send('GET', path)).status).toBe(403);
  expect((await door.send('POST', `${at}/cancel`, { reason: 'Because' })).status).toBe(403);
  const bad: [string, unknown][] = [
    ['cancel', {}],
    ['cancel', { reason: 'Because', tickets: [] }],
    ['cancel', { reason: 'Because', amount: 1 }],
    ['notes', { text: '' }],
    ['resend', { email: 'nonsense' }],
    ['moves', { moves: [] }],
    ['moves', { moves: [{ ticket: 1, seat: '2' }] }],
  ];
  for (const [verb, body] of bad) {
    expect((await clerk.send('POST', `${at}/${verb}`, body)).status, `${verb} ${JSON.stringify(body)}`).toBe(400);
  }
  const foreign = await clerk.send('POST', `${at}/cancel`, { reason: 'Because', tickets: [1] });
  expect([foreign.status, foreign.json.code]).toEqual([404, 'not_found']);
  expect((await clerk.send('GET', '/api/staff/orders?page=0')).status).toBe(400);
  expect((await clerk.send('PUT', at, { status: 'refunded' })).status).toBe(405);
  expect((await view(t.house, id)).status).toBe('paid');
});
