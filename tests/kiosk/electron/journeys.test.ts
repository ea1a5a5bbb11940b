import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { sql } from '../../../server/db.ts';
import { printsOfSale } from '../../../server/domain/prints/sale-prints.ts';
import { zReport } from '../../../server/domain/shifts/read-shift.ts';
import { ticketCode } from '../../../server/domain/tickets/ticket-code.ts';
import { broken } from '../../setup/counter.ts';
import { accepted, aScreening, manager, type TestScreening } from '../../setup/house.ts';
import { readEscpos } from '../main/fake-printer.ts';
import { bytesOf, type Counter, electron, openCounter } from './open-counter.ts';

// A day at the counter, from the first customer to the count of the drawer.

let at: Counter;
/** Adults pay 40 more for it. */
let dearer: TestScreening;

beforeAll(async () => {
  at = await openCounter();
  dearer = await aScreening(at.cinema.t.house, { startsAt: at.screening.startsAt, card: 'weekend' });
}, 240_000);
afterEach(async () => {
  expect(await broken(at.cinema.t.house)).toEqual([]);
});
afterAll(() => at?.stop());

const sheets = () => at.machine.printer?.sheets ?? [];
const printed = async () => (await at.machine.printed()).length;

async function open(order: { number: string }): Promise<void> {
  const { till } = at.machine;
  await till.tap('Orders');
  await till.page.getByLabel('Ticket’s code, order number').fill(order.number);
  await till.tap('Find');
  await till.page.getByRole('heading', { name: `Order ${order.number}` }).waitFor();
}

/** What the X report says of the drawer. */
async function drawer(): Promise<Record<string, string | null>> {
  const { till } = at.machine;
  await till.tap('Shift');
  await till.tap('X report');
  await till.page.locator('[data-report="x"]').waitFor();
  const figures = await till.figures();
  await till.tap('Sell');
  return figures;
}

test('Two seats for cash: sold, and a receipt and two tickets come out as the server wrote them', async () => {
  const { house } = at.cinema.t;
  const [before, sold] = [await printed(), await at.ticketsSold()];
  const order = await at.sell(2);
  const texts = await at.newSheets(before, 3);
  expect(texts.filter((text) => text.includes('The Third Man'))).toHaveLength(3);
  expect(await at.ticketsSold()).toBe(sold + 2);
  if (!electron) return;
  expect(sheets().slice(before)).toEqual(bytesOf(await printsOfSale(house, order.id)));
  const read = sheets().slice(before).map(readEscpos);
  const tickets = await sql(house.db).query<{ id: number; revision: number }>(
    'SELECT id, revision FROM tickets WHERE order_id = $1 ORDER BY id',
    [order.id],
  );
  expect(read.flatMap(({ qr }) => qr)).toEqual(tickets.map((ticket) => ticketCode(house.signer, ticket)));
  expect(read.map(({ cuts, drawers }) => [cuts, drawers])).toEqual([
    [1, 1],
    [1, 0],
    [1, 0],
  ]);
});

test('Started a second time on the same machine, the app ends at once, and the first goes on selling', async () => {
  if (electron) expect(await at.machine.startedAgain()).toBe(0);
  await at.sell(1);
});

test('A card is tapped at the reader; another is declined and the sale called off', async () => {
  const { till } = at.machine;
  const sold = await at.ticketsSold();
  await at.choose(1);
  await till.tap('Card');
  await till.tap(/Counter 1/, false);
  await till.reads('awaiting_card');
  await at.atReader('tap');
  await till.reads('paid');
  await at.next();

  await at.choose(1);
  await till.tap('Card');
  await till.tap(/Counter 1/, false);
  await till.reads('awaiting_card');
  await at.atReader('decline');
  await till.reads('declined');
  await till.tap('Call it off');
  await till.reads('cancelled');
  await at.next();
  expect(await at.ticketsSold()).toBe(sold + 1);
});

