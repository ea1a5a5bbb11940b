import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildPlan } from '../../prisma/seed/plan-builder.ts';
import { sql } from '../../server/db.ts';
import { launchBrowser, watchConsole } from '../setup/browser.ts';
import { aHall, aScreening, type TestHouse, testHouse } from '../setup/house.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { type StaffClient, staffClient } from '../setup/staff.ts';

let t: TestHouse;
let server: TestServer;
let browser: Browser;
let manager: StaffClient;
beforeAll(async () => {
  t = await testHouse();
  server = await testServer(t.url);
  manager = await staffClient(server, 'manager');
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await t.drop();
});

let page: Page;
beforeEach(async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await manager.enter(context);
  page = await context.newPage();
  // Chromium logs every refusal that a test means to get.
  watchConsole(page, [/409 \(Conflict\)/]);
  return () => context.close();
});

const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
/** A drop-down's choices are options too. */
const seats = (): Locator => page.locator('.designer-board').getByRole('option');
const seat = (name: string): Locator => page.locator('.designer-board').getByRole('option', { name });
const said = (): Locator => page.locator('.designer-said');

async function openHall(name: string): Promise<void> {
  await page.goto(`${server.url}/admin/pages/seating-designer`);
  await button(`Draw ${name}`).click();
  await page.locator('.designer-board').waitFor();
}

/** Pulls the pointer over the board, both ends in pixels from its middle. */
async function pull(from: [number, number], to: [number, number]): Promise<void> {
  const box = await page.locator('.designer-frame').boundingBox();
  if (!box) throw new Error('there is no board');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x + from[0], y + from[1]);
  await page.mouse.down();
  await page.mouse.move(x + (from[0] + to[0]) / 2, y + (from[1] + to[1]) / 2);
  await page.mouse.move(x + to[0], y + to[1]);
  await page.mouse.up();
}

/** Pixels per pitch, as the zoom stands. */
const pitch = () =>
  page
    .locator('.designer-sheet')
    .evaluate((sheet) => Number.parseFloat(getComputedStyle(sheet).getPropertyValue('--pitch')));

async function axe(): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include('.office').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

test('A manager draws a hall of three rows, mends what is wrong with it, saves and publishes it', async () => {
  await page.goto(`${server.url}/admin/pages/seating-designer`);
  await page.getByLabel('Name', { exact: true }).fill('Blue Hall');
  await page.getByLabel('Short name for addresses').fill('blue-hall');
  await page.getByLabel(/^Licence admits/).fill('24');
  await button('Add the hall').click();
  await button('Draw Blue Hall').click();
  await axe();

  // Three rows of eight by drag.
  const p = await pitch();
  for (const row of [0, 1, 2]) {
    await page.keyboard.press('r');
    await pull([-3.5 * p, row * p], [3.5 * p, row * p]);
  }
  await expect.poll(() => seats().count()).toBe(24);
  await page.keyboard.press('v');

  // An aisle in the middle of all of them.
  await page.keyboard.press('a');
  const fourth = await seat('Row A, seat 4,').boundingBox();
  if (!fourth) throw new Error('there is no A4');
  await page.mouse.click(fourth.x + fourth.width, fourth.y + fourth.height / 2);
  await page.keyboard.press('v');
  const fifth = await seat('Row A, seat 5,').boundingBox();
  expect(Math.round((((fifth?.x ?? 0) - fourth.x + p / 2) / p) * 2)).toBe(4);

  // A wheelchair space with its companion.
  await seat('Row C, seat 1,').click();
  await page.keyboard.press('w');
  await seat('Row C, seat 2,').click();
  await page.keyboard.press('c');
  await page.getByText('Paired with C1').waitFor();

  // A love seat of the last two.
  await seat('Row C, seat 7,').click();
  await seat('Row C, seat 8,').click({ modifiers: ['Shift'] });
  await button(/^Love seat/)
    .last()
    .click();
  await seat('Row C, seat 7 and 8, Love seat, love seat').waitFor();
  await page.getByText('Nothing is wrong').waitFor();

  // A label that is there twice is shown where it is, and is not saved.
  await seat('Row B, seat 3,').click();
  await page.getByLabel('Seat', { exact: true }).fill('4');
  await page.keyboard.press('Enter');
  await page.locator('.designer-note', { hasText: 'There is more than one B4.' }).waitFor();
  expect(await page.locator('[data-wrong]').count()).toBe(2);
  await axe();
  await page.keyboard.press('Control+s');
  await expect.poll(() => said().textContent()).toContain('to mend before the plan can be saved');
  await button('Undo').click();
  await seat('Row B, seat 3,').waitFor();
  await page.getByText('Nothing is wrong').waitFor();
  await button('Redo').click();
  await page.locator('.designer-note').waitFor();
  await page.keyboard.press('Control+z');
  await page.locator('.designer-note').waitFor({ state: 'detached' });

  await button('Save draft').click();
  await expect.poll(() => said().textContent()).toContain('Saved as version 1, a draft.');
  await button('Publish…').click();
  await page.getByText('This is the first plan of the hall.').waitFor();
  await axe();
  await button('Publish').click();
  await expect.poll(() => said().textContent()).toContain('Published.');

  const stored = await sql(t.db).query(
    `SELECT s.row || s.number AS label, s.kind, s.block, p.row || p.number AS partner, plan.status
       FROM seats s JOIN seat_plans plan ON plan.id = s.seat_plan_id JOIN halls ON halls.id = plan.hall_id
       LEFT JOIN seats p ON p.id = s.partner_id WHERE halls.code = 'blue-hall' ORDER BY s.ordinal`,
  );
  expect(stored).toHaveLength(24);
  const find = (label: string) => stored.find((one) => one.label === label);
  expect([find('A4')?.block, find('A5')?.block]).toEqual([0, 1]);
  expect(find('C2')).toMatchObject({ kind: 'companion', partner: 'C1', status: 'published' });
  expect(find('C7')).toMatchObject({ kind: 'love', partner: 'C8' });
});

