import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import type { Actor } from '../../server/domain/actor.ts';
import { scheduleProgramme } from '../../server/domain/programme/schedule-programme.ts';
import { launchBrowser, watchConsole } from '../setup/browser.ts';
import {
  accepted,
  aFilm,
  aHall,
  aScreening,
  manager,
  type TestHall,
  type TestHouse,
  type TestScreening,
  testHouse,
} from '../setup/house.ts';
import { anOrder } from '../setup/sales.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { type StaffClient, staffClient } from '../setup/staff.ts';
import { takeCash } from '../setup/take-cash.ts';
import { workOf } from '../setup/work-of.ts';

let t: TestHouse;
let server: TestServer;
let browser: Browser;
let boss: StaffClient;
let page: Page;
let halls: TestHall[];
let film: { id: number; slug: string };

beforeAll(async () => {
  t = await testHouse();
  server = await testServer(t.url);
  boss = await staffClient(server, 'manager');
  browser = await launchBrowser();
  halls = [];
  for (const [i, name] of ['Velvet', 'Courtyard', 'Nocturne'].entries()) {
    halls.push(await aHall(t.house, 'A ssss\nB ssss', { name, code: `h${i}`, cleaningMinutes: 15, sortOrder: i }));
  }
  film = await aFilm(t.house, { title: 'The Long Evening', durationMinutes: 90, language: 'uk' });
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await t.drop();
});
beforeEach(async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  await boss.enter(context);
  page = await context.newPage();
  // A refusal is an answer; the browser logs it all the same.
  watchConsole(page, [/409 \(Conflict\)/, /422 \(Unprocessable/]);
  return () => context.close();
});

const clerk: Actor = { ...manager, kind: 'clerk', channel: 'kiosk', buyer: 'kiosk:1' };
/** Next year's, so that whatever is put on is to come. */
const year = new Date().getUTCFullYear() + 1;
const firstMonday = (month: number) => {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return first.add({ days: (8 - first.dayOfWeek) % 7 });
};
/** When the clocks change, for March and October. */
const lastSunday = (month: number) => {
  const last = Temporal.PlainDate.from({ year, month, day: 31 });
  return last.subtract({ days: last.dayOfWeek % 7 });
};
let day = 0;

/** A business day that no other test uses, with a screening at noon in the first hall: 12:00 to 14:00 with its cleaning. */
async function aDay(status: 'draft' | 'published' = 'draft'): Promise<{ date: string; noon: TestScreening }> {
  day += 1;
  const date = `${year}-02-${String(day).padStart(2, '0')}`;
  const startsAt = new Date(`${date}T12:00:00+02:00`);
  const noon = await aScreening(t.house, { hall: hallAt(0), filmId: film.id, startsAt, status });
  return { date, noon };
}

function hallAt(i: number): TestHall {
  const hall = halls[i];
  if (!hall) throw new Error(`no hall ${i}`);
  return hall;
}

async function open(date: string, view = 'day'): Promise<void> {
  await page.goto(`${server.url}/admin/pages/schedule?date=${date}&view=${view}`);
  await page.locator('.schedule-scroller').waitFor();
}

const block = (id: number): Locator => page.locator(`.schedule-block[data-id="${id}"]`);
const said = (text: string | RegExp) => page.getByRole('status').filter({ hasText: text }).waitFor();

