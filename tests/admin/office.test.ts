import { AxeBuilder } from '@axe-core/playwright';
import { hash } from '@node-rs/argon2';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { launchBrowser, watchConsole } from '../setup/browser.ts';
import { aFilm, aHall, aScreening, type TestHouse, testHouse } from '../setup/house.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { staffClient } from '../setup/staff.ts';

let home: TestHouse;
let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [home, browser] = await Promise.all([testHouse(), launchBrowser()]);
  server = await testServer(home.url);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await home.drop();
});

async function pageOf(
  role: 'manager' | 'administrator',
  options = {},
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ baseURL: server.url, timezoneId: 'America/Los_Angeles', ...options });
  await (await staffClient(server, role)).enter(context);
  const page = await context.newPage();
  watchConsole(page);
  return { page, context };
}

async function axe(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
}

test('Staff sign in, find the house and go out again, without a script on the way in', async () => {
  await sql(home.db).query(
    "INSERT INTO users (email, name, role, password_hash) VALUES ('olena@foyer.test', 'Olena', 'manager', $1)",
    [await hash('rope-and-velvet-9')],
  );
  const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled: false });
  const page = await context.newPage();
  watchConsole(page, [/status of 401/]);
  await page.goto('/admin/resources/films');
  await page.getByLabel('E-mail').fill('olena@foyer.test');
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').textContent()).resolves.toMatch(/do not go together/);
  expect(await page.getByLabel('E-mail').inputValue()).toBe('olena@foyer.test');
  await page.getByLabel('Password').fill('rope-and-velvet-9');
  await page.getByRole('button', { name: 'Sign in' }).click();
  expect(new URL(page.url()).pathname).toBe('/admin/resources/films');
  await page.goto('/staff/account');
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(page.getByRole('status').textContent()).resolves.toMatch(/signed out/);
  await context.close();
});

test('A manager changes a film: what does not fit is told at its field, what fits is saved', async () => {
  const hall = await aHall(home.house, 'A ssss', { name: 'Blue' });
  const film = await aFilm(home.house, { title: 'Atlantis', durationMinutes: 60 });
  const startsAt = new Date(Date.now() + 48 * 3_600_000);
  await aScreening(home.house, { hall, filmId: film.id, startsAt });
  await aScreening(home.house, { hall, startsAt: new Date(startsAt.getTime() + 120 * 60_000) });
  const { page, context } = await pageOf('manager');
  await page.goto(`/admin/resources/films/records/${film.id}/edit`);
  const length = page.locator('#durationMinutes');
  await length.fill('140');
  await page.getByRole('button', { name: 'Save' }).click();
  await page
    .getByText(/With that length .* Blue, Atlantis would run into/)
    .first()
    .waitFor();
  await length.fill('65');
  await page.getByLabel('drama').check({ force: true });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL('**/admin/resources/films');
  const [row] = await sql(home.db).query(
    `SELECT duration_minutes, (SELECT count(*)::int FROM film_genres WHERE film_id = films.id) AS genres
       FROM films WHERE id = $1`,
    [film.id],
  );
  expect(row).toEqual({ duration_minutes: 65, genres: 1 });
  await context.close();
});

test('Archiving asks first, and says why it cannot', async () => {
  const { filmId } = await aScreening(home.house);
  const { page, context } = await pageOf('manager');
  await page.goto(`/admin/resources/films/records/${filmId}/archiveFilm`);
  await page.getByText('leaves the shop and the schedule').waitFor();
  await page.locator('.office-confirm').getByRole('button', { name: 'Archive' }).click();
  await page.getByRole('alert').getByText('There is a screening to come. Move or cancel it first.').waitFor();
  await sql(home.db).query("UPDATE screenings SET status = 'cancelled' WHERE film_id = $1", [filmId]);
  await page.locator('.office-confirm').getByRole('button', { name: 'Archive' }).click();
  await expect
    .poll(
      async () =>
        (await sql(home.db).query('SELECT FROM films WHERE id = $1 AND archived_at IS NOT NULL', [filmId])).length,
    )
    .toBe(1);
  await context.close();
});

test('Several films are archived from the list at once, and brought back; what cannot go is named', async () => {
  const titles = ['Many the first', 'Many the second', 'Many on screen'];
  const made = await Promise.all(titles.map((title) => aFilm(home.house, { title })));
  await aScreening(home.house, { filmId: made[2]?.id ?? 0 });
  const archived = async () => {
    const rows = await sql(home.db).query(
      "SELECT title FROM films WHERE title LIKE 'Many %' AND archived_at IS NOT NULL ORDER BY title",
    );
    return rows.map(({ title }) => title);
  };
  const { page, context } = await pageOf('manager');
  await page.goto('/admin/resources/films?filters.title=Many');
  const press = async (names: string[], verb: string) => {
    for (const name of names) {
      const box = page.getByRole('checkbox', { name: `Choose ${name}` });
      await box.focus();
      await page.keyboard.press('Space');
      await expect.poll(() => box.isChecked()).toBe(true);
    }
    await page.locator('[data-css="films-table-caption"]').getByText(verb).click();
    await page.getByRole('heading', { name: `${names.length} chosen` }).waitFor();
    expect((await page.locator('.office-confirm li').allTextContents()).sort()).toEqual([...names].sort());
    expect(await axe(page)).toEqual([]);
    await page.locator('.office-confirm').getByRole('button', { name: verb }).click();
  };
  await press(titles, 'Archive');
  await page.getByRole('alert').getByText('Many on screen: There is a screening to come.').waitFor();
  expect(await archived()).toEqual(titles.slice(0, 2));
  await page.getByRole('button', { name: 'To the list' }).click();
  await page.waitForURL('**/admin/resources/films?filters.title=Many');
  await press(titles.slice(0, 2), 'Bring back');
  await page.getByText('Done: 2.').waitFor();
  expect(await archived()).toEqual([]);
  await context.close();
});

test("Times are the venue's, wherever the reader sits", async () => {
  const [entry] = await sql(home.db).query<{ id: number }>(
    "INSERT INTO audit_entries (at, actor, action, entity, entity_id) VALUES ('2026-07-01T21:30:00Z', 'system', 'x', 'y', '1') RETURNING id",
  );
  const { page, context } = await pageOf('manager');
  await page.goto(`/admin/resources/audit/records/${entry?.id}/show`);
  await page.getByText('2 Jul 2026, 00:30').waitFor();
  await context.close();
});

test('axe finds nothing on the pages of the frame, in light and dark', async () => {
  const { id } = await aFilm(home.house);
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page, context } = await pageOf('administrator', { colorScheme });
    const visits: [path: string, shows: string][] = [
      ['/staff/account', 'Your account'],
      ['/admin/resources/films', 'Film'],
      [`/admin/resources/films/records/${id}/edit`, 'What the limit means'],
      [`/admin/resources/films/records/${id}/show`, 'What the limit means'],
      ['/admin/resources/settings/records/1/edit', 'The day ends at'],
    ];
    for (const [path, shows] of visits) {
      await page.goto(path);
      await page.locator('main, #app').getByText(shows).first().waitFor();
      found.push(...(await axe(page)).map((one) => `${colorScheme} ${path} ${one}`));
    }
    await context.close();
  }
  expect(found).toEqual([]);
});
