import { randomUUID } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { cancelSomeTickets } from '../../server/domain/orders/cancel-order.ts';
import { handOutCash } from '../../server/domain/refunds/hand-out-cash.ts';
import { closeShift } from '../../server/domain/shifts/close-shift.ts';
import { launchBrowser, watchConsole } from '../setup/browser.ts';
import { aSale, atCounter, broken, sold } from '../setup/counter.ts';
import { whereItIsEvening } from '../setup/evening.ts';
import { accepted, aHall, aScreening, manager, type TestHouse, testHouse } from '../setup/house.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { type StaffClient, staffClient } from '../setup/staff.ts';
import { askTill } from '../setup/till.ts';

let t: TestHouse;
let server: TestServer;
let browser: Browser;
let boss: StaffClient;
/** What the first drawer took, in whole units. */
let taken: number;

beforeAll(async () => {
  t = await testHouse();
  await whereItIsEvening(t.house);
  server = await testServer(t.url);
  browser = await launchBrowser();
  boss = await staffClient(server, 'manager');
  await sql(t.db).query('UPDATE cinema SET cash_difference_allowed = 500');
  const screening = await aScreening(t.house, { hall: await aHall(t.house, 'A ssssssss\nB ssssssss\nC ssssssss') });
  const [first, second] = [await atCounter(t.house), await atCounter(t.house, 'supervisor')];
  const one = await sold(t.house, first, aSale(t, screening, ['A1', 'A2']));
  taken = one.total / 100;
  const two = await sold(t.house, second, aSale(t, screening, ['B1', 'B2', 'B3']));
  accepted(await cancelSomeTickets(t.house, manager, two.order.id, [two.tickets[0]?.id ?? 0]));
  const [refund] = await sql(t.db).query<{ id: number }>('SELECT id FROM refunds');
  accepted(await handOutCash(t.house, manager, refund?.id ?? 0));
  accepted(
    await closeShift(t.house, first, {
      uuid: randomUUID(),
      count: 100_00 + one.total - 5_00,
      note: 'A coin rolled away',
    }),
  );
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await t.drop();
});

async function open(path: string, theme: 'light' | 'dark' = 'light'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: theme });
  await boss.enter(context);
  const page = await context.newPage();
  watchConsole(page);
  await page.goto(`${server.url}${path}`);
  return page;
}

test('The cash-up shows every drawer of the day, what is missing, and the sheet that says why', async () => {
  for (const theme of ['light', 'dark'] as const) {
    const page = await open('/admin/pages/cash-up', theme);
    await page.locator('.cash-up-table').waitFor();
    expect(await page.locator('[data-figure=difference] td').allTextContents()).toEqual(['-₴5', '–', '-₴5']);
    expect(await page.locator('.office-note').textContent()).toBe('One drawer is still open.');
    expect(await page.locator('.cash-up-office').textContent()).toContain('Paid out at the office');
    expect((await new AxeBuilder({ page }).include('.cash-up').analyze()).violations).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/cash-up-${theme}.png` });
    await page.getByRole('button', { name: /Z 1/ }).click();
    expect(await page.locator('dialog .cash-up-paper').textContent()).toMatch(
      new RegExp(`Z report 1.*Float₴100.*Should be there₴${taken + 100}.*Counted₴${taken + 95}.*Difference-₴5.*A coin`),
    );
    expect((await new AxeBuilder({ page }).include('.office-dialog').analyze()).violations).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/cash-up-sheet-${theme}.png` });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.cash-up-print').isVisible()).toBe(true);
    expect(await page.locator('.cash-up-table').isVisible()).toBe(false);
    await page.context().close();
  }
});

test('The cash-up goes into a spreadsheet to the cent, for whoever may see money', async () => {
  const { status, text, headers } = await boss.send('GET', '/api/staff/cash-up.csv');
  expect(status).toBe(200);
  expect(headers.get('content-disposition')).toMatch(/cash-up-\d{4}-\d\d-\d\d\.csv/);
  const [head, ...rows] = text.trim().split('\r\n');
  expect(head).toContain('"Difference"');
  expect(rows).toHaveLength(2);
  expect(rows[0]).toContain(`"${taken + 95}.00","-5.00"`);
  expect((await boss.send('GET', '/api/staff/cash-up?date=2026-02-30')).status).toBe(400);
  const clerk = await staffClient(server, 'clerk');
  for (const path of ['/api/staff/cash-up', '/api/staff/cash-up.csv', '/api/staff/shifts/1/z-report']) {
    expect((await clerk.send('GET', path)).status).toBe(403);
    expect((await boss.send('GET', path)).status).toBe(200);
  }
});

