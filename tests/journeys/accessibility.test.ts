import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { type TestCinema, testCinema } from '../setup/cinema.ts';
import { everyOwnPage, everyPage } from '../setup/every-page.ts';
import { aFilm } from '../setup/house.ts';
import { pageFaults } from '../setup/page-faults.ts';

let cinema: TestCinema;
let browser: Browser;
let pages: Awaited<ReturnType<typeof everyPage>>;
let own: Awaited<ReturnType<typeof everyOwnPage>>;

beforeAll(async () => {
  [cinema, browser] = await Promise.all([testCinema(), launchBrowser()]);
  pages = await everyPage(cinema);
  own = await everyOwnPage(cinema, 'en');
});
afterAll(async () => {
  await browser.close();
  await cinema.stop();
});

for (const [colorScheme, width, height] of [
  ['light', 360, 740],
  ['dark', 1440, 900],
  ['dark', 360, 740],
] as const) {
  test(`axe finds nothing on any page, ${colorScheme}, ${width} px wide, and no page is wider than the screen`, async () => {
    const context = await browser.newContext({
      baseURL: cinema.url,
      colorScheme,
      viewport: { width, height },
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const found: string[] = [];
    for (const [name, path] of pages) found.push(...(await faults(page, name, path)));
    await context.addCookies([own.cookie]);
    for (const [name, path] of own.pages) {
      found.push(...(await faults(page, name, path)));
      expect(new URL(page.url()).pathname, name).toBe(path.split('?')[0]);
    }
    await context.close();
    expect(found).toEqual([]);
  }, 600_000);
}

async function faults(page: Page, name: string, path: string): Promise<string[]> {
  await page.goto(path, { waitUntil: 'load' });
  return (await pageFaults(page)).map((fault) => `${name}: ${fault}`);
}

test('On paper an order is its tickets: no button, no other part of the page', async () => {
  const page = await browser.newPage({ baseURL: cinema.url });
  await page.emulateMedia({ media: 'print' });
  for (const [name, path] of [...pages, ...own.pages].filter(([name]) => /^order, (paid|partly)/.test(name))) {
    await page.goto(path);
    expect(await page.locator('.ticket').first().isVisible(), name).toBe(true);
    const others = page.locator('header, footer, .show-head, button, .btn, .order-foot');
    expect(await others.count(), name).toBeGreaterThan(5);
    expect(await others.filter({ visible: true }).count(), name).toBe(0);
  }
  await page.close();
});

test('A long word in a film’s title is set smaller, and not taken apart', async () => {
  const titles = ['Тіні забутих предків: до шістдесятиріччя', 'Koyaanisqatsi', 'Pneumonoultramicroscopic Days'];
  const page = await browser.newPage({ baseURL: cinema.url });
  for (const title of titles) {
    const { slug } = await aFilm(cinema.t.house, { title });
    for (const width of [360, 768, 1366]) {
      await page.setViewportSize({ width, height: 740 });
      await page.goto(`/films/${slug}`);
      await page.evaluate(() => document.fonts.ready);
      // Each word by itself has one box, unless it is broken.
      const broken = await page.locator('h1').evaluate((h1) => {
        const text = h1.firstChild as Text;
        return [...text.data.matchAll(/[^\s-]+/g)].flatMap((word) => {
          const range = document.createRange();
          range.setStart(text, word.index);
          range.setEnd(text, word.index + word[0].length);
          return new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top))).size > 1 ? [word[0]] : [];
        });
      });
      expect(broken, `${title}, ${width} px`).toEqual([]);
    }
  }
  await page.close();
});

test('Every link on every page leads somewhere', async () => {
  const context = await browser.newContext({ baseURL: cinema.url });
  const page = await context.newPage();
  const links = new Set<string>();
  for (const [name, path] of pages) {
    if (name === 'not found') continue;
    await page.goto(path, { waitUntil: 'domcontentloaded' });
    const here = await page.locator('a[href]').evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
    // A link to a place on the page itself is no way to another.
    for (const href of here) if (href.split('#')[0] !== page.url()) links.add(href);
  }
  const dead: string[] = [];
  for (const href of links) {
    if (!href.startsWith(cinema.url)) continue;
    const answer = await page.request.get(href);
    if (!answer.ok()) dead.push(`${answer.status()} ${href}`);
  }
  await context.close();
  expect(dead).toEqual([]);
  expect(links.size).toBeGreaterThan(30);
}, 600_000);
