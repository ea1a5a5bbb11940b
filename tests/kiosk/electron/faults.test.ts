import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { broken } from '../../setup/counter.ts';
import { type Counter, electron, openCounter } from './open-counter.ts';

// What befalls a till in the middle of its work: nothing is lost, and nothing is doubled.

let at: Counter;

beforeAll(async () => {
  at = await openCounter({ kept: 6 });
}, 240_000);
afterEach(async () => {
  expect(await broken(at.cinema.t.house)).toEqual([]);
});
afterAll(() => at?.stop());

const printed = async () => (await at.machine.printed()).length;
const orders = () => at.count("SELECT count(*) FROM orders WHERE status IN ('paid', 'partially_refunded')");
const cash = () => at.count("SELECT sum(amount) FROM payments WHERE method = 'cash' AND status = 'captured'");

async function mendLine(): Promise<void> {
  at.line.set('cut');
  at.line.set('whole');
}

async function backAtWork(): Promise<void> {
  await at.machine.on();
  await at.machine.till.signIn('Danylo', '1357');
}

/** Sells seats of its own while the line is cut. */
async function sellAlone(seats: number): Promise<void> {
  const { till } = at.machine;
  const before = await printed();
  at.line.set('cut');
  await till.page.locator('.top-bar [data-line="offline"]').waitFor();
  await at.choose(seats);
  await till.takeExactCash();
  await till.reads('paid');
  await at.next();
  await at.newSheets(before, seats + 1);
}

/**
 * A till that wakes with a journal older than its last lease cannot know what was sold of those seats: it sells none of
 * them, and says that it is to be let in anew. A manager does that.
 */
async function letInAnew(): Promise<void> {
  const { till } = at.machine;
  await till.page.getByText('Another copy of this till has its seats').waitFor({ timeout: 60_000 });
  // The server ends the till's line, and that tells it.
  await at.shutOut();
  await till.page.getByLabel('Code').waitFor({ timeout: 60_000 });
  await at.letIn();
}

/** Waits until the server has said what it thinks of so many sales made without it. */
async function handedIn(sales: number): Promise<void> {
  await expect.poll(() => at.count('SELECT count(*) FROM cut_sales'), { timeout: 60_000 }).toBe(sales);
}

test('Killed after the sale was sent and before its answer came: found again as sold once, and printed once', async () => {
  const { machine, line } = at;
  const [before, sold] = [await printed(), await at.ticketsSold()];
  await at.choose(2);
  await machine.till.tap('Cash');
  line.set('swallowing');
  await machine.till.tap(/^Exact/, false);
  await expect.poll(at.ticketsSold).toBe(sold + 2);
  await machine.killed();
  expect(machine.printer?.sheets.length ?? 0).toBe(machine.printer ? before : 0);
  await mendLine();
  await backAtWork();
  await machine.till.reads('paid');
  await at.newSheets(machine.printer ? before : 0, 3);
  await at.next();
  expect(await at.ticketsSold()).toBe(sold + 2);
});

test('The answer is lost: nothing is printed while the outcome is unknown, and it is asked for again', async () => {
  const { machine, line } = at;
  const [before, sold] = [await printed(), await at.ticketsSold()];
  await at.choose(1);
  await machine.till.tap('Cash');
  line.set('swallowing');
  await machine.till.tap(/^Exact/, false);
  await machine.till.reads('unknown');
  expect(await printed()).toBe(before);
  await mendLine();
  await machine.till.reads('paid');
  await at.newSheets(before, 2);
  await at.next();
  expect(await at.ticketsSold()).toBe(sold + 1);
});

test('Every answer comes twice: each sale is one sale, each refund one refund, each sheet one sheet', async () => {
  const { machine, line } = at;
  const { till } = machine;
  const [before, sold, had, refunds] = [
    await printed(),
    await at.ticketsSold(),
    await orders(),
    await at.count('SELECT count(*) FROM refunds'),
  ];
  line.set('doubling');
  await at.sell(2);
  const second = await at.sell(1);
  await at.newSheets(before, 5);
  await till.tap('Orders');
  await till.page.getByLabel('Ticket’s code, order number').fill(second.number);
  await till.tap('Find');
  await till.tap('Refund');
  await till.tap('Plans changed');
  await till.tap(/^Refund .*190/, false);
  await at.approve();
  await till.page.getByText(/Give .*190.* out of the drawer/).waitFor();
  line.set('whole');
  await till.tap('Sell');
  await at.newSheets(before, 6);
  expect(await at.ticketsSold()).toBe(sold + 2);
  expect(await orders()).toBe(had + 1);
  expect(await at.count('SELECT count(*) FROM refunds')).toBe(refunds + 1);
});

