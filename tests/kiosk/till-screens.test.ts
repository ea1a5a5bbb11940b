import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { hashSecret } from '../../server/domain/accounts/password.ts';
import { makeEnrolmentCode, registerKiosk } from '../../server/domain/kiosks/manage-kiosk.ts';
import { setPriceCard } from '../../server/domain/pricing/set-price-card.ts';
import { launchBrowser } from '../setup/browser.ts';
import { type TestCinema, testCinema } from '../setup/cinema.ts';
import { broken } from '../setup/counter.ts';
import { whereItIsEvening } from '../setup/evening.ts';
import { accepted, aHall, aScreening, manager, type TestScreening } from '../setup/house.ts';
import { catchPrints, TillPage } from './till-page.ts';

let cinema: TestCinema;
let browser: Browser;
let screening: TestScreening;

beforeAll(async () => {
  [cinema, browser] = await Promise.all([testCinema(), launchBrowser()]);
  const { house } = cinema.t;
  await whereItIsEvening(house);
  const startsAt = new Date(Date.now() + 60_000);
  screening = await aScreening(house, {
    hall: cinema.screening.hall,
    filmId: cinema.screening.filmId,
    startsAt,
  });
  await sql(house.db).query(
    "INSERT INTO users (email, name, role, pin_hash) VALUES ('d@foyer.test', 'Danylo', 'clerk', $1)",
    [await hashSecret('1357')],
  );
});
afterAll(async () => {
  await browser.close();
  await cinema.stop();
});

async function aCode(): Promise<string> {
  const { id } = accepted(await registerKiosk(cinema.t.house, manager, { name: `Till ${Date.now() % 100_000}` }));
  return accepted(await makeEnrolmentCode(cinema.t.house, manager, { kioskId: id })).code;
}

/** Let in, with a clerk at it and its shift open. */
async function tillAtWork() {
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 } });
  const page = await context.newPage();
  const till = new TillPage(page);
  await page.goto(`${cinema.url}/kiosk/`);
  await till.enrol(await aCode());
  await till.signIn('Danylo', '1357');
  await till.openShift('1000');
  return { context, page, till };
}

async function clean(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  const over = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
  expect(over, 'nothing scrolls').toBeLessThanOrEqual(0);
}

test('two adults, the best seats, cash: at most six touches, tickets printed, every screen clean, at 1024 by 768', async () => {
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 } });
  const page = await context.newPage();
  const printed = await catchPrints(page);
  const till = new TillPage(page);
  await page.goto(`${cinema.url}/kiosk/`);
  await page.getByLabel('Code').waitFor();
  await clean(page);
  await till.enrol(await aCode());
  await page.getByRole('button', { name: /Danylo/ }).waitFor();
  await clean(page);
  await till.signIn('Danylo', '1357');
  await clean(page);
  await till.openShift('1000');
  await page.locator(`[data-screening="${screening.id}"]`).waitFor();
  await clean(page);

  till.touches = 0;
  await till.chooseScreening(screening.id);
  await till.tap('Best seats for 2');
  await page.locator('.basket-lines .button').nth(1).waitFor();
  await clean(page);
  await till.takeExactCash();
  await till.reads('paid');
  await clean(page);
  await till.tap('Next customer');
  expect(till.touches).toBeLessThanOrEqual(6);

  await expect.poll(async () => (await printed()).length).toBe(3);
  const [sold] = await sql(cinema.t.house.db).query<{ tickets: number }>(
    "SELECT count(*)::int AS tickets FROM tickets WHERE screening_id = $1 AND status = 'valid'",
    [screening.id],
  );
  expect(sold?.tickets).toBe(2);
  expect(await broken(cinema.t.house)).toEqual([]);
  await context.close();
});

test('a second tab says that the till is open elsewhere, and takes over when the first is closed', async () => {
  const context = await browser.newContext();
  const first = await context.newPage();
  await first.goto(`${cinema.url}/kiosk/`);
  await first.getByLabel('Code').waitFor();
  const second = await context.newPage();
  await second.goto(`${cinema.url}/kiosk/`);
  await second.getByRole('heading', { name: 'The till is open in another tab' }).waitFor();
  await first.close();
  await second.getByLabel('Code').waitFor();
  await context.close();
});

