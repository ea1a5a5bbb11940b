import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { hashSecret } from '../../server/domain/accounts/password.ts';
import { launchBrowser, watchConsole } from '../setup/browser.ts';
import { type TestCinema, testCinema } from '../setup/cinema.ts';
import { everyOwnPage, everyPage } from '../setup/every-page.ts';

let cinema: TestCinema;
let browser: Browser;
beforeAll(async () => {
  [cinema, browser] = await Promise.all([testCinema(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await cinema?.stop();
});

/**
 * Numbers of orders and codes of tickets (first: `3DPHGKWR` is no 3D), names and other content of this cinema, and what is the same in every language.
 */
const content =
  /(?-i:\b(?:[A-Z0-9]{4}\b ?)+|\b[A-Z0-9]{8}\b)|The Third Man|Film \d+|Carol Reed|Lantern|Foyer(DemoBot)?|Adult|Child|Student|Senior|Standard|Premium|Wheelchair|Companion|Drama|Hall( \d+)?|Test Street|Kyiv|zzzzzz|Eng(lish)?|[23]D|PDF|[\w.-]+@[\w.-]+|The projector is broken\./gi;

test('no page of the shop holds an English word for a reader of Ukrainian, and none is wider than a phone', async () => {
  const context = await browser.newContext({
    baseURL: cinema.url,
    locale: 'uk-UA',
    viewport: { width: 360, height: 740 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const found: string[] = [];
  const own = await everyOwnPage(cinema, 'uk');
  for (const [name, path] of [...(await everyPage(cinema)), ...own.pages]) {
    if (name === 'caught mail') continue;
    if (name === own.pages[0]?.[0]) await context.addCookies([own.cookie]);
    await page.goto(path, { waitUntil: 'load' });
    expect(await page.locator('html').getAttribute('lang')).toBe('uk');
    const said = await page.evaluate(() => {
      const labels = [...document.querySelectorAll('[aria-label], [placeholder], [title], [alt]')].flatMap((node) =>
        ['aria-label', 'placeholder', 'title', 'alt'].map((attribute) => node.getAttribute(attribute) ?? ''),
      );
      const marks = [...document.querySelectorAll('.seat-row-letter, code, .seat-tag')].map((node) => node.textContent);
      return [document.title, document.body.innerText, ...labels].join('\n').replaceAll(marks.join('\n') || '\0', '');
    });
    const english = said.replaceAll(content, '').match(/[A-Za-z]{3,}/g);
    if (english) found.push(`${name}: ${[...new Set(english)].join(' ')}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) found.push(`${name}: ${wide} px wider than the screen`);
    const { violations } = await new AxeBuilder({ page }).analyze();
    for (const { id, nodes } of violations) found.push(`${name}: ${id} at ${nodes.map((n) => n.target.join(' '))}`);
  }
  await context.close();
  expect(found).toEqual([]);
}, 600_000);

test('the switch works without JavaScript, stays on the page, and is remembered before what the browser asks for', async () => {
  const context = await browser.newContext({ baseURL: cinema.url, locale: 'en-GB', javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/house-rules');
  await page.getByRole('button', { name: 'Українська' }).click();
  await page.waitForURL('**/house-rules');
  await page.getByRole('heading', { name: 'Правила кінотеатру' }).waitFor();
  await page.goto('/films/the-third-man?lang=en');
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.getByRole('button', { name: 'Українська' }).click();
  expect(new URL(page.url()).search).toBe('');
  expect(await page.locator('html').getAttribute('lang')).toBe('uk');
  await context.close();
});

test('a signed-in customer’s choice goes with the account, to every browser that signs in', async () => {
  const [email, password] = ['polyglot@example.test', 'harbour lantern quiet'];
  await sql(cinema.t.db).query(
    `INSERT INTO users (email, name, password_hash, language, confirmed_at) VALUES ($1, 'Olena', $2, 'en', now())`,
    [email, await hashSecret(password)],
  );
  const signedIn = async () => {
    const context = await browser.newContext({ baseURL: cinema.url, locale: 'en-GB' });
    const page = await context.newPage();
    await page.goto('/account/sign-in?back=/house-rules');
    await page.fill('#email', email);
    await page.fill('#password', password);
    await page.locator('#password').press('Enter');
    await page.waitForURL('**/house-rules');
    return { page, context, language: () => page.locator('html').getAttribute('lang') };
  };
  const here = await signedIn();
  expect(await here.language()).toBe('en');
  await here.page.getByRole('button', { name: 'Українська' }).click();
  await here.page.getByRole('heading', { name: 'Правила кінотеатру' }).waitFor();
  const [user] = await sql(cinema.t.db).query('SELECT language FROM users WHERE email = $1', [email]);
  expect(user).toEqual({ language: 'uk' });
  const there = await signedIn();
  expect(await there.language()).toBe('uk');
  await Promise.all([here.context.close(), there.context.close()]);
});

test('a page says which languages it has, and what its answer depends on', async () => {
  const answer = await fetch(`${cinema.url}/house-rules`, { headers: { 'accept-language': 'uk;q=0.9, en;q=0.1' } });
  expect(answer.headers.get('vary')).toMatch(/Accept-Language, Cookie/);
  const html = await answer.text();
  expect(html).toContain(`hrefLang="uk" href="${cinema.url}/house-rules?lang=uk"`);
  const refused = await fetch(`${cinema.url}/api/sessions/999999/`, { headers: { 'accept-language': 'uk' } });
  expect(await refused.json()).toMatchObject({ code: 'not_found', message: 'За цим номером або назвою нічого немає.' });
});

test('the way from the seats to the tickets in Ukrainian, whose live map has only Ukrainian words fetched', async () => {
  const context = await browser.newContext({
    baseURL: cinema.url,
    locale: 'uk',
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  watchConsole(page);
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.goto(`/sessions/${cinema.screening.id}`);
  await page.getByRole('button', { name: 'Найкращі місця для 2 осіб' }).click();
  await expect.poll(() => page.getByRole('checkbox', { checked: true }).count()).toBe(2);
  expect(fetched.filter((url) => /seats\.(en|uk)/.test(url)).map((url) => /seats\.(\w\w)/.exec(url)?.[1])).toEqual([
    'uk',
  ]);
  await page.getByRole('button', { name: 'Забронювати місця' }).first().click();
  await page.waitForURL(/\/checkout\//);
  await page.getByLabel('Електронна пошта').fill('olena@example.test');
  await page
    .getByRole('button', { name: /^Сплатити/ })
    .first()
    .click();
  await page.waitForURL(/\/demo\/stripe\/pay\//);
  await page.locator('button[value=pay]').click();
  await page.waitForURL(/\/orders\/\d+\?token=/);
  await page.getByRole('heading', { name: 'Гарного перегляду' }).waitFor();
  await expect
    .poll(async () => {
      await page.goto('/demo/mail/');
      return page.getByRole('link', { name: /Ваші квитки: «The Third Man»/ }).count();
    })
    .toBe(1);
  await context.close();
});