/** Once it stays where it is: the board scrolls to what is on first, and letters find their widths. */
async function middle(locator: Locator): Promise<{ x: number; y: number }> {
  for (let before = ''; ; ) {
    const box = await locator.boundingBox();
    if (!box) throw new Error('not on the page');
    const now = JSON.stringify(box);
    if (now === before) return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    before = now;
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
}

/** Drags with the mouse to a point; `letGo: false` keeps the button down. */
async function drag(from: Locator, to: { x: number; y: number }, { letGo = true } = {}): Promise<void> {
  const start = await middle(from);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + to.x) / 2, (start.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  if (letGo) await page.mouse.up();
}

async function standing(id: number) {
  const [row] = await sql(t.db).query<{ hall: number; at: string; status: string }>(
    `SELECT hall_id AS hall, to_char(starts_at AT TIME ZONE 'Europe/Kyiv', 'HH24:MI') AS at, status
       FROM screenings WHERE id = $1`,
    [id],
  );
  return row;
}

async function on(date: string) {
  return sql(t.db).query<{ id: number; hall: number; at: string; status: string }>(
    `SELECT id, hall_id AS hall, to_char(starts_at AT TIME ZONE 'Europe/Kyiv', 'HH24:MI') AS at, status
       FROM screenings WHERE business_date = $1 ORDER BY starts_at, hall_id`,
    [date],
  );
}

/** At the board's usual width. */
const hourWidth = 60;
const lane = 76;

describe('with the mouse', () => {
  test('a film dragged from the palette into a hall becomes a draft at five minutes sharp', async () => {
    const { date, noon } = await aDay();
    await open(date);
    const at = await middle(block(noon.id));
    await drag(page.locator(`[data-film="${film.id}"]`), { x: at.x + 4 * hourWidth + 2, y: at.y + lane });
    await said('The Long Evening is on at');
    const [, put] = await on(date);
    expect(put).toMatchObject({ hall: hallAt(1).id, status: 'draft' });
    expect(put?.at).toMatch(/:\d[05]$/);
    await expect(block(put?.id ?? 0).getAttribute('data-status')).resolves.toBe('draft');
  });

  test('a screening dragged to another hall and an hour on is there, and undo brings it back', async () => {
    const { date, noon } = await aDay();
    await open(date);
    const at = await middle(block(noon.id));
    await drag(block(noon.id), { x: at.x + hourWidth, y: at.y + lane });
    await said('moved to 13:00, Courtyard');
    expect(await standing(noon.id)).toMatchObject({ hall: hallAt(1).id, at: '13:00' });
    await page.getByRole('button', { name: /^Undo/ }).click();
    await said('Undone');
    expect(await standing(noon.id)).toMatchObject({ hall: hallAt(0).id, at: '12:00' });
    await page.keyboard.press('Control+Shift+z');
    await said('Done again');
    expect(await standing(noon.id)).toMatchObject({ hall: hallAt(1).id, at: '13:00' });
  });

  test('Shift makes it a minute', async () => {
    const { date, noon } = await aDay();
    await open(date);
    const at = await middle(block(noon.id));
    await page.keyboard.down('Shift');
    await drag(block(noon.id), { x: at.x + 7, y: at.y });
    await page.keyboard.up('Shift');
    await said('moved to 12:07');
    expect(await standing(noon.id)).toMatchObject({ at: '12:07' });
  });

  test('what is in the way is named while dragging, and letting go there changes nothing', async () => {
    const { date, noon } = await aDay();
    const later = await aScreening(t.house, {
      hall: hallAt(1),
      filmId: film.id,
      startsAt: new Date(`${date}T13:00:00+02:00`),
      status: 'published',
    });
    await open(date);
    const at = await middle(block(later.id));
    await drag(block(noon.id), { x: at.x - 20, y: at.y }, { letGo: false });
    await page
      .locator('.schedule-hint[data-conflict="true"]')
      .filter({ hasText: 'has the hall 13:00–15:00' })
      .waitFor();
    await expect(block(later.id).getAttribute('data-hit')).resolves.toBe('true');
    await page.mouse.up();
    await said('has the hall 13:00–15:00');
    expect(await standing(noon.id)).toMatchObject({ hall: hallAt(0).id, at: '12:00' });
  });

  test('what somebody else put there a moment ago is refused by the database, and the block springs back', async () => {
    const { date, noon } = await aDay();
    await open(date);
    const at = await middle(block(noon.id));
    await drag(block(noon.id), { x: at.x + 3 * hourWidth, y: at.y + lane }, { letGo: false });
    const startsAt = new Date(`${date}T15:30:00+02:00`);
    await aScreening(t.house, { hall: hallAt(1), filmId: film.id, startsAt });
    await page.mouse.up();
    await page.locator('.schedule-refusal').filter({ hasText: 'is in Courtyard from 15:30' }).waitFor();
    expect(await standing(noon.id)).toMatchObject({ hall: hallAt(0).id, at: '12:00' });
    expect((await middle(block(noon.id))).x).toBeCloseTo(at.x, 0);
  });
});

test('A finger drags a screening as a mouse does', async () => {
  const { date, noon } = await aDay();
  await open(date);
  const at = await middle(block(noon.id));
  const finger = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', dx = 0) =>
    finger.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: at.x + dx, y: at.y }],
    });
  await touch('touchStart');
  for (let dx = 10; dx <= hourWidth; dx += 10) await touch('touchMove', dx);
  await touch('touchEnd');
  await said('moved to 13:00');
  expect(await standing(noon.id)).toMatchObject({ at: '13:00' });
});

