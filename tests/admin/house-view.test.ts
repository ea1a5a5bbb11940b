import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import { io, Manager } from 'socket.io-client';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SeatDelta } from '../../server/contract/feed.ts';
import { sql } from '../../server/db.ts';
import type { Role } from '../../server/domain/actor.ts';
import { system } from '../../server/domain/actor.ts';
import { findBrokenInvariants } from '../../server/domain/audit/find-broken-invariants.ts';
import { cancelScreeningOrders } from '../../server/domain/orders/cancel-order.ts';
import { checkTicket } from '../../server/domain/tickets/check-ticket.ts';
import { launchBrowser, watchConsole } from '../setup/browser.ts';
import { aCutTill, leased, seatsKept } from '../setup/cut-line.ts';
import { whereItIsEvening } from '../setup/evening.ts';
import {
  accepted,
  aFilm,
  aHall,
  aScreening,
  manager,
  refused,
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
let staff: Record<'door' | 'clerk' | 'supervisor' | 'manager', StaffClient>;

beforeAll(async () => {
  t = await testHouse();
  await whereItIsEvening(t.house);
  server = await testServer(t.url);
  browser = await launchBrowser();
  const of = (role: Role) => staffClient(server, role);
  staff = {
    door: await of('door'),
    clerk: await of('clerk'),
    supervisor: await of('supervisor'),
    manager: await of('manager'),
  };
});
beforeEach(async () => {
  const film = await aFilm(t.house, { title: 'Spirited Away' });
  screening = await aScreening(t.house, { filmId: film.id, hall: await aHall(t.house, 'A ssssss\nB ssssss\nC pppp') });
});
afterAll(async () => {
  expect(await findBrokenInvariants(t.db)).toEqual([]);
  await browser.close();
  await server.stop();
  await t.drop();
});

async function aPaidOrder(labels: string[]): Promise<number> {
  const id = await anOrder(t.house, screening, labels);
  accepted(await takeCash(t.house, manager, id));
  return id;
}

async function open(who: StaffClient, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  await who.enter(context);
  const page = await context.newPage();
  watchConsole(page);
  await page.goto(`${server.url}/admin/pages/house-view?screening=${screening.id}`);
  await page.locator('.house-live[data-live="true"]').waitFor();
  await page.locator('.seat').first().waitFor();
  return page;
}

const seat = (page: Page, row: string, number: number) =>
  page.getByRole('checkbox', { name: new RegExp(`^Row ${row}, seat ${number}, `) });

async function publicStates(): Promise<string[]> {
  const answer = await fetch(`${server.url}/api/sessions/${screening.id}/seats/`);
  const { seats } = (await answer.json()) as { seats: { row: string; number: string; state: string }[] };
  return seats.filter((each) => each.state !== 'free').map((each) => `${each.row}${each.number} ${each.state}`);
}

test('Seats are kept for the house with a reason, the public sees it live, and they are released again', async () => {
  const socket = io(`${server.url}/seats`, { transports: ['websocket'], forceNew: true });
  const deltas: SeatDelta[] = [];
  socket.on('seats', (delta: SeatDelta) => deltas.push(delta));
  await socket.emitWithAck('watch', { session: screening.id });

  const page = await open(staff.supervisor);
  await seat(page, 'A', 1).check();
  await seat(page, 'A', 2).check();
  await page.getByLabel('Kept for').fill('Press');
  await page.getByRole('button', { name: 'Keep 2 seats' }).click();
  await page.getByText('A1 and A2 are kept by the house').waitFor();
  expect(await publicStates()).toEqual(['A1 blocked', 'A2 blocked']);
  await expect
    .poll(() => deltas.flatMap((delta) => delta.changes))
    .toEqual([
      [0, 'b'],
      [1, 'b'],
    ]);

  await page.getByRole('button', { name: 'Choose the 2 seats kept for Press' }).click();
  await page.getByRole('button', { name: 'Release 2 seats' }).click();
  await page.getByText('A1 and A2 are on sale again.').waitFor();
  expect(await publicStates()).toEqual([]);
  socket.disconnect();
  await page.context().close();
});

test('A sale shows at once, with who sits there; the order is one click away', async () => {
  const page = await open(staff.clerk);
  const id = await aPaidOrder(['B1', 'B2']);
  const { number } = await view(t.house, id);
  const sold = page.getByRole('checkbox', {
    name: `Row B, seat 2, Standard, a guest without a name, Adult, order ${number}`,
  });
  await sold.waitFor();
  await sold.check();
  await page.getByRole('link', { name: `Open the order ${number}` }).waitFor();
  await page.getByRole('button', { name: 'Choose all 2 of this order' }).click();
  expect(await page.locator('.house-labels').textContent()).toBe('B1 B2');
  // Seats of another sort begin a new choice; a clerk keeps none for the house.
  await seat(page, 'A', 5).check();
  expect(await page.locator('.house-labels').textContent()).toBe('A5');
  await page.getByText('A supervisor can keep seats for the house.').waitFor();
  await page.context().close();
});

test('A guest is moved: the old code fails at the door, the new one passes, and a letter goes out', async () => {
  const id = await aPaidOrder(['A3', 'A4']);
  const before = await view(t.house, id);
  const page = await open(staff.clerk);
  await seat(page, 'A', 3).check();
  await page.getByRole('button', { name: 'Choose all 2 of this order' }).click();
  await page.getByRole('button', { name: 'Move 2 guests' }).click();
  await seat(page, 'B', 5).check();
  await seat(page, 'B', 6).check();
  await page.getByRole('button', { name: 'Move 2 guests' }).click();
  await page.getByText('Moved: A3 to B5 and A4 to B6.').waitFor();
  expect(await publicStates()).toEqual(['B5 sold', 'B6 sold']);
  const old = await checkTicket(t.house, manager, { code: before.tickets[0]?.code ?? '' });
  expect(refused(old).details).toEqual({ reason: 'replaced' });
  const after = await view(t.house, id);
  const now = accepted(await checkTicket(t.house, manager, { code: after.tickets[0]?.code ?? '' }));
  expect(now).toMatchObject({ row: 'B', number: '5', status: 'valid' });
  expect(await letters(t.house, id)).toContain('seats_moved');
  await page.context().close();
});

test('Another category takes a supervisor’s word', async () => {
  await aPaidOrder(['A1', 'A2']);
  const page = await open(staff.supervisor);
  await seat(page, 'A', 1).check();
  await page.getByRole('button', { name: 'Choose all 2 of this order' }).click();
  await page.getByRole('button', { name: 'Move 2 guests' }).click();
  await seat(page, 'C', 1).check();
  await seat(page, 'C', 2).check();
  const move = page.getByRole('button', { name: 'Move 2 guests' });
  expect(await move.isDisabled()).toBe(true);
  await page.getByLabel('Another category at the price that was paid').check();
  await move.click();
  await page.getByText('Moved: A1 to C1 and A2 to C2.').waitFor();
  await page.context().close();
});

test('Everything is done by keyboard too', async () => {
  const page = await open(staff.manager);
  await seat(page, 'A', 1).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  expect(await page.locator('.house-labels').textContent()).toBe('A1 A2');
  await page.keyboard.press('Escape');
  await page.getByText('Choose a seat to see who sits there.').waitFor();
  await page.keyboard.press('Space');
  await page.getByLabel('Kept for').focus();
  await page.keyboard.type('Broken armrest');
  await page.keyboard.press('Enter');
  await page.getByText('A2 is kept by the house').waitFor();
  await page.context().close();
});

test('The seat list prints alone on the page', async () => {
  await aPaidOrder(['A1', 'A2']);
  const page = await open(staff.clerk);
  // The browser's print box closes at once without one to look at it; here it stays open.
  await page.evaluate(() => {
    window.print = () => {};
  });
  await page.getByRole('button', { name: 'Print seat list' }).click();
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('heading', { level: 1, name: 'Spirited Away' }).isVisible()).toBe(true);
  expect(await page.locator('.house-paper tbody tr').count()).toBe(2);
  expect(await page.locator('.house-plan').isVisible()).toBe(false);
  await page.context().close();
});