test.runIf(electron)(
  'A dead printer undoes no sale: the sheets wait, and come out when it is asked again',
  async () => {
    const { till, printer } = at.machine;
    if (!printer) throw new Error('The app prints at a printer.');
    const before = printer.sheets.length;
    printer.breaks = true;
    await at.choose(1);
    await till.takeExactCash();
    await till.reads('paid');
    const strip = till.page.getByLabel('Sheets that did not come out');
    await strip.waitFor();
    await at.next();
    printer.breaks = false;
    const broken = printer.sheets.length;
    await expect
      .poll(async () => {
        // A sheet may come out, and its button go, in the moment before the tap.
        await strip
          .getByRole('button', { name: 'Print it' })
          .click({ timeout: 1_000 })
          .catch(() => {});
        return printer.sheets.length - broken;
      })
      .toBeGreaterThanOrEqual(1);
    expect(printer.sheets.length).toBeGreaterThan(before);
    await strip.waitFor({ state: 'hidden' });
  },
);

test('A journal is put back from a copy that still asks for a sale: it is the sale that was made, and its money once', async () => {
  const { machine, line } = at;
  const sold = await at.ticketsSold();
  await at.choose(2);
  await machine.till.tap('Cash');
  line.set('swallowing');
  await machine.till.tap(/^Exact/, false);
  await expect.poll(at.ticketsSold).toBe(sold + 2);
  await machine.killed();
  const copy = machine.copyJournal();
  await mendLine();
  await backAtWork();
  await machine.till.reads('paid');
  await at.next();
  await at.sell(1);
  const [after, paid, money] = [await at.ticketsSold(), await orders(), await cash()];
  expect(after).toBe(sold + 3);

  await machine.killed();
  machine.restoreJournal(copy);
  await backAtWork();
  await machine.till.reads('paid');
  await at.next();
  expect([await at.ticketsSold(), await orders(), await cash()]).toEqual([after, paid, money]);
  await letInAnew();
});

test('What was sold without connection is handed in once, also when the journal is put back from before', async () => {
  const { machine } = at;
  const [sold, had, money] = [await at.ticketsSold(), await at.count('SELECT count(*) FROM cut_sales'), await cash()];
  await machine.till.ownSeats(6);
  await sellAlone(2);
  await machine.killed();
  const copy = machine.copyJournal();
  await mendLine();
  await backAtWork();
  await handedIn(had + 1);
  await expect.poll(() => machine.till.unsettled()).toBe(0);
  expect([await at.ticketsSold(), await cash()]).toEqual([sold + 2, money + 380_00]);

  await machine.killed();
  machine.restoreJournal(copy);
  await backAtWork();
  await expect.poll(() => machine.till.unsettled(), { timeout: 60_000 }).toBe(0);
  await handedIn(had + 1);
  expect([await at.ticketsSold(), await cash()]).toEqual([sold + 2, money + 380_00]);
  await letInAnew();
});

test.runIf(electron)(
  'Installed anew with its old journal, the till hands in what it had sold; a person decides on it, and no seat is sold twice',
  async () => {
    const { machine } = at;
    const [sold, had] = [await at.ticketsSold(), await at.count('SELECT count(*) FROM cut_sales')];
    await machine.till.ownSeats(6);
    await sellAlone(1);
    await machine.killed();
    machine.reinstall();
    await mendLine();
    await machine.on();
    await at.letIn();
    await handedIn(had + 1);
    const rejected = 'SELECT count(*) FROM cut_sales WHERE outcome = $1 AND settled_at IS NULL';
    expect(await at.count(rejected, ['rejected'])).toBe(1);
    expect(await at.ticketsSold()).toBe(sold);
    // The seat that somebody paid for is kept until then.
    expect(await at.count('SELECT count(*) FROM seat_claims WHERE cut_sale_id IS NOT NULL')).toBe(1);
    await machine.till.page.getByText('A sale made without connection was not accepted.').waitFor({ timeout: 60_000 });

    await machine.killed();
    await backAtWork();
    await machine.till.page.getByText('A sale made without connection was not accepted.').waitFor({ timeout: 60_000 });
    await handedIn(had + 1);
    expect((await at.sell(2)).id).toBeGreaterThan(0);
    expect(await at.ticketsSold()).toBe(sold + 2);
  },
);