test('One of two tickets is given back with a supervisor’s PIN: the cash leaves the drawer, and a slip says so', async () => {
  const { till } = at.machine;
  const order = await at.sell(2);
  const had = await drawer();
  const [before, sold] = [await printed(), await at.ticketsSold()];
  await open(order);
  await till.page.locator('.ticket').nth(1).click();
  await till.tap('Refund');
  await till.tap('Plans changed');
  await till.tap(/^Refund .*190/, false);
  await at.approve('1111');
  await till.page.getByRole('dialog').getByRole('alert').waitFor();
  expect(await at.ticketsSold()).toBe(sold);
  await at.approve();
  await till.page.getByText(/Give .*190.* out of the drawer/).waitFor();

  const [slip = ''] = await at.newSheets(before, 1);
  expect(slip).toMatch(/Refund[\s\S]*The Third Man[\s\S]*190/);
  if (electron) expect(readEscpos(sheets().at(-1) ?? Buffer.alloc(0))).toMatchObject({ cuts: 1, drawers: 1, qr: [] });
  expect(await at.ticketsSold()).toBe(sold - 1);
  expect(await at.count('SELECT sum(amount) FROM refunds WHERE order_id = $1', [order.id])).toBe(190_00);
  await till.tap('Sell');
  const has = await drawer();
  expect(amount(has['Should be there'])).toBe(amount(had['Should be there']) - 190);
});

test('A ticket moves to a dearer screening and back: what is missing is paid, what is over is given back', async () => {
  const { till } = at.machine;
  const order = await at.sell(1);
  const had = await drawer();
  const before = await printed();
  await open(order);

  await till.tap('Exchange');
  await till.chooseScreening(dearer.id);
  await till.tap('Best seats');
  await till.page.getByText(/To pay.*₴40/).waitFor();
  await till.tap('Cash');
  await till.tap(/^Exact.*40/, false);
  await till.page.getByText(/Exchanged\. The new order is/).waitFor();
  const there = await at.newSheets(before, 2);
  expect(there.join()).toMatch(/₴40|UAH 40/);
  expect(await at.count("SELECT count(*) FROM tickets WHERE screening_id = $1 AND status = 'valid'", [dearer.id])).toBe(
    1,
  );
  await till.tap('Close');
  expect(amount((await drawerAfter())['Should be there'])).toBe(amount(had['Should be there']) + 40);

  const moved = await newest();
  const again = await printed();
  await open(moved);
  await till.tap('Exchange');
  await till.chooseScreening(at.screening.id);
  await till.tap('Best seats');
  await till.page.getByText(/To give back.*₴40/).waitFor();
  await till.page.locator('.exchange-basket').getByRole('button', { name: 'Exchange', exact: true }).click();
  await till.page.getByText(/Give ₴40 back\./).waitFor();
  await at.newSheets(again, 3);
  expect(await at.count("SELECT count(*) FROM tickets WHERE screening_id = $1 AND status = 'valid'", [dearer.id])).toBe(
    0,
  );
  await till.tap('Close');
  expect(amount((await drawerAfter())['Should be there'])).toBe(amount(had['Should be there']));
});

async function drawerAfter(): Promise<Record<string, string | null>> {
  await at.machine.till.tap('Sell');
  return drawer();
}

async function newest(): Promise<{ number: string }> {
  const [order] = await sql(at.cinema.t.db).query<{ number: string }>(
    'SELECT number FROM orders ORDER BY id DESC LIMIT 1',
  );
  if (!order) throw new Error('there is no order');
  return order;
}

const amount = (text: string | null | undefined) => Number(text?.replaceAll(/[^\d.-]/g, ''));

test('The drawer is counted and closed: the Z report is printed as the server wrote it, and every cent is there', async () => {
  const { till } = at.machine;
  const expected = amount((await drawer())['Should be there']);
  const before = await printed();
  await till.tap('Shift');
  await till.tap('Count and close');
  await till.page.getByLabel('Pieces of ₴10', { exact: true }).fill(String(expected / 10));
  await till.tap('Close the shift');
  await till.page.locator('[data-report="z"]').waitFor();
  const figures = await till.figures();
  expect(amount(figures.Counted)).toBe(expected);
  expect(amount(figures.Difference)).toBe(0);

  const [sheet = ''] = await at.newSheets(before, 1);
  expect(sheet).toContain('Z report 1');
  if (electron) {
    const id = await at.count('SELECT max(id) FROM shifts');
    const { document } = accepted(await zReport(at.cinema.t.house, manager, id));
    expect(sheets().slice(before)).toEqual(bytesOf(document ? [document] : []));
    expect(readEscpos(sheets().at(-1) ?? Buffer.alloc(0)).text).toMatch(
      new RegExp(`Should be there.* ${expected.toLocaleString('en')}`),
    );
  }
  await till.tap('Done');
  await till.page.getByLabel('Float').waitFor();
});