test('A manager closes the drawer of a dead till from the office, and its Z report says who did it and why', async () => {
  const dead = await atCounter(t.house);
  const [kiosk] = await sql(t.db).query<{ name: string }>('SELECT name FROM kiosks WHERE id = $1', [dead.kioskId]);
  const name = kiosk?.name ?? '';
  const supervisor = await staffClient(server, 'supervisor');
  expect((await supervisor.send('GET', '/api/staff/cash-up')).json.may).toEqual({ closeDrawer: false });
  for (const theme of ['dark', 'light'] as const) {
    const page = await open('/admin/pages/cash-up', theme);
    await page.getByRole('button', { name }).click();
    await page.getByRole('button', { name: 'Close this drawer from here' }).click();
    const dialog = page.locator('dialog');
    await dialog.getByLabel('What is in the drawer, in UAH').fill('ninety');
    expect(await dialog.getByRole('status').textContent()).toBe('That is no amount.');
    await dialog.getByLabel('What is in the drawer, in UAH').fill('90');
    expect(await dialog.getByRole('status').textContent()).toBe('₴100 should be there: ₴10 is missing.');
    await dialog.getByLabel('Why not at the till').fill('It fell off the counter');
    expect((await new AxeBuilder({ page }).include('.office-dialog').analyze()).violations).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/cash-up-close-${theme}.png` });
    if (theme === 'light') {
      await dialog.getByRole('button', { name: 'Close the drawer' }).click();
      const sheet = page.locator('dialog .cash-up-paper');
      await sheet.getByText('Closed at the office by').waitFor();
      expect(await sheet.textContent()).toMatch(/The manager.*Counted₴90.*Difference-₴10.*It fell off the counter/);
      await page.getByRole('button', { name: new RegExp(`${name} · Z 1`) }).waitFor();
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/cash-up-closed.png` });
    }
    await page.context().close();
  }
  const [shift] = await sql(t.db).query<{ id: number }>('SELECT id FROM shifts WHERE kiosk_id = $1', [dead.kioskId]);
  const path = `/api/staff/shifts/${shift?.id}/close`;
  const body = { count: 90_00, reason: 'Once more' };
  expect((await boss.send('POST', path, body)).json.code).toBe('changed_meanwhile');
  expect((await supervisor.send('POST', path, body)).status).toBe(403);
  expect((await boss.send('POST', '/api/staff/shifts/999999/close', body)).status).toBe(404);
  const entries = await sql(t.db).query(
    `SELECT user_id, after ->> 'difference' AS difference FROM audit_entries WHERE action = 'close_shift_at_office' AND entity_id = $1`,
    [String(shift?.id)],
  );
  expect(entries).toEqual([{ user_id: boss.userId, difference: '-1000' }]);
  expect(await broken(t.house)).toEqual([]);
});

test('A manager registers a till and hands its code over; it is shown once and opens that till', async () => {
  const page = await open('/admin/resources/kiosks/actions/new');
  await page.locator('input[name=name], #name').first().fill('Till by the stairs');
  await page.getByRole('button', { name: 'Save' }).click();
  const cell = page.getByText('Till by the stairs').first();
  await cell.waitFor();
  const [row] = await sql(t.db).query<{ id: number }>(`SELECT id FROM kiosks WHERE name = 'Till by the stairs'`);
  await page.goto(`${server.url}/admin/resources/kiosks/records/${row?.id}/enrolmentCode`);
  await page.locator('.office-confirm').waitFor();
  const pressed = page.locator('.office-confirm button[type=submit]');
  await pressed.click();
  const code = (await page.locator('.office-code').textContent()) ?? '';
  expect(code).toMatch(/^\w{4}-\w{4}$/);
  await expect
    .poll(() => page.locator('.office-code-picture').evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(20);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/kiosk-code.png` });
  const enrolled = await askTill(server.url, 'POST', '/enrol', { body: { code, instance: randomUUID() } });
  expect(enrolled.json.kiosk.name).toBe('Till by the stairs');
  await page.goto(`${server.url}/admin/resources/kiosks`);
  await page.getByText('Till by the stairs').first().waitFor();
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/kiosks.png` });
  expect(await page.content()).not.toContain(code);
  await page.goto(`${server.url}/admin/resources/kiosks/records/${row?.id}/edit`);
  await page.locator('input[name=allotmentSeats], #allotmentSeats').first().fill('3');
  await page.locator('input[name=allotmentRows], #allotmentRows').first().fill('B, C');
  await page.getByText('Empty: of any.').waitFor();
  await page.locator('#allotmentCategory').selectOption({ label: 'Premium' });
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/kiosk-edit.png` });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(() =>
      sql(t.db).query(
        `SELECT k.allotment_seats AS seats, k.allotment_rows AS rows, c.code AS category
           FROM kiosks k LEFT JOIN seat_categories c ON c.id = k.allotment_category_id WHERE k.id = $1`,
        [row?.id],
      ),
    )
    .toEqual([{ seats: 3, rows: 'B, C', category: 'premium' }]);
  await page.goto(`${server.url}/admin/resources/kiosks/records/${row?.id}/show`);
  await page.getByText('Premium').waitFor();
  const list = await boss.send('GET', '/admin/api/resources/kiosks/actions/list');
  expect(list.text).not.toMatch(/tokenHash|enrolmentHash/);
  await page.goto(`${server.url}/admin/resources/settings/records/1/edit`);
  await page.getByText('A drawer may be off by').waitFor();
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/settings.png`, fullPage: true });
});