test('A screening is called off with a reason, and its progress is shown to the end', async () => {
  const id = await aPaidOrder(['A1', 'A2']);
  const page = await open(staff.manager);
  await page.getByRole('button', { name: 'Cancel screening' }).click();
  await page.getByText('2 guests in 1 order get all their money back').waitFor();
  await page.getByLabel('Reason, for the record').fill('The projector is broken');
  await page.getByRole('button', { name: 'Cancel the screening' }).click();
  await page.getByText('Cancelled: The projector is broken').waitFor();
  await page.getByText('0 of 1 order cancelled').first().waitFor();
  await cancelScreeningOrders(t.house, system, screening.id);
  await page.getByText('1 of 1 order cancelled').first().waitFor();
  await page.getByText('1 refund waits at the box office').waitFor();
  expect((await view(t.house, id)).status).toBe('refunded');
  await page.context().close();
});

test('axe finds nothing, in light and dark, with guests chosen and on the way to other seats', async () => {
  await aPaidOrder(['A1', 'A2']);
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await open(staff.manager, { colorScheme });
    await seat(page, 'A', 1).check();
    const looked = async () => {
      const { violations } = await new AxeBuilder({ page }).include('.house').analyze();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
    };
    expect(await looked()).toEqual([]);
    await page.getByRole('button', { name: 'Move 1 guest' }).click();
    expect(await looked()).toEqual([]);
    await page.context().close();
  }
});