test('Whoever comes back to the window sees what a colleague did meanwhile', async () => {
  const { date } = await aDay();
  await open(date);
  const startsAt = new Date(`${date}T16:00:00+02:00`);
  const other = await aScreening(t.house, { hall: hallAt(2), filmId: film.id, startsAt, status: 'draft' });
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await block(other.id).waitFor();
});

describe('with the keyboard', () => {
  test('arrows move the focused screening, once it rests it is saved', async () => {
    const { date, noon } = await aDay();
    await open(date);
    // What is said of a place stands until it is saved, less than a second: too short to be looked for.
    await page.evaluate(() => {
      const heard: (string | null)[] = [];
      Object.assign(window, { heard });
      const line = document.querySelector('.schedule-said');
      new MutationObserver(() => heard.push(line?.textContent ?? null)).observe(line ?? document, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
    await block(noon.id).focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
    await said('moved to 12:10, Courtyard');
    const heard = await page.evaluate(() => Reflect.get(window, 'heard') as string[]);
    expect(heard).toContainEqual(expect.stringContaining('Courtyard, 12:10–14:10'));
    expect(await standing(noon.id)).toMatchObject({ hall: hallAt(1).id, at: '12:10' });
  });

  test('N puts a film on by fields, Delete and Enter take a draft off, undo brings it back', async () => {
    const { date } = await aDay();
    await open(date);
    await page.keyboard.press('n');
    await page
      .getByRole('dialog')
      .getByRole('combobox', { name: /^Film/ })
      .selectOption({ value: String(film.id) });
    await page.getByLabel('Starts at').fill('20:15');
    await page.getByRole('button', { name: 'Put it on' }).click();
    await said('is on at 20:15');
    const [, put] = await on(date);
    expect(put).toMatchObject({ at: '20:15', status: 'draft' });
    // The new one has the focus.
    await page.locator(`.schedule-block[data-id="${put?.id}"]:focus`).waitFor();
    await page.keyboard.press('Delete');
    await page.keyboard.press('Enter');
    await said('removed');
    expect(await on(date)).toHaveLength(1);
    await page.keyboard.press('Control+z');
    await said('Undone');
    expect(await on(date)).toMatchObject([{ at: '12:00' }, { at: '20:15' }]);
  });

  test('where an hour comes twice the form asks which is meant, and for no other refusal', async () => {
    await open('2027-10-30');
    const put = async (time: string) => {
      await page.keyboard.press('n');
      await page
        .getByRole('dialog')
        .getByRole('combobox', { name: /^Film/ })
        .selectOption({ value: String(film.id) });
      await page.getByRole('dialog').getByLabel('Date').fill('2027-10-31');
      await page.getByLabel('Starts at').fill(time);
      await page.getByRole('button', { name: 'Put it on' }).click();
    };
    const which = page.getByLabel('That time comes twice this night');
    await put('03:30');
    await which.selectOption('later');
    await page.getByRole('button', { name: 'Put it on' }).click();
    await said('is on at 03:30');
    // The new one has the focus.
    await page.locator('.schedule-block:focus').waitFor();
    await put('04:10');
    await page.getByRole('dialog').getByRole('alert').waitFor();
    expect(await which.count()).toBe(0);
  });
});

describe('a week', () => {
  test('is copied after a look at what fits, published, and stays refused where it does not fit', async () => {
    const monday = firstMonday(3);
    const dated = (days: number) => monday.add({ days }).toString();
    const put = (date: string, hall: number) =>
      aScreening(t.house, {
        hall: hallAt(hall),
        filmId: film.id,
        startsAt: new Date(`${date}T19:00:00+02:00`),
        status: 'published',
      });
    for (const days of [0, 1, 4]) await put(dated(days), 0);
    await put(dated(8), 0);
    await open(dated(0), 'week');
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByText('2 screenings fit').waitFor();
    await page.getByText('1 screening does not fit').waitFor();
    await page.getByText('is in Velvet from 19:00').waitFor();
    await page.getByRole('button', { name: 'Copy the 2 that fit' }).click();
    await said('2 screenings copied as drafts');
    await page.getByRole('button', { name: 'Publish 2 drafts' }).click();
    await said('2 screenings published');
    for (const days of [7, 11]) {
      expect(await on(dated(days))).toMatchObject([{ at: '19:00', status: 'published' }]);
    }
  });

  test('of twelve halls and 420 screenings opens in a second, and a drag draws nothing anew', async () => {
    for (let i = halls.length; i < 12; i++) halls.push(await aHall(t.house, 'A s', { sortOrder: i }));
    const [card] = await sql(t.db).query<{ id: number }>('SELECT min(id) AS id FROM price_cards');
    const monday = firstMonday(4).toString();
    const all = Array.from({ length: 7 * 12 * 5 }, (_, i) => {
      const start =
        Date.parse(`${monday}T09:00:00+03:00`) + Math.floor(i / 60) * 86_400_000 + (i % 5) * 2.5 * 3_600_000;
      return {
        filmId: film.id,
        hallId: hallAt(Math.floor(i / 5) % 12).id,
        startsAt: new Date(start),
        priceCardId: card?.id ?? 0,
        format: '2D',
        language: 'uk',
        subtitles: null,
        status: 'draft' as const,
      };
    });
    accepted(await scheduleProgramme(t.house, manager, all));
    await open(monday);
    const work = await workOf(page);
    await page.evaluate(async () => {
      const week = [...document.querySelectorAll('button')].find((button) => button.textContent === 'Week');
      week?.click();
      while (document.querySelectorAll('.schedule-block[data-id]').length < 420) {
        await new Promise(requestAnimationFrame);
      }
      await new Promise(requestAnimationFrame);
    });
    expect(await work()).toBeLessThan(1000);

    // While the hand moves nothing is drawn by React: no element comes or goes, and a move costs no more than a frame.
    await page.evaluate(() => {
      const seen = { came: 0 };
      Object.assign(window, { seen });
      new MutationObserver((list) => {
        seen.came += list.filter(
          (one) => one.addedNodes[0] instanceof Element || one.removedNodes[0] instanceof Element,
        ).length;
      }).observe(document.querySelector('.schedule') ?? document, { childList: true, subtree: true });
    });
    const one = page.locator('.schedule-block[data-id]').nth(2);
    const at = await middle(one);
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await work();
    const moves = 60;
    for (let i = 0; i < moves; i++) await page.mouse.move(at.x + i * 4, at.y + i * 3);
    const spent = await work();
    const seen = await page.evaluate(() => Reflect.get(window, 'seen') as { came: number });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(seen.came).toBe(0);
    expect(spent / moves).toBeLessThan(20);
  });
});

describe('a screening with sales', () => {
  async function sold() {
    const { date, noon } = await aDay('published');
    const order = await anOrder(t.house, noon, ['A1', 'A2']);
    accepted(await takeCash(t.house, clerk, order));
    return { date, noon, order };
  }

  test('is pinned; moving it says first what happens to the tickets', async () => {
    const { date, noon, order } = await sold();
    await open(date);
    await expect(block(noon.id).getAttribute('data-pinned')).resolves.toBe('true');
    const at = await middle(block(noon.id));
    await drag(block(noon.id), { x: at.x + 2 * hourWidth, y: at.y + lane });
    await page.getByText('2 tickets in 1 order keep the same seats').waitFor();
    await page.getByText('2 tickets get new codes').waitFor();
    expect(await standing(noon.id)).toMatchObject({ hall: hallAt(0).id, at: '12:00' });
    await page.getByRole('button', { name: 'Move it and write to them' }).click();
    await said('1 letter is on the way');
    expect(await standing(noon.id)).toMatchObject({ hall: hallAt(1).id, at: '14:00' });
    const mails = await sql(t.db).query("SELECT FROM mails WHERE order_id = $1 AND kind = 'screening_moved'", [order]);
    expect(mails).toHaveLength(1);
  });

  test('is cancelled with a reason, and shows how far the refunds are', async () => {
    const { date, noon } = await sold();
    await open(date);
    await block(noon.id).focus();
    await page.keyboard.press('Delete');
    await page.getByLabel('Why it is cancelled').fill('The projector broke');
    await page.getByRole('button', { name: 'Cancel the screening' }).click();
    await page.getByText('0 of 1 order cancelled').waitFor();
    expect(await standing(noon.id)).toMatchObject({ status: 'cancelled' });
  });
});

test('axe finds nothing on the board, by day, by week, dark and light, nor in its windows', async () => {
  const { date, noon } = await aDay('published');
  const clean = async () => {
    const { violations } = await new AxeBuilder({ page }).include('.schedule').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  };
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${server.url}/admin/pages/schedule`);
    await page.getByText('Nothing is on yet').waitFor();
    await clean();
    await open(date, 'week');
    await block(noon.id).waitFor();
    await clean();
    await open(date);
    await block(noon.id).focus();
    await clean();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await clean();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByText('1 screening fits').waitFor();
    await clean();
  }
});

describe('through HTTP', () => {
  const body = (hall: TestHall, at: string) => ({
    filmId: film.id,
    hallId: hall.id,
    priceCardId: t.ids.cards.weekday,
    start: { at },
    format: '2D',
    language: 'uk',
  });

  test('two managers who save overlapping screenings at the same moment end with one success and one named refusal', async () => {
    const other = await staffClient(server, 'manager');
    for (let round = 1; round <= 5; round++) {
      const at = `${year}-06-0${round}T19:00:00+03:00`;
      const answers = await Promise.all([
        boss.send('POST', '/api/staff/schedule/screenings', body(hallAt(0), at)),
        other.send('POST', '/api/staff/schedule/screenings', body(hallAt(0), at.replace('19:00', '20:00'))),
      ]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
      const [won, lost] = answers.toSorted((a, b) => a.status - b.status);
      expect(lost?.json).toMatchObject({
        code: 'screening_overlap',
        details: { screening: { id: won?.json.id, film: 'The Long Evening', hall: 'Velvet' } },
      });
      expect(lost?.json.message).toContain('“The Long Evening” is in Velvet from');
    }
  });

  test('two who move different screenings to one place end likewise', async () => {
    const { date, noon } = await aDay();
    const second = await aScreening(t.house, {
      hall: hallAt(1),
      filmId: film.id,
      startsAt: new Date(`${date}T12:00:00+02:00`),
      status: 'draft',
    });
    const move = (id: number) =>
      boss.send('POST', `/api/staff/schedule/screenings/${id}/move`, {
        hallId: hallAt(2).id,
        start: { date, time: '18:00' },
      });
    const answers = await Promise.all([move(noon.id), move(second.id)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  });

  test('only managers may, and what is no request changes nothing', async () => {
    const { date, noon } = await aDay();
    const before = await on(date);
    const till = await staffClient(server, 'clerk');
    expect((await till.send('GET', '/api/staff/schedule')).status).toBe(403);
    expect((await till.send('POST', '/api/staff/schedule/unschedule', { ids: [noon.id] })).status).toBe(403);
    const ask = (path: string, given: unknown) => boss.send('POST', `/api/staff/schedule/${path}`, given);
    for (const [path, given, status] of [
      ['screenings', { filmId: 'x' }, 400],
      ['screenings/0/move', {}, 404],
      ['screenings/999999/move', { start: { date, time: '10:00' } }, 404],
      [`screenings/${noon.id}/move`, { start: { date, time: '25:00' } }, 400],
      [`screenings/${noon.id}/cancel`, { reason: '' }, 400],
      ['publish', { ids: [] }, 400],
      ['copy', { from: date, to: 'tomorrow', days: 3 }, 400],
    ] as const) {
      expect([path, (await ask(path, given)).status]).toEqual([path, status]);
    }
    expect(await on(date)).toEqual(before);
  });

  test('a time that the clocks skip, and one that comes twice, are refused by name', async () => {
    const put = (start: object) =>
      boss.send('POST', '/api/staff/schedule/screenings', { ...body(hallAt(2), ''), start });
    const [spring, autumn] = [lastSunday(3), lastSunday(10)];
    expect((await put({ date: `${spring}`, time: '03:30' })).json.code).toBe('local_time_missing');
    expect((await put({ date: `${autumn}`, time: '03:30' })).json.code).toBe('local_time_ambiguous');
    expect((await put({ date: `${autumn}`, time: '03:30', which: 'later' })).status).toBe(200);
    const board = await boss.send('GET', `/api/staff/schedule?from=${autumn.subtract({ days: 1 })}`);
    const [{ from, to }] = board.json.days;
    expect((Date.parse(to) - Date.parse(from)) / 3_600_000).toBe(25);
  });
});
