import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, watchConsole } from '../setup/browser.ts';
import { type TestCinema, testCinema } from '../setup/cinema.ts';
import { aFilm } from '../setup/house.ts';

let cinema: TestCinema;
let browser: Browser;
beforeAll(async () => {
  [cinema, browser] = await Promise.all([testCinema(), launchBrowser()]);
  const films = [
    { title: 'Amélie', originalTitle: 'Le Fabuleux Destin d’Amélie Poulain', genres: ['comedy'] },
    { title: 'Shadows of Forgotten Ancestors', originalTitle: 'Тіні забутих предків', genres: ['drama'] },
    { title: 'Nosferatu', description: 'A clerk brings the plague home.', genres: ['drama'], ageLimit: 16 },
  ];
  for (const film of films) await aFilm(cinema.t.house, film);
});
afterAll(async () => {
  await browser?.close();
  await cinema?.stop();
});

async function theProgramme(locale = 'en-GB'): Promise<Page> {
  const context = await browser.newContext({ baseURL: cinema.url, locale, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  watchConsole(page);
  await page.goto('/');
  await page.evaluate(() => document.body.setAttribute('data-same-page', ''));
  return page;
}

const field = (page: Page) => page.getByRole('searchbox');
const type = async (page: Page, words: string) => {
  await field(page).fill('');
  await field(page).pressSequentially(words, { delay: 15 });
};
const titles = (page: Page) => page.locator('#results .films h2').allTextContents();
const said = (page: Page) => page.locator('[data-announce]').textContent();
const stayed = (page: Page) => page.locator('body[data-same-page]').count();

test('Films appear while somebody types, whatever the accents, the slips and the language of the title', async () => {
  const page = await theProgramme();
  for (const [words, title] of [
    ['amelie', 'Amélie'],
    ['FABULEUX', 'Amélie'],
    ['nosfertu', 'Nosferatu'],
    ['plague', 'Nosferatu'],
    ['тіні забутих', 'Shadows of Forgotten Ancestors'],
    ['тини забутых', 'Shadows of Forgotten Ancestors'],
    ['thrid man', 'The Third Man'],
  ] as const) {
    await type(page, words);
    await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe(words);
    expect((await titles(page))[0], words).toBe(title);
    const api = await page.request.get(`/api/movies/?search=${encodeURIComponent(words)}`);
    const found = ((await api.json()) as { results: { title: string }[] }).results.map((film) => film.title);
    expect((await titles(page)).toSorted()).toEqual(found.toSorted());
  }
  await page.getByRole('heading', { level: 1, name: 'Films like “thrid man”' }).waitFor();
  expect(await stayed(page)).toBe(1);
  await page.reload();
  expect(await field(page).inputValue()).toBe('thrid man');
  expect((await titles(page))[0]).toBe('The Third Man');
  await page.context().close();
});

test('A screen reader is told how many there are, the focus stays in the field, and Enter loads nothing anew', async () => {
  const page = await theProgramme();
  await type(page, 'nosferatu');
  await expect.poll(() => said(page)).toBe('1 film found for “nosferatu”');
  expect(await page.locator('[data-announce]').getAttribute('role')).toBe('status');
  await field(page).press('Enter');
  await expect.poll(() => page.locator('#results[aria-busy]').count()).toBe(0);
  expect(await field(page).evaluate((node) => node === document.activeElement)).toBe(true);
  expect(await stayed(page)).toBe(1);
  await page.context().close();
});

test('Where nothing is found the page says what to do, in the reader’s language, and leads back', async () => {
  for (const [locale, empty, announced, back] of [
    ['en-GB', 'No film fits', 'No film found for “zzzzzz”', /.+/],
    ['uk-UA', /.+/, /«zzzzzz»/, /[а-яі]/i],
  ] as const) {
    const page = await theProgramme(locale);
    await type(page, 'zzzzzz');
    await page.locator('#results').getByRole('heading', { level: 2, name: empty }).waitFor();
    await expect.poll(() => said(page)).toMatch(announced);
    expect(await titles(page)).toEqual([]);
    await page.locator('#results').getByRole('link', { name: back }).click();
    await expect.poll(() => page.url()).toBe(`${cinema.url}/`);
    expect(await field(page).inputValue()).toBe('');
    await page.context().close();
  }
});

test('An answer that comes late never covers a later one', async () => {
  const page = await theProgramme();
  await page.route(/q=amelie$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await route.continue().catch(() => undefined);
  });
  const slow = page.waitForResponse(/q=amelie$/);
  const asked = page.waitForRequest(/q=amelie$/);
  await type(page, 'amelie');
  await asked;
  await type(page, 'nosferatu');
  // Not the titles: half of the word may have found it.
  await expect.poll(() => said(page)).toBe('1 film found for “nosferatu”');
  await (await slow).finished();
  expect(await titles(page)).toEqual(['Nosferatu']);
  expect(await said(page)).toBe('1 film found for “nosferatu”');
  await page.context().close();
});

test('A genre and an age narrow a search before its best are taken, so that none is lost behind two dozen others', async () => {
  for (let i = 10; i < 35; i++) await aFilm(cinema.t.house, { title: `Night Walk ${i}`, genres: ['comedy'] });
  await aFilm(cinema.t.house, { title: 'Night Walk 99', genres: ['drama'], ageLimit: 0 });
  await aFilm(cinema.t.house, { title: 'Night Walk 98', genres: ['drama'], ageLimit: 16 });
  const shown = async (query: string) => {
    const html = await (await fetch(`${cinema.url}/?q=night+walk&${query}`)).text();
    return new Set(html.match(/Night Walk \d+/g));
  };
  expect((await shown('')).has('Night Walk 99')).toBe(false);
  expect(await shown('genre=drama')).toEqual(new Set(['Night Walk 98', 'Night Walk 99']));
  expect(await shown('genre=drama&age=12')).toEqual(new Set(['Night Walk 99']));
});