test('The office’s feed is for staff: strangers, customers and pages from elsewhere are turned away', async () => {
  const customer = await staffClient(server, 'customer');
  const connect = (headers: Record<string, string>) =>
    new Promise<string>((resolve) => {
      const socket = io(`${server.url}/staff/seats`, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        extraHeaders: headers,
      });
      const end = (answer: string) => {
        socket.disconnect();
        resolve(answer);
      };
      socket.on('connect', () => end('in'));
      socket.on('connect_error', (fault) => end(fault.message));
    });
  expect(await connect({})).toBe('unauthenticated');
  expect(await connect({ cookie: customer.cookie })).toBe('unauthenticated');
  expect(await connect({ cookie: staff.clerk.cookie, origin: 'https://elsewhere.example' })).toBe('unauthenticated');
  expect(await connect({ cookie: staff.clerk.cookie, origin: server.url })).toBe('in');
});

test('One line may open the public’s feed and then the office’s', async () => {
  const manager = new Manager(server.url, {
    transports: ['websocket'],
    extraHeaders: { cookie: staff.clerk.cookie, origin: server.url },
  });
  for (const feed of ['/seats', '/staff/seats']) {
    const socket = manager.socket(feed);
    await new Promise<void>((resolve, reject) => socket.on('connect', resolve).on('connect_error', reject));
    expect(await socket.emitWithAck('watch', { session: screening.id })).toHaveProperty('states');
  }
  for (const feed of ['/seats', '/staff/seats']) manager.socket(feed).disconnect();
});

test('The office hears of guests who change places, though no seat changes its state', async () => {
  const id = await aPaidOrder(['A1', 'A2']);
  const [one, two] = (await view(t.house, id)).tickets;
  const socket = io(`${server.url}/staff/seats`, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie: staff.clerk.cookie },
  });
  // The sale of a moment ago is told first, once.
  const sale = new Promise((resolve) => socket.once('changed', resolve));
  await socket.emitWithAck('watch', { session: screening.id });
  // Of a moment ago, however long the way here took.
  await sql(t.db).query('UPDATE seat_notices SET at = now() WHERE screening_id = $1', [screening.id]);
  await sale;
  const heard = new Promise((resolve) => socket.once('changed', resolve));
  const moves = [
    { ticket: one?.id, seat: two?.seat.id },
    { ticket: two?.id, seat: one?.seat.id },
  ];
  expect((await staff.clerk.send('POST', `/api/staff/orders/${id}/moves`, { moves })).status).toBe(200);
  expect(await heard).toEqual({ session: screening.id });
  socket.disconnect();
});

test('Roles and bad input through HTTP: refused with words, and nothing changes', async () => {
  const at = `/api/staff/house/${screening.id}`;
  const block = { seats: [screening.hall.seat('A1')], reason: 'Press' };
  const status = async (who: StaffClient, path: string, body: unknown) => (await who.send('POST', path, body)).status;
  expect((await fetch(`${server.url}${at}`)).status).toBe(401);
  expect((await staff.door.send('GET', at)).status).toBe(403);
  expect((await staff.clerk.send('GET', at)).status).toBe(200);
  expect(await status(staff.clerk, `${at}/blocks`, block)).toBe(403);
  expect(await status(staff.supervisor, `${at}/cancel`, { reason: 'Because' })).toBe(403);
  for (const body of [
    {},
    { seats: [], reason: 'Press' },
    { seats: ['1'], reason: 'Press' },
    { ...block, reason: ' ' },
  ]) {
    expect(await status(staff.manager, `${at}/blocks`, body), JSON.stringify(body)).toBe(400);
  }
  expect(await status(staff.manager, '/api/staff/house/999999/blocks', block)).toBe(404);
  expect(await status(staff.manager, '/api/staff/house/x/blocks', block)).toBe(404);
  const foreign = await staff.manager.send('POST', `${at}/blocks`, block, { origin: 'https://elsewhere.example' });
  expect(foreign.status).toBe(403);
  expect(await publicStates()).toEqual([]);
});

