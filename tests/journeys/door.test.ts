import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page, Request } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { cancelSomeTickets } from '../../server/domain/orders/cancel-order.ts';
import { handlePaymentEvent } from '../../server/domain/payments/handle-payment-event.ts';
import { launchBrowser, watchConsole } from '../setup/browser.ts';
import { codeVideo } from '../setup/code-video.ts';
import { whereItIsEvening } from '../setup/evening.ts';
import { fakePayments } from '../setup/fake-payments.ts';
import { heldBack } from '../setup/held-back.ts';
import {
  aCustomer,
  accepted,
  aFilm,
  aHall,
  aScreening,
  type TestHouse,
  type TestScreening,
  testHouse,
} from '../setup/house.ts';
import { pageFaults } from '../setup/page-faults.ts';
import { aCheckout, anOrder, view } from '../setup/sales.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { type StaffClient, staffClient } from '../setup/staff.ts';

const payments = fakePayments();
let t: TestHouse;
let server: TestServer;
let browser: Browser;
let folder: string;
let show: TestScreening;
let guard: StaffClient;
let boss: StaffClient;

beforeAll(async () => {
  [t, folder] = [await testHouse({ payments }), await mkdtemp(join(tmpdir(), 'foyer-door-'))];
  await whereItIsEvening(t.house);
  server = await testServer(t.url);
  browser = await launchBrowser();
  const film = await aFilm(t.house, { title: 'The Third Man', ageLimit: 16, agePolicy: 'accompanied' });
  const hall = await aHall(t.house, Array.from('ABCDEFGHI', (row) => `${row} ssssssss`).join('\n'), {
    name: 'Lantern',
  });
  show = await aScreening(t.house, { hall, filmId: film.id, startsAt: new Date(Date.now() + 60_000) });
  [guard, boss] = [await staffClient(server, 'door'), await staffClient(server, 'supervisor')];
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await t?.drop();
  await rm(folder, { recursive: true, force: true });
});

async function bought(labels: string[]) {
  const id = await anOrder(t.house, show, labels);
  await handlePaymentEvent(t.house, payments.pay(await aCheckout(t.house, id)));
  return {
    id,
    tickets: (await view(t.house, id)).tickets.map((ticket) => ({ id: ticket.id, code: ticket.code ?? '' })),
  };
}

async function atDoor(person: StaffClient, given: { colorScheme?: 'light' | 'dark'; width?: number } = {}) {
  const { colorScheme = 'light', width = 360 } = given;
  const context = await browser.newContext({
    baseURL: server.url,
    colorScheme,
    viewport: { width, height: 740 },
    reducedMotion: 'reduce',
  });
  await person.enter(context);
  const page = await context.newPage();
  await listed(page, show.id, () => page.goto('/door/'));
  return { page, context };
}

/** Does something that has the device read its lists, and waits until it knows the newest one of a screening. */
async function listed(page: Page, screening: number, act: () => Promise<unknown>): Promise<void> {
  const under = new Set<Request>();
  const begin = (request: Request) => void (request.url().includes('/api/staff/door/') && under.add(request));
  const end = (request: Request) => void under.delete(request);
  page.on('request', begin).on('requestfinished', end).on('requestfailed', end);
  const list = page.waitForRequest(`**/screenings/${screening}/tickets/`);
  await Promise.all([list, act()]);
  // It knows them once all of one turn have come.
  await expect.poll(() => under.size).toBe(0);
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
  page.off('request', begin).off('requestfinished', end).off('requestfailed', end);
}

/** As a hand scanner does: all keys at once, faster than a browser could be told of each; then Enter; into no field. */
async function shoot(page: Page, code: string): Promise<void> {
  await page.evaluate(
    (keys) => {
      (document.activeElement as HTMLElement | null)?.blur();
      for (const key of keys) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    },
    [...code, 'Enter'],
  );
}

const says = (page: Page, words: string) => page.locator('.door-answer h1').getByText(words, { exact: true }).waitFor();
const answer = (page: Page) => page.locator('.door-answer').innerText();

async function statusOf(ticket: number): Promise<string> {
  const [row] = await sql(t.db).query<{ status: string }>('SELECT status FROM tickets WHERE id = $1', [ticket]);
  return row?.status ?? '';
}

async function admissions(ticket: number): Promise<number> {
  return (
    await sql(t.db).query(`SELECT FROM audit_entries WHERE action = 'admit_ticket' AND entity_id = $1`, [`${ticket}`])
  ).length;
}