describe('A file', () => {
  const file = (text: string, name = 'plan.csv') => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

  test('with a broken line is refused whole, in words that name the line; a good one is taken over', async () => {
    const hall = await aHall(t.house, 'A ssss', { name: 'Red Hall' });
    await openHall('Red Hall');
    const download = page.waitForEvent('download');
    await button('Export CSV').click();
    const csv = await readFile(await (await download).path(), 'utf8');
    const [head = '', ...lines] = csv.trim().split('\r\n');
    expect(lines).toHaveLength(4);

    await button('Import…').click();
    const choose = page.getByLabel('File');
    await choose.setInputFiles(file([head, lines[0], lines[1]?.replace('standard', 'royal'), lines[2]].join('\n')));
    await page.getByText('Line 3: There is no category "royal".').waitFor();
    await page.getByText('Nothing was taken over: 1 thing is wrong in the file.').waitFor();
    await axe();
    expect(await seats().count()).toBe(4);

    await choose.setInputFiles(file([head, ...lines.slice(0, 3)].join('\n')));
    await expect.poll(() => said().textContent()).toContain('3 seats taken over');
    expect(await seats().count()).toBe(3);
    await button('Undo').click();
    expect(await seats().count()).toBe(4);
    expect(await sql(t.db).query('SELECT id FROM seat_plans WHERE hall_id = $1', [hall.id])).toHaveLength(1);
  });
});

test('Publishing says what changes first; screenings keep their plan, and an old version can be brought back', async () => {
  const hall = await aHall(t.house, 'A ssss\nB ssss', { name: 'Green Hall' });
  await aScreening(t.house, { hall });
  await openHall('Green Hall');
  await seat('Row B, seat 4,').click();
  await page.keyboard.press('Delete');
  await button('Publish…').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('1 seat taken out: B4').waitFor();
  await dialog.getByText('1 coming screening keeps version 1, with every ticket and seat as it is.').waitFor();
  await button('Publish').click();
  await expect.poll(() => said().textContent()).toContain('1 coming screening stays with an older plan');
  const [kept] = await sql(t.db).query('SELECT seat_plan_id AS plan FROM screenings WHERE hall_id = $1', [hall.id]);
  expect(kept).toEqual({ plan: hall.plan.id });

  await button('Versions').click();
  await dialog.getByRole('listitem').filter({ hasText: 'Version 1' }).getByRole('button').click();
  await expect.poll(() => said().textContent()).toContain('Version 1 is on the board.');
  await seat('Row B, seat 4,').waitFor();
  const saves: string[] = [];
  page.on('request', (request) => request.method() !== 'GET' && saves.push(request.url()));
  // Held down, the key repeats.
  await page.keyboard.down('Control');
  await page.keyboard.down('s');
  await page.keyboard.down('s');
  await page.keyboard.up('s');
  await page.keyboard.up('Control');
  await expect.poll(() => said().textContent()).toContain('Saved as version 3');
  expect(saves).toHaveLength(1);
});