test('The house view shows what each till keeps, says how many, and a manager takes them back knowing what it means', async () => {
  await sql(t.db).query('UPDATE cinema SET allotment_seats = 2');
  screening = await aScreening(t.house, {
    filmId: screening.filmId,
    hall: await aHall(t.house, 'A ssssss\nB ssssss'),
    startsAt: new Date(Date.now() + 60_000),
  });
  const till = await aCutTill(t.house);
  const [{ name } = { name: '' }] = await sql(t.db).query<{ name: string }>('SELECT name FROM kiosks WHERE id = $1', [
    till.kioskId,
  ]);
  await leased(t.house, till);
  const kept = seatsKept(till, screening).length;
  expect(kept).toBe(2);
  const clerk = await open(staff.clerk);
  await clerk.locator('.house-tills').getByText(name).waitFor();
  expect(await clerk.locator('.house-tills form').count()).toBe(0);
  expect(await clerk.getByRole('button', { name: 'Take its seats back' }).count()).toBe(0);
  await clerk.context().close();
  for (const colorScheme of ['dark', 'light'] as const) {
    const page = await open(staff.manager, { colorScheme });
    const tills = page.locator('.house-tills');
    expect(await tills.textContent()).toContain('Automatic for tonight: 2 for each till');
    const counted = async (what: string) =>
      page.locator('.house-counts > div', { hasText: what }).locator('dd').textContent();
    expect([await counted('House seats'), await counted('Kept by tills')]).toEqual(['0', '2']);
    expect(await page.locator('.seat[data-mark="kept"]').count()).toBe(2);
    await tills.getByRole('button', { name }).click();
    await page.getByRole('heading', { name: `2 seats kept by ${name}` }).waitFor();
    expect(await page.getByRole('button', { name: /^Release/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Let go' }).click();
    await tills.getByRole('button', { name }).waitFor();
    expect((await new AxeBuilder({ page }).include('.house-panel').analyze()).violations).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/house-tills-${colorScheme}.png` });
    await tills.getByRole('button', { name }).click();
    await page.getByRole('button', { name: 'Take its seats back' }).click();
    await page.locator('dialog').getByText('2 seats of this showing are on sale everywhere at once.').waitFor();
    expect((await new AxeBuilder({ page }).include('.office-dialog').analyze()).violations).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/house-take-back-${colorScheme}.png` });
    await page.getByRole('button', { name: 'Leave them' }).click();
    if (colorScheme === 'light') {
      await page.getByRole('button', { name: 'Let go' }).click();
      await page.getByLabel('For each till, of this showing').fill('4');
      await page.getByRole('button', { name: 'Set', exact: true }).click();
      await tills.getByText('Each till keeps 4 of this showing.', { exact: true }).waitFor();
      await leased(t.house, till);
      expect(seatsKept(till, screening)).toHaveLength(4);
      // The screen hears of it within moments.
      await expect
        .poll(async () => (await tills.locator('.house-blocks .figures').textContent())?.split(' ').length)
        .toBe(4);
      await tills.getByRole('button', { name }).click();
      await page.getByRole('heading', { name: `4 seats kept by ${name}` }).waitFor();
      await page.getByRole('button', { name: 'Take its seats back' }).click();
      await page.getByRole('button', { name: 'Take them back' }).click();
      await page.getByText(`The seats of ${name} are on sale.`).waitFor();
      expect(await publicStates()).toEqual([]);
      await page.getByLabel('For each till, of this showing').fill('');
      await page.getByRole('button', { name: 'Set', exact: true }).click();
      await page.getByText('Automatic for tonight').waitFor();
    }
    await page.context().close();
  }
  const noted = await sql(t.db).query<{ action: string }>(
    `SELECT action FROM audit_entries WHERE action IN ('set_allotment', 'revoke_allotment') ORDER BY id`,
  );
  expect(noted.map(({ action }) => action)).toEqual(['set_allotment', 'revoke_allotment', 'set_allotment']);
  for (const [path, body] of [
    [`house/${screening.id}/allotment`, { seats: 4 }],
    [`kiosks/${till.kioskId}/take-seats-back`, undefined],
  ] as const) {
    expect((await staff.supervisor.send('POST', `/api/staff/${path}`, body)).status).toBe(403);
  }
  expect((await staff.manager.send('POST', `/api/staff/house/${screening.id}/allotment`, { seats: 51 })).status).toBe(
    400,
  );
  expect((await staff.manager.send('POST', '/api/staff/house/999999/allotment', { seats: 1 })).status).toBe(404);
  await sql(t.db).query('UPDATE cinema SET allotment_seats = 0');
}, 600_000);