test('A hand scanner lets a guest in: seat, hall, film and age are said; the second scan says when and where', async () => {
  const { tickets } = await bought(['A1']);
  const { page, context } = await atDoor(guard);
  watchConsole(page);
  await page.getByLabel('This door').fill('Left door');
  await shoot(page, tickets[0]?.code ?? '');
  await says(page, 'Let in');
  expect(await answer(page)).toMatch(
    /ROW|Row A Seat 1[\s\S]*Lantern[\s\S]*The Third Man[\s\S]*Adult[\s\S]*16\+[\s\S]*Under 16 only with an adult. Look at the age. Born \d{1,2} \w+ \d{4} or before./i,
  );
  await shoot(page, tickets[0]?.code ?? '');
  await says(page, 'Do not let in');
  expect(await answer(page)).toMatch(/Already in[\s\S]*First scanned at \d\d:\d\d, Left door/);
  expect(await admissions(tickets[0]?.id ?? 0)).toBe(1);
  await context.close();
});

test('The camera reads the code of a phone that is held to it', async () => {
  const { tickets } = await bought(['G1', 'G2']);
  const video = join(folder, 'code.y4m');
  await codeVideo(video, tickets[0]?.code ?? '');
  const seeing = await launchBrowser([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${video}`,
  ]);
  const context = await seeing.newContext({ baseURL: server.url, permissions: ['camera'] });
  await guard.enter(context);
  const page = await context.newPage();
  watchConsole(page);
  await page.goto('/door/');
  await page.getByRole('button', { name: 'Start the camera' }).click();
  await says(page, 'Let in');
  expect(await answer(page)).toMatch(/G[\s\S]*1/);
  // A code that stays before the lens is one scan.
  await page.waitForTimeout(1_000);
  await says(page, 'Let in');
  await page.getByRole('button', { name: 'Stop the camera' }).click();
  expect(await page.locator('video').isVisible()).toBe(false);
  expect(await statusOf(tickets[0]?.id ?? 0)).toBe('used');
  expect(await statusOf(tickets[1]?.id ?? 0)).toBe('valid');
  await seeing.close();
});

test('A typed code that is none of ours, cancelled, or for a showing that was not chosen is red with its reason', async () => {
  const { id, tickets } = await bought(['B1', 'B2']);
  await aScreening(t.house, { startsAt: new Date(Date.now() + 120_000) });
  accepted(await cancelSomeTickets(t.house, { ...aCustomer(), kind: 'manager' }, id, [tickets[0]?.id ?? 0]));
  const { page, context } = await atDoor(guard);
  const type = async (code: string) => {
    await page.getByLabel('Ticket code').fill(code);
    await page.getByRole('button', { name: 'Check' }).click();
    await says(page, 'Do not let in');
  };
  await type('nonsense');
  expect(await answer(page)).toContain('Not one of our tickets');
  await type(tickets[0]?.code ?? '');
  expect(await answer(page)).toContain('Cancelled and paid back');
  await page.locator('.door-screenings label', { hasText: 'Film' }).last().click();
  await type(tickets[1]?.code ?? '');
  expect(await answer(page)).toContain('For another showing');
  await context.close();
});

test('With the line cut a good ticket is on hold, never green; the line back, it turns green by itself, once', async () => {
  const { tickets } = await bought(['C1']);
  const { page, context } = await atDoor(guard);
  await context.setOffline(true);
  await shoot(page, tickets[0]?.code ?? '');
  await says(page, 'Hold on');
  expect(await answer(page)).toContain('By the list it is good');
  await page.getByText('1 guest waits for the line').waitFor();
  expect(await statusOf(tickets[0]?.id ?? 0)).toBe('valid');
  await shoot(page, tickets[0]?.code ?? '');
  await says(page, 'Hold on');
  await context.setOffline(false);
  await says(page, 'Let in');
  expect(await admissions(tickets[0]?.id ?? 0)).toBe(1);
  await context.close();
});

test('A scan whose answer is lost is not a second entry: held, kept across a reload, and green under its own uuid', async () => {
  const { tickets } = await bought(['H1']);
  const { page, context } = await atDoor(guard);
  await page.route('**/api/staff/door/scans/', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await shoot(page, tickets[0]?.code ?? '');
  await says(page, 'Hold on');
  expect(await statusOf(tickets[0]?.id ?? 0)).toBe('used');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.reload();
  await page.locator('.door-recent button').first().click();
  await says(page, 'Let in');
  expect(await admissions(tickets[0]?.id ?? 0)).toBe(1);
  await context.close();
});

test('Two doors, one of them without its line: what came in at the other is red when the line is back', async () => {
  const { tickets } = await bought(['D1', 'D2']);
  const [one, two] = tickets.map(({ code }) => code);
  const left = await atDoor(guard);
  const right = await atDoor(boss);
  await left.context.setOffline(true);
  await shoot(left.page, one ?? '');
  await says(left.page, 'Hold on');
  await shoot(right.page, one ?? '');
  await says(right.page, 'Let in');
  // A person at the left door lets the next one in all the same; its copy is red there from then on.
  await shoot(left.page, two ?? '');
  await says(left.page, 'Hold on');
  await left.page.getByRole('button', { name: 'Let in and note' }).click();
  await says(left.page, 'Let in and noted');
  await shoot(left.page, two ?? '');
  await says(left.page, 'Do not let in');
  expect(await answer(left.page)).toContain('Already in, by this door');
  await shoot(right.page, two ?? '');
  await says(right.page, 'Let in');
  await left.context.setOffline(false);
  await left.page.getByText('Let in, but the ticket says no').waitFor();
  for (const { id } of tickets) expect(await admissions(id)).toBe(1);
  await left.page.getByRole('button', { name: 'Seen to' }).click();
  await left.page.getByText('Let in, but the ticket says no').waitFor({ state: 'detached' });
  await left.context.close();
  await right.context.close();
}, 180_000);

test('A choice that was taken back is forgotten: its late list does not make the guests of tonight unknown', async () => {
  const other = await aScreening(t.house, { startsAt: new Date(Date.now() + 180_000) });
  const { tickets } = await bought(['H5']);
  const { page, context } = await atDoor(guard);
  const its = `**/screenings/${other.id}/tickets/`;
  const late = await heldBack(page, its);
  const choice = page.locator('.door-screenings label', { hasText: 'Film' }).last();
  await Promise.all([page.waitForRequest(its), choice.click()]);
  await late.asked;
  late.letOthersPass();
  await listed(page, show.id, () => choice.click());
  await late.release();
  await context.setOffline(true);
  await shoot(page, tickets[0]?.code ?? '');
  await says(page, 'Hold on');
  expect(await answer(page)).toContain('By the list it is good');
  await context.close();
});

test('Every door sees who is in, live; a supervisor takes an admission back, and the door staff cannot', async () => {
  const { tickets } = await bought(['E1']);
  const [left, right] = [await atDoor(guard), await atDoor(boss)];
  const count = async () =>
    Number((await left.page.locator('.door-screenings output').first().innerText()).split(' ')[0]);
  const before = await count();
  const counts = (n: number) =>
    left.page
      .getByText(new RegExp(`^${n} of \\d+ in$`))
      .first()
      .waitFor();
  await shoot(right.page, tickets[0]?.code ?? '');
  await says(right.page, 'Let in');
  await counts(before + 1);
  await shoot(left.page, tickets[0]?.code ?? '');
  await says(left.page, 'Do not let in');
  expect(await left.page.getByRole('button', { name: 'Take back' }).count()).toBe(0);
  await right.page.getByRole('button', { name: 'Take back' }).click();
  await says(right.page, 'Taken back. The ticket opens the door again.');
  await counts(before);
  await shoot(left.page, tickets[0]?.code ?? '');
  await says(left.page, 'Let in');
  await left.context.close();
  await right.context.close();
});

test('Staff of the door land there after they sign in; strangers are asked to; customers stay outside', async () => {
  const context = await browser.newContext({ baseURL: server.url });
  const page = await context.newPage();
  await page.goto('/door/');
  expect(new URL(page.url()).pathname).toBe('/staff/sign-in');
  await (await staffClient(server, 'customer')).enter(context);
  await page.goto('/door/');
  expect(new URL(page.url()).pathname).toBe('/staff/sign-in');
  await context.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing at the door, ${colorScheme}, 360 px wide, whatever it says`, async () => {
    const { tickets } = await bought(colorScheme === 'light' ? ['F1'] : ['I1']);
    const { page, context } = await atDoor(boss, { colorScheme });
    const found = [...(await faults(page, 'ready'))];
    await shoot(page, tickets[0]?.code ?? '');
    await says(page, 'Let in');
    found.push(...(await faults(page, 'yes')));
    await shoot(page, tickets[0]?.code ?? '');
    await says(page, 'Do not let in');
    found.push(...(await faults(page, 'no')));
    await context.setOffline(true);
    await shoot(page, 'A'.repeat(24));
    await says(page, 'Hold on');
    found.push(...(await faults(page, 'hold')));
    await context.close();
    expect(found).toEqual([]);
  }, 180_000);
}

async function faults(page: Page, name: string): Promise<string[]> {
  return (await pageFaults(page)).map((fault) => `${name}: ${fault}`);
}
