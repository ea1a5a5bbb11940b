import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { type TestCinema, testCinema } from '../setup/cinema.ts';
import { judge } from '../setup/lighthouse.ts';

let cinema: TestCinema;
let browser: Browser;
let pages: Record<'programme' | 'film' | 'seats', string>;
beforeAll(async () => {
  [cinema, browser] = await Promise.all([testCinema(), launchBrowser()]);
  pages = { programme: '/', film: '/films/the-third-man', seats: `/sessions/${cinema.screening.id}` };
});
afterAll(async () => {
  await browser.close();
  await cinema.stop();
});

interface Weighed {
  type: string;
  path: string;
  bytes: number;
  cache: string;
}

/**
 * Everything that the page asked for by itself, in bytes on the wire as a browser gets them without TLS, where it takes
 * no Brotli.
 */
async function weigh(path: string): Promise<Weighed[]> {
  const page = await browser.newPage({ baseURL: cinema.url });
  const asked: [type: string, url: URL][] = [];
  page.on('requestfinished', (request) => asked.push([request.resourceType(), new URL(request.url())]));
  await page.goto(path, { waitUntil: 'networkidle' });
  await page.close();
  return Promise.all(asked.map(async ([type, url]) => ({ type, path: url.pathname, ...(await fetched(url)) })));
}

async function fetched(url: URL): Promise<Pick<Weighed, 'bytes' | 'cache'>> {
  const [answer] = (await once(get(url, { headers: { 'accept-encoding': 'gzip, deflate' } }), 'response')) as [
    IncomingMessage,
  ];
  let bytes = 0;
  for await (const chunk of answer) bytes += chunk.length;
  return { bytes, cache: answer.headers['cache-control'] ?? '' };
}

test.each([
  ['programme', 90],
  ['film', 90],
  ['seats', 130],
] as const)(
  'Scripts and styles of the page %s weigh less than %i kB on the wire, even without Brotli',
  async (name, kilobytes) => {
    const loaded = (await weigh(pages[name])).filter(({ type }) => type === 'script' || type === 'stylesheet');
    const total = loaded.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(total).toBeGreaterThan(10_000);
    expect(total, JSON.stringify(loaded)).toBeLessThan(kilobytes * 1000);
  },
);

test('A script waits for what the page is drawn with', async () => {
  const html = await (await fetch(`${cinema.url}${pages.seats}`)).text();
  const wanted = html.match(/<(link rel="modulepreload"|script type="module")[^>]*>/g) ?? [];
  expect(wanted.length).toBeGreaterThan(2);
  expect(wanted.filter((tag) => !tag.includes('fetchpriority="low"'))).toEqual([]);
});

test('Fonts are fetched ahead: at once where one arrives, after the sheets where one comes from there', async () => {
  const ahead = async (path: string) => {
    const html = await (await fetch(cinema.url + path)).text();
    const fonts = html.match(/<link rel="preload"[^>]*as="font"[^>]*>/g) ?? [];
    const wait = fonts.filter((tag) => tag.includes('fetchpriority="low"')).length;
    return { fonts: fonts.length, wait, first: html.indexOf('as="font"') < html.indexOf('rel="stylesheet"') };
  };
  expect(await ahead(pages.programme)).toEqual({ fonts: 2, wait: 0, first: true });
  expect(await ahead(pages.seats)).toEqual({ fonts: 2, wait: 2, first: false });
});

test('What is built never changes under its name, and browsers are told so', async () => {
  const assets = (await weigh(pages.seats)).filter(({ path }) => path.startsWith('/assets/'));
  expect(assets.length).toBeGreaterThan(3);
  expect(assets.filter(({ cache }) => !/max-age=31536000.*immutable/.test(cache))).toEqual([]);
});

test.each(['programme', 'film', 'seats'] as const)(
  'Lighthouse finds nothing wrong with access, practices and search on the page %s',
  async (name) => {
    const { scores, faults } = await judge(inject('chromium'), `${cinema.url}${pages[name]}`, [
      'accessibility',
      'best-practices',
      'seo',
    ]);
    expect(Object.keys(scores)).toHaveLength(3);
    for (const score of Object.values(scores)) expect(score, faults.join(', ')).toBeGreaterThanOrEqual(95);
  },
  120_000,
);