test('where fingers are faster than the line, the last choice counts, whatever was said of the one before', async () => {
  const { context, page, till } = await tillAtWork();
  await till.chooseScreening(screening.id);
  const seat = (number: number) => page.getByRole('checkbox', { name: new RegExp(`^Row A, seat ${number},`) });
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/api/staff/till/holds/', async (route) => {
    await held;
    await route.continue();
  });

  // Alone it would leave the seat at the wall to nobody.
  await seat(2).click();
  await seat(1).click();
  release();
  await expect.poll(() => page.getByRole('button', { name: 'Cash', exact: true }).isEnabled()).toBe(true);
  expect(await page.locator('.basket .note').count()).toBe(0);

  // And the other way round: what was all right a moment ago is no more.
  await seat(1).click();
  await page.locator('.basket .note').waitFor();
  expect(await page.getByRole('button', { name: 'Cash', exact: true }).isEnabled()).toBe(false);
  await context.close();
});

test('what costs nothing is given with one touch, and no way to pay it is offered', async () => {
  const { house, ids } = cinema.t;
  const entries = [{ ticketType: 'adult', category: 'standard', amount: 0 }];
  const card = accepted(await setPriceCard(house, manager, { code: 'free', name: 'Free', entries }));
  const free = await aScreening(house, { startsAt: new Date(Date.now() + 60_000) });
  await sql(house.db).query('UPDATE screenings SET price_card_id = $2 WHERE id = $1', [free.id, card.id]);
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 } });
  const page = await context.newPage();
  await catchPrints(page);
  const till = new TillPage(page);
  await page.goto(`${cinema.url}/kiosk/`);
  await till.enrol(await aCode());
  await till.signIn('Danylo', '1357');
  await till.openShift('1000');
  await till.chooseScreening(free.id);
  await till.tap('Best seats for 2');
  const give = page.getByRole('button', { name: 'Give the tickets' });
  await expect.poll(() => give.isEnabled()).toBe(true);
  expect(await page.getByRole('button', { name: /^(Card|Cash)$/ }).count()).toBe(0);
  await clean(page);
  await give.click();
  await till.reads('paid');
  const [sold] = await sql(house.db).query(
    "SELECT count(*)::int AS tickets FROM tickets WHERE screening_id = $1 AND ticket_type_id = $2 AND status = 'valid'",
    [free.id, ids.types.adult],
  );
  expect(sold).toEqual({ tickets: 2 });
  expect(await broken(house)).toEqual([]);
  await context.close();
});

test('in a hall larger than its window the best seats come into sight, and no letter stands on a seat', async () => {
  const { house } = cinema.t;
  const drawing = Array.from('ABCDEFGHJKLMNPQR', (row) => `${row} ${'s'.repeat(8)} ${'s'.repeat(14)} ${'s'.repeat(8)}`);
  const large = await aScreening(house, {
    hall: await aHall(house, drawing.join('\n')),
    startsAt: new Date(Date.now() + 60_000),
  });
  const { context, page, till } = await tillAtWork();
  await till.chooseScreening(large.id);
  await till.tap('Best seats for 2');
  await page.locator('.basket-lines .button').nth(1).waitFor();
  const chosen = page.locator('.seat-map-view input:checked');
  await expect.poll(() => chosen.count()).toBe(2);
  const seen = () =>
    chosen.evaluateAll((boxes) => {
      const inside = (box: Element, view: DOMRect) => {
        const { left, right, top, bottom } = box.getBoundingClientRect();
        return left >= view.left && right <= view.right && top >= view.top && bottom <= view.bottom;
      };
      const view = document.querySelector('.hall-map')?.getBoundingClientRect() ?? new DOMRect();
      return boxes.map((box) => inside(box, view));
    });
  await expect.poll(seen).toEqual([true, true]);
  const letters = page.locator('.seat-row-letter b');
  expect(await letters.filter({ visible: true }).count()).toBe(drawing.length);
  expect(await letters.first().evaluate((letter) => getComputedStyle(letter).backgroundColor)).not.toMatch(/, 0\)$/);
  await clean(page);
  await context.close();
});
