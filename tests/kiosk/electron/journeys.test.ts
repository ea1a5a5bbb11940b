import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { sql } from '../../../server/db.ts';
import { hashSecret } from '../../../server/domain/accounts/password.ts';
import { makeEnrolmentCode, registerKiosk } from '../../../server/domain/kiosks/manage-kiosk.ts';
import { prepare } from '../../../server/embedded/prepare.ts';
import { type TestCinema, testCinema } from '../../setup/cinema.ts';
import { broken } from '../../setup/counter.ts';
import { aScreen, electronForTests } from '../../setup/electron.ts';
import { accepted, aScreening, manager, type TestScreening } from '../../setup/house.ts';
import { type Line, lineTo } from '../../setup/line.ts';
import { type CounterMachine, counterMachine } from './counter-machine.ts';

const screen = await aScreen();
const electron = screen && (await electronForTests((line) => console.log(line)));
if (!screen) console.log('There is no screen for Electron (Xvfb is missing): the till’s journeys run in a browser.');

let cinema: TestCinema;
let screening: TestScreening;
let line: Line;
let machine: CounterMachine;

beforeAll(async () => {
  if (electron) await prepare(() => {}, { electron: true });
  cinema = await testCinema();
  const { house } = cinema.t;
  // About to begin, so that it is of the till's day whatever the hour of this run.
  const startsAt = new Date(Date.now() + 60_000);
  screening = await aScreening(house, { hall: cinema.screening.hall, filmId: cinema.screening.filmId, startsAt });
  await sql(house.db).query(
    `INSERT INTO users (email, name, role, pin_hash)
     VALUES ('d@foyer.test', 'Danylo', 'clerk', $1), ('s@foyer.test', 'Solomiia', 'supervisor', $2)`,
    [await hashSecret('1357'), await hashSecret('2468')],
  );
  line = await lineTo(Number(new URL(cinema.url).port));
  machine = await counterMachine({
    server: `http://localhost:${line.port}`,
    electron,
    display: screen?.display ?? null,
    chromium: inject('chromium'),
  });
  const { id } = accepted(await registerKiosk(house, manager, { name: 'Counter' }));
  const { code } = accepted(await makeEnrolmentCode(house, manager, { kioskId: id }));
  await machine.till.enrol(code);
  await machine.till.signIn('Danylo', '1357');
  await machine.till.openShift('1000');
}, 240_000);
afterEach(async () => {
  expect(await broken(cinema.t.house)).toEqual([]);
});
afterAll(async () => {
  await machine?.stop();
  await line?.stop();
  await cinema?.stop();
  screen?.stop();
});

async function ticketsSold(): Promise<number> {
  const [row] = await sql(cinema.t.db).query<{ n: number }>(
    "SELECT count(*)::int AS n FROM tickets WHERE screening_id = $1 AND status = 'valid'",
    [screening.id],
  );
  return row?.n ?? 0;
}

async function choose(count: number): Promise<void> {
  await machine.till.chooseScreening(screening.id);
  await machine.till.tap(`Best seats for ${count}`);
  await machine.till.page
    .locator('.basket-lines .button')
    .nth(count - 1)
    .waitFor();
}

/** Somebody does something on the page of the card readers. */
async function atReader(act: string): Promise<void> {
  const answer = await fetch(`${cinema.url}/demo/stripe/readers`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: cinema.url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ reader: 'tmr_counter1', act }),
  });
  expect(answer.status).toBe(303);
}

const newSheets = async (before: number, count: number) => {
  await expect.poll(async () => (await machine.printed()).length - before, { timeout: 30_000 }).toBe(count);
  return (await machine.printed()).slice(before);
};

test('Two seats for cash: sold, and two tickets and a receipt come out', async () => {
  const [before, sold] = [(await machine.printed()).length, await ticketsSold()];
  await choose(2);
  await machine.till.takeExactCash();
  await machine.till.reads('paid');
  const sheets = await newSheets(before, 3);
  expect(sheets.filter((text) => text.includes('The Third Man'))).not.toHaveLength(0);
  expect(await ticketsSold()).toBe(sold + 2);
  await machine.till.tap('Next customer');
});

test('A card is tapped at the reader; another is declined and the customer pays in cash', async () => {
  const sold = await ticketsSold();
  await choose(1);
  await machine.till.tap('Card');
  await machine.till.tap(/Counter 1/, false);
  await machine.till.reads('awaiting_card');
  await atReader('tap');
  await machine.till.reads('paid');
  await machine.till.tap('Next customer');

  await choose(1);
  await machine.till.tap('Card');
  await machine.till.tap(/Counter 1/, false);
  await machine.till.reads('awaiting_card');
  await atReader('decline');
  await machine.till.reads('declined');
  await machine.till.tap('Call it off');
  await machine.till.reads('cancelled');
  await machine.till.tap('Next customer');
  expect(await ticketsSold()).toBe(sold + 1);
});

test('Killed after the sale was sent and before its answer came: found again as sold once, and printed once', async () => {
  const [before, sold] = [(await machine.printed()).length, await ticketsSold()];
  await choose(2);
  await machine.till.tap('Cash');
  line.set('swallowing');
  await machine.till.tap(/^Exact/, false);
  await expect.poll(ticketsSold, { timeout: 30_000 }).toBe(sold + 2);
  await machine.killed();
  expect(machine.printer?.sheets.length ?? 0).toBe(machine.printer ? before : 0);
  line.set('cut');
  line.set('whole');
  await machine.on();
  await machine.till.signIn('Danylo', '1357');
  await machine.till.reads('paid');
  await newSheets(machine.printer ? before : 0, 3);
  await machine.till.tap('Next customer');
  expect(await ticketsSold()).toBe(sold + 2);
});

test('The answer is lost: nothing is printed while the outcome is unknown, and it is asked for again', async () => {
  const [before, sold] = [(await machine.printed()).length, await ticketsSold()];
  await choose(1);
  await machine.till.tap('Cash');
  line.set('swallowing');
  await machine.till.tap(/^Exact/, false);
  await machine.till.reads('unknown');
  expect((await machine.printed()).length).toBe(before);
  line.set('cut');
  line.set('whole');
  await machine.till.reads('paid');
  await newSheets(before, 2);
  await machine.till.tap('Next customer');
  expect(await ticketsSold()).toBe(sold + 1);
});

test.runIf(electron)(
  'A dead printer undoes no sale: the sheets wait, and come out when it is asked again',
  async () => {
    const { printer } = machine;
    if (!printer) throw new Error('The app prints at a printer.');
    const before = printer.sheets.length;
    printer.breaks = true;
    await choose(1);
    await machine.till.takeExactCash();
    await machine.till.reads('paid');
    const strip = machine.till.page.getByLabel('Sheets that did not come out');
    await strip.waitFor();
    await machine.till.tap('Next customer');
    printer.breaks = false;
    const broken = printer.sheets.length;
    await expect
      .poll(
        async () => {
          // A sheet may come out, and its button go, in the moment before the tap.
          await strip
            .getByRole('button', { name: 'Print it' })
            .click({ timeout: 1_000 })
            .catch(() => {});
          return printer.sheets.length - broken;
        },
        { timeout: 30_000 },
      )
      .toBeGreaterThanOrEqual(1);
    expect(printer.sheets.length).toBeGreaterThan(before);
  },
);
