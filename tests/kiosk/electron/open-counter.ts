import { setTimeout } from 'node:timers/promises';
import { expect, inject } from 'vitest';
import { escpos } from '../../../kiosk/main/printing/escpos.ts';
import type { PrintDocument } from '../../../server/contract/till/prints.ts';
import { sql } from '../../../server/db.ts';
import { hashSecret } from '../../../server/domain/accounts/password.ts';
import { makeEnrolmentCode, registerKiosk, revokeKiosk } from '../../../server/domain/kiosks/manage-kiosk.ts';
import { prepare } from '../../../server/embedded/prepare.ts';
import { type TestCinema, testCinema } from '../../setup/cinema.ts';
import { aScreen, electronForTests } from '../../setup/electron.ts';
import { whereItIsEvening } from '../../setup/evening.ts';
import { accepted, aScreening, manager, type TestScreening } from '../../setup/house.ts';
import { type Line, lineTo } from '../../setup/line.ts';
import { type CounterMachine, counterMachine } from './counter-machine.ts';

/** A counter with a till that was let in: Danylo stands there with an open drawer, Solomiia has the PIN 2468. */
export interface Counter {
  cinema: TestCinema;
  /** Of this evening; adults pay 190. */
  screening: TestScreening;
  line: Line;
  machine: CounterMachine;
  /** A code of the back-office lets the till in, and Danylo signs in. */
  letIn(): Promise<void>;
  /** A manager shuts the till out. */
  shutOut(): Promise<void>;
  /** Chooses the best seats, and waits until they are held. */
  choose(count: number): Promise<void>;
  /** Sells the best seats for cash to the cent. */
  sell(count: number): Promise<{ id: number; number: string }>;
  /** The clerk has read the end of a sale. */
  next(): Promise<void>;
  /** Somebody does something on the page of the card readers. */
  atReader(act: 'tap' | 'decline'): Promise<void>;
  /** A supervisor's PIN into the dialog that asks for one. */
  approve(pin?: string): Promise<void>;
  /** One number from the database. */
  count(query: string, values?: unknown[]): Promise<number>;
  ticketsSold(): Promise<number>;
  /** Waits until so many sheets have come out since there were `before`, and reads them. */
  newSheets(before: number, count: number): Promise<string[]>;
  stop(): Promise<void>;
}

const screen = await aScreen();
/** The Electron that the journeys run in; null: a browser stands in for it. */
export const electron = screen && (await electronForTests((line) => console.log(line)));
if (!screen) console.log('There is no screen for Electron (Xvfb is missing): the till’s journeys run in a browser.');

/** `kept`: so many seats of each screening are leased to the till for when the line is cut. */
export async function openCounter({ kept = 0 } = {}): Promise<Counter> {
  if (electron) await prepare(() => {}, { electron: true });
  const cinema = await testCinema();
  const { house } = cinema.t;
  await whereItIsEvening(house);
  const startsAt = new Date(Date.now() + 60_000);
  const { hall, filmId } = cinema.screening;
  const screening = await aScreening(house, { hall, filmId, startsAt });
  await sql(house.db).query('UPDATE cinema SET allotment_seats = $1', [kept]);
  await sql(house.db).query(
    `INSERT INTO users (email, name, role, pin_hash)
     VALUES ('d@foyer.test', 'Danylo', 'clerk', $1), ('s@foyer.test', 'Solomiia', 'supervisor', $2)`,
    [await hashSecret('1357'), await hashSecret('2468')],
  );
  const line = await lineTo(Number(new URL(cinema.url).port));
  const machine = await counterMachine({
    server: `http://localhost:${line.port}`,
    electron,
    display: screen?.display ?? null,
    chromium: inject('chromium'),
  });
  const { id } = accepted(await registerKiosk(house, manager, { name: 'Counter' }));
  const count: Counter['count'] = async (query, values = []) => {
    const [row] = await sql(house.db).query<{ n: number }>(`SELECT (${query})::int AS n`, values);
    return row?.n ?? 0;
  };
  const counter: Counter = {
    cinema,
    screening,
    line,
    machine,
    async letIn() {
      await machine.till.enrol(accepted(await makeEnrolmentCode(house, manager, { kioskId: id })).code);
      await machine.till.signIn('Danylo', '1357');
    },
    async shutOut() {
      accepted(await revokeKiosk(house, manager, { kioskId: id }));
    },
    async choose(many) {
      await machine.till.chooseScreening(screening.id);
      await machine.till.tap(`Best seats for ${many}`);
      await machine.till.page
        .locator('.basket-lines .button')
        .nth(many - 1)
        .waitFor();
      await machine.till.page.locator('.basket-next .button:enabled').first().waitFor();
    },
    async sell(many) {
      await counter.choose(many);
      await machine.till.takeExactCash();
      await machine.till.reads('paid');
      await counter.next();
      const [order] = await sql(house.db).query<{ id: number; number: string }>(
        'SELECT id, number FROM orders ORDER BY id DESC LIMIT 1',
      );
      if (!order) throw new Error('nothing was sold');
      return order;
    },
    async next() {
      await machine.till.tap('Next customer');
      await machine.till.page.locator('.board').waitFor();
    },
    async atReader(act) {
      const answer = await fetch(`${cinema.url}/demo/stripe/readers`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: cinema.url, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ reader: 'tmr_counter1', act }),
      });
      expect(answer.status).toBe(303);
    },
    async approve(pin = '2468') {
      const dialog = machine.till.page.getByRole('dialog');
      await dialog
        .getByText('your PIN please')
        .or(dialog.getByRole('button', { name: /Solomiia/ }))
        .waitFor();
      const person = dialog.getByRole('button', { name: /Solomiia/ });
      if (await person.isVisible()) await person.click();
      for (const digit of pin) await dialog.getByRole('button', { name: digit, exact: true }).click();
      await dialog.getByRole('button', { name: 'OK' }).click();
    },
    count,
    ticketsSold: () =>
      count("SELECT count(*) FROM tickets WHERE screening_id = $1 AND status IN ('valid', 'used')", [screening.id]),
    async newSheets(before, many) {
      const came = async () => (await machine.printed()).length - before;
      await expect.poll(came).toBe(many);
      // One too many would come right behind.
      await setTimeout(300);
      expect(await came()).toBe(many);
      return (await machine.printed()).slice(before);
    },
    async stop() {
      await machine.stop();
      await line.stop();
      await cinema.stop();
      screen?.stop();
    },
  };
  await counter.letIn();
  await machine.till.openShift('1000');
  return counter;
}

/** These sheets as a receipt printer of 80 mm with a drawer gets them. */
export const bytesOf = (documents: readonly PrintDocument[]) =>
  documents.map((document) => Buffer.from(escpos(document, { paper: 80, drawer: true })));