test('Seats are chosen by a box, with Shift, by their row and by their category', async () => {
  await aHall(t.house, 'A ssss\nB sspp', { name: 'Grey Hall' });
  await openHall('Grey Hall');
  const chosen = () => page.locator('[data-selected]').count();
  const first = await seat('Row A, seat 1,').boundingBox();
  const last = await seat('Row B, seat 2,').boundingBox();
  if (!first || !last) throw new Error('the seats are not drawn');
  await page.mouse.move(first.x - 6, first.y - 6);
  await page.mouse.down();
  await page.mouse.move(last.x, last.y);
  await page.mouse.move(last.x + last.width + 2, last.y + last.height);
  await page.mouse.up();
  await expect.poll(chosen).toBe(4);
  await seat('Row B, seat 2,').click({ modifiers: ['Shift'] });
  await expect.poll(chosen).toBe(3);
  await button('Row B, 4 seats: select').click();
  await expect.poll(chosen).toBe(4);
  await button(/^Premium 2$/).click();
  await expect.poll(chosen).toBe(2);
  await button(/^Ordinary seat/).click();
  await page.keyboard.press('1');
  await button(/^Standard 8$/).waitFor();
  await page.keyboard.press('Control+a');
  await button('Round').click();
  await page.getByLabel('Radius of the first row, in seats').and(page.locator('[value="30"]')).waitFor();
});

test('Two managers who draw one hall do not overwrite each other', async () => {
  const hall = await aHall(t.house, 'A ssss', { name: 'Twin Hall' });
  await openHall('Twin Hall');
  const plan = buildPlan({ drawing: 'A ss' });
  const path = `/api/staff/hall-plans/${hall.id}/draft`;
  expect((await manager.send('POST', path, { name: '', plan, seen: null })).status).toBe(200);
  await seat('Row A, seat 4,').click();
  await page.keyboard.press('Delete');
  let asked = '';
  page.once('dialog', (dialog) => {
    asked = dialog.message();
    void dialog.dismiss();
  });
  await page.getByRole('link', { name: 'To the shop' }).click();
  expect(asked).toContain('has not been saved');
  await button('Save draft').click();
  await expect.poll(() => said().textContent()).toContain('has saved a draft of this hall meanwhile');
  expect(await seats().count()).toBe(3);
});

test('By keyboard alone: a row is added, walked along, selected, moved, numbered and taken out', async () => {
  await aHall(t.house, 'A ssss', { name: 'White Hall' });
  await openHall('White Hall');
  await page.getByRole('button', { name: 'Add behind' }).focus();
  await page.keyboard.press('Enter');
  expect(await seats().count()).toBe(16);
  await page.getByRole('listbox').focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  expect(await page.locator('[data-selected]').getAttribute('aria-label')).toContain('Row A, seat 2,');
  await page.keyboard.press('Alt+Shift+ArrowRight');
  expect(await page.locator('[data-selected]').count()).toBe(2);
  const before = await page.locator('[data-selected]').first().boundingBox();
  await page.keyboard.press('Shift+ArrowDown');
  const after = await page.locator('[data-selected]').first().boundingBox();
  expect((after?.y ?? 0) - (before?.y ?? 0)).toBeCloseTo(await pitch(), 0);
  await page.keyboard.press('Delete');
  expect(await seats().count()).toBe(14);
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
  await axe();
});

