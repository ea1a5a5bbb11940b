import { chromium, type Page } from 'playwright';
import { businessDate } from '../../../server/contract/venue-time.ts';
import { openDb, sql } from '../../../server/db.ts';
import { hashSecret } from '../../../server/domain/accounts/password.ts';
import { loadCinema } from '../../../server/domain/cinema.ts';
import { codeHash } from '../../../server/domain/kiosks/secrets.ts';
import { findBrowser } from '../../setup/find-browser.ts';
import type { Cinema } from '../cinema.ts';
import type { Figure, Part } from '../part.ts';
import { quantile, spreadOf } from '../spread.ts';

const below = 150;
const code = 'BENCH-TILL';
const seatsEachRound = 40;

/**
 * From the request that claims a seat at one face to the frame in which the other has drawn it: the shop's page and the
 * till's, each in a Chromium of its own, in a hall of 300 seats.
 */
export const paint: Part = {
  name: 'paint',
  async run({ cinema, rounds, say }) {
    const session = cinema.stage.few.at(-1) ?? 0;
    await openCounter(cinema);
    const executablePath = await findBrowser(say);
    const args = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-dev-shm-usage'] : [];
    const browsers = await Promise.all([1, 2].map(() => chromium.launch({ executablePath, args })));
    const toTill: number[][] = [];
    const toShop: number[][] = [];
    try {
      const home = `http://127.0.0.1:${cinema.port}`;
      const [till, shop] = await Promise.all(
        browsers.map((browser) => browser.newPage({ viewport: { width: 1366, height: 768 } })),
      );
      if (!till || !shop) throw new Error('no page');
      await atTill(till, home, session);
      await shop.goto(`${home}/sessions/${session}`);
      await shop.locator('.seat-free input').first().waitFor();
      for (const page of [till, shop]) await page.evaluate(watchPaint);
      const seats = [...cinema.stage.fewSeats];
      for (let round = 0; round < rounds; round++) {
        const [some, others] = [seats.splice(0, seatsEachRound / 2), seats.splice(0, seatsEachRound / 2)];
        toTill.push(await measure(till, some, (seat) => shop.evaluate(buy, { session, seat })));
        toShop.push(await measure(shop, others, (seat) => till.evaluate(tapSeat, seat)));
        // A clerk's choice has an end; what was held is free again.
        await till.getByRole('button', { name: 'Back' }).click();
        await intoHall(till, session);
        say(
          `paint, round ${round + 1} of ${rounds}: p99 ${quantile(toTill.at(-1) ?? [], 0.99).toFixed(0)} ms at the till, ${quantile(toShop.at(-1) ?? [], 0.99).toFixed(0)} ms in the shop`,
        );
      }
    } finally {
      await Promise.all(browsers.map((browser) => browser.close()));
    }
    return [
      figure('paint.till', 'A seat taken in the shop → painted at the till: p99 from the request', toTill),
      figure('paint.shop', 'A seat tapped at the till → painted in the shop: p99 from the tap', toShop),
    ];
  },
};

function figure(id: string, what: string, rounds: number[][]): Figure {
  return {
    id,
    what,
    goal: { below, unit: 'ms' },
    measured: spreadOf(rounds.map((times) => quantile(times, 0.99))),
    note: `p50 ${quantile(rounds.flat(), 0.5).toFixed(0)} ms, of ${rounds.flat().length} seats, one at a time`,
  };
}

/** A till that a code lets in, somebody with a PIN, and a drawer that the screens then open. */
async function openCounter(cinema: Cinema): Promise<void> {
  const db = openDb(cinema.databaseUrl);
  try {
    await sql(db).query(
      "INSERT INTO kiosks (name, enrolment_hash, enrolment_expires_at) VALUES ('Bench', $1, now() + interval '1 hour')",
      [codeHash(code)],
    );
    await sql(db).query(
      "INSERT INTO users (email, name, role, pin_hash) VALUES ('till@bench.test', 'Bench clerk', 'clerk', $1)",
      [await hashSecret('1357')],
    );
    // Seats that a till keeps for a cut line are taken to the shop.
    await sql(db).query('UPDATE cinema SET allotment_seats = 0');
    // On the till's board today, whatever the hour of this run: at night nothing else of today is still to come.
    const { timeZone, businessDayCutoff } = await loadCinema(sql(db));
    await sql(db).query('UPDATE screenings SET business_date = $2 WHERE id = $1', [
      cinema.stage.few.at(-1),
      businessDate(new Date(), timeZone, businessDayCutoff),
    ]);
  } finally {
    await db.close();
  }
}

async function atTill(page: Page, home: string, session: number): Promise<void> {
  await page.goto(`${home}/kiosk/`);
  await page.getByLabel('Code').fill(code);
  await page.getByRole('button', { name: 'Let it in' }).click();
  await page.getByRole('button', { name: /Bench clerk/ }).click();
  for (const digit of '1357') await page.getByRole('button', { name: digit, exact: true }).click();
  await page.getByRole('button', { name: 'OK' }).click();
  await page.getByLabel('Float').fill('0');
  await page.getByRole('button', { name: 'Open the shift' }).click();
  await intoHall(page, session);
}

async function intoHall(page: Page, session: number): Promise<void> {
  await page.locator(`[data-screening="${session}"]`).click();
  await page.locator('.seat-free input').first().waitFor();
}

/** Milliseconds from each act to the paint of its seat; both pages' clocks are the machine's. */
async function measure(page: Page, seats: number[], act: (seat: number) => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (const seat of seats) {
    const paintedAt = page.evaluate((id) => (window as unknown as Painted).gone(id), seat);
    const [painted, began] = await Promise.all([paintedAt, act(seat)]);
    times.push(painted - began);
  }
  return times;
}

interface Painted {
  gone(seat: number): Promise<number>;
}

/**
 * In the page: tells when a seat has stopped being a control, once the frame of it has been drawn. As text, for what
 * compiles this file names functions with a helper that the page has not.
 */
const watchPaint = `window.gone = (seat) => new Promise((resolve) => {
  const control = '.seat input[data-unit="' + seat + '"]';
  if (!document.querySelector(control)) throw new Error('the seat was gone before');
  new MutationObserver((_changes, observer) => {
    if (document.querySelector(control)) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
  }).observe(document.body, { subtree: true, childList: true });
})`;

/** In the shop's page: claims a seat as its form does, each as a customer from another address. */
async function buy({ session, seat }: { session: number; seat: number }): Promise<number> {
  const began = performance.timeOrigin + performance.now();
  const answer = await fetch('/api/orders/', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': `198.18.${seat >> 8}.${seat & 255}` },
    body: JSON.stringify({ session, seats: [seat], email: `${crypto.randomUUID()}@bench.test` }),
  });
  if (answer.status !== 201) throw new Error(`the seat could not be held: ${answer.status} ${await answer.text()}`);
  return began;
}

/** In the till's page: the clerk's finger. Each seat comes to those that are held already. */
function tapSeat(seat: number): number {
  const box = document.querySelector<HTMLInputElement>(`.seat input[data-unit="${seat}"]`);
  if (!box) throw new Error('the seat is no control');
  const began = performance.timeOrigin + performance.now();
  box.click();
  return began;
}
