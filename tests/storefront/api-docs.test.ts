import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, watchConsole } from '../setup/browser.ts';
import { type TestCinema, testCinema } from '../setup/cinema.ts';

let cinema: TestCinema;
let browser: Browser;
beforeAll(async () => {
  cinema = await testCinema();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await cinema?.stop();
});

test.each([
  ['phone', 390, 844, 'light'],
  ['phone', 390, 844, 'dark'],
  ['desktop', 1366, 900, 'light'],
  ['desktop', 1366, 900, 'dark'],
] as const)(
  'the page of the API reads well on a %s of %i × %i in the %s, without scripts',
  async (_on, width, height, colorScheme) => {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme });
    const page = await context.newPage();
    watchConsole(page);
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(cinema.url)) foreign.push(request.url());
    });
    await page.goto(`${cinema.url}/api/docs/#placeOrder`);
    expect(await page.locator('#placeOrder .docs-call').textContent()).toContain('/api/orders/');
    const tooWide = await page.evaluate(() =>
      Array.from(document.querySelectorAll('main *'), (each) => ({
        html: each.outerHTML.slice(0, 80),
        right: each.getBoundingClientRect().right,
      }))
        .filter(({ html, right }) => right > window.innerWidth && !html.startsWith('<code'))
        .map(({ html }) => html),
    );
    expect(tooWide).toEqual([]);
    expect(foreign).toEqual([]);
    // The page says the same in forty places; one of each kind is looked at.
    const kinds = ['header', '.docs-contents', '#placeOrder', '#listMovies', '#live-feed', '#shape-Order'];
    const axe = kinds.reduce((builder, kind) => builder.include(kind), new AxeBuilder({ page }));
    const { violations } = await axe.analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await context.close();
  },
);

test('every operation of the document stands on the page once, under its own address', async () => {
  const [document, html] = await Promise.all([
    fetch(`${cinema.url}/api/schema/`).then((answer) => answer.json()),
    fetch(`${cinema.url}/api/docs/`).then((answer) => answer.text()),
  ]);
  for (const methods of Object.values(document.paths)) {
    for (const { operationId } of Object.values(methods as Record<string, { operationId: string }>)) {
      expect(html.split(`id="${operationId}"`), operationId).toHaveLength(2);
    }
  }
});

test('who may ask stands beside each operation, and in what one would type: also for a till and its clerk', async () => {
  const html = await (await fetch(`${cinema.url}/api/docs/`)).text();
  const of = (id: string) => (html.split(`id="${id}"`)[1] ?? '').split('<section class="docs-operation"')[0] ?? '';
  expect(of('sellAtTill')).toContain('For a till, with the token of whoever has signed in there.');
  expect(of('sellAtTill')).toMatch(/Authorization: Kiosk &lt;token&gt;.*X-Clerk: &lt;token&gt;/s);
  expect(of('getTill')).toContain('For a till.');
  expect(of('getTill')).not.toContain('X-Clerk');
  expect(of('getMe')).toContain('Authorization: Bearer &lt;access&gt;');
  expect(of('listMovies')).toContain('Open to everybody.');
});