test('Six hundred seats are dragged by a transform: no seat is drawn again until they are let go', async () => {
  const rows = Array.from({ length: 24 }, (_, i) => `${'ABCDEFGHJKLMNPQRSTUVWXYZ'[i]} ${'s'.repeat(25)}`);
  const hall = await aHall(t.house, 'A ss', { name: 'Great Hall' });
  const saved = await manager.send('POST', `/api/staff/hall-plans/${hall.id}/draft`, {
    name: '',
    plan: buildPlan({ drawing: rows.join('\n'), curve: 60 }),
    seen: null,
  });
  expect(saved.status).toBe(200);
  await openHall('Great Hall');
  await expect.poll(() => page.locator('.designer-seat').count()).toBe(600);
  await page.getByRole('listbox').focus();
  await page.keyboard.press('Control+a');
  await expect.poll(() => page.locator('[data-selected]').count()).toBe(600);
  // By its label: asking for the role would have Playwright reckon 600 names.
  const middle = page.locator('.designer-board [aria-label^="Row L, seat 12,"]');
  const box = await middle.boundingBox();
  if (!box) throw new Error('there is no L12');
  await page.mouse.move(box.x + 5, box.y + 5);
  await page.mouse.down();
  await page.evaluate(() => {
    const counts = { seats: 0 };
    new MutationObserver((all) => {
      counts.seats += all.length;
    }).observe(document.querySelector('.designer-board') as Element, {
      subtree: true,
      childList: true,
      attributes: true,
    });
    Object.assign(window, { counts });
  });
  for (let i = 1; i <= 20; i++) await page.mouse.move(box.x + 5 + i * 4, box.y + 5 + i * 2);
  const moved = await middle.boundingBox();
  expect((moved?.x ?? 0) - box.x).toBeGreaterThan(60);
  expect(await page.evaluate(() => (window as unknown as { counts: { seats: number } }).counts.seats)).toBe(0);
  await page.mouse.up();
  await expect.poll(async () => (await middle.boundingBox())?.x).toBeCloseTo(moved?.x ?? 0, 0);
});

describe('Over HTTP', () => {
  test('a plan that the rules forbid is refused with its problems, and nothing is kept', async () => {
    const hall = await aHall(t.house, 'A ss', { name: 'Plain Hall' });
    const plan = buildPlan({ drawing: 'A ss' });
    const send = (body: unknown) => manager.send('POST', `/api/staff/hall-plans/${hall.id}/draft`, body);
    const twice = { ...plan, seats: plan.seats.map((one) => ({ ...one, number: '1' })) };
    const answer = await send({ name: '', plan: twice, seen: null });
    expect([answer.status, answer.json.code]).toEqual([422, 'plan_invalid']);
    expect(answer.json.details.problems).toEqual([{ problem: 'duplicate_label', seats: ['A1'] }]);
    expect((await send({ name: '', plan: { ...plan, seats: [{ row: 'A' }] }, seen: null })).status).toBe(400);
    expect((await send('{"name"')).status).toBeGreaterThanOrEqual(400);
    expect(await sql(t.db).query('SELECT id FROM seat_plans WHERE hall_id = $1', [hall.id])).toHaveLength(1);
  });

  test('only managers see and draw plans', async () => {
    const hall = await aHall(t.house, 'A ss', { name: 'Closed Hall' });
    const plan = buildPlan({ drawing: 'A s' });
    for (const role of ['door', 'clerk', 'supervisor'] as const) {
      const other = await staffClient(server, role);
      const asked = await Promise.all([
        other.send('GET', '/api/staff/hall-plans'),
        other.send('GET', `/api/staff/seat-plans/${hall.plan.id}`),
        other.send('POST', `/api/staff/hall-plans/${hall.id}/draft`, { name: '', plan, seen: null }),
        other.send('POST', `/api/staff/seat-plans/${hall.plan.id}/publish`),
        other.send('POST', `/api/staff/hall-plans/${hall.id}/capacity`, { capacity: 1 }),
        other.send('POST', '/api/staff/hall-plans', { name: 'Mine', code: 'mine', capacity: null }),
      ]);
      expect(asked.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403]);
    }
    expect((await manager.send('GET', '/api/staff/seat-plans/999999')).status).toBe(404);
    expect((await manager.send('GET', '/api/staff/seat-plans/x')).status).toBe(404);
  });
});

test('On a phone the halls fit the screen', async () => {
  await aHall(t.house, 'A ss', { name: 'The Green Hall Upstairs' });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${server.url}/admin/pages/seating-designer`);
  const halls = page.locator('.designer-halls');
  await halls.getByText('The Green Hall Upstairs').waitFor();
  expect(await halls.evaluate((node) => node.scrollWidth - node.clientWidth)).toBe(0);
  expect(await page.locator('.designer-new-hall').evaluate((node) => node.getBoundingClientRect().right)).toBeLessThan(
    360,
  );
  await axe();
});
