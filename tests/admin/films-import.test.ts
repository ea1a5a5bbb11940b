import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { launchBrowser, watchConsole } from '../setup/browser.ts';
import { heldBack } from '../setup/held-back.ts';
import { aFilm, type TestHouse, testHouse } from '../setup/house.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { type StaffClient, staffClient } from '../setup/staff.ts';

let t: TestHouse;
let server: TestServer;
let browser: Browser;
let boss: StaffClient;

beforeAll(async () => {
  t = await testHouse();
  server = await testServer(t.url);
  browser = await launchBrowser();
  boss = await staffClient(server, 'manager');
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await t.drop();
});

async function open(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  await boss.enter(context);
  const page = await context.newPage();
  watchConsole(page, [/409|422/]);
  await page.goto(`${server.url}/admin/pages/films-import`);
  await page.getByLabel('Choose a file').waitFor();
  return page;
}

const choose = (page: Page, name: string, content: string | Buffer) =>
  page
    .locator('input[type="file"]')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
const tab = (page: Page, name: string) => page.getByRole('tab', { name });
const filmCount = async () => (await sql(t.db).query<{ count: number }>('SELECT count(*) FROM films'))[0]?.count;

test('3,201 real films: looked at, given a length where none is told, written and found', async () => {
  const movies = await readFile('node_modules/vega-datasets/data/movies.json');
  const page = await open();
  await choose(page, 'movies.json', movies);
  await tab(page, '1,205 New').waitFor();
  await tab(page, '1,996 Wrong').click();
  await page.getByRole('row', { name: /^1 The Land Girls No length/ }).waitFor();
  const length = page.getByLabel('Length for new films without one');
  await length.fill('100');
  await length.press('Enter');
  await tab(page, '3,185 New').waitFor();
  expect(await filmCount()).toBe(0);
  await page.getByRole('button', { name: 'Add 3,185 films' }).click();
  await page.getByText('3,185 films added, 0 changed.').waitFor();
  expect(await filmCount()).toBe(3185);
  // A second time there is nothing to do.
  await choose(page, 'movies.json', movies);
  await tab(page, '1,205 As they are').or(tab(page, '3,185 As they are')).waitFor();
  expect(await page.getByRole('button', { name: 'Nothing to write' }).isDisabled()).toBe(true);
  await page.context().close();
});

test('Columns of other names are pointed at; what changes is shown field by field; the wrong lines come as a file', async () => {
  await aFilm(t.house, { title: 'Mirror', year: 1975, durationMinutes: 100 });
  const page = await open();
  await choose(
    page,
    'list.csv',
    'Film;Jahr;Dauer\nMirror;1975;107 min\nNostalghia;1983;125\n=cmd;1986;\n"Broken;1;1\nIvan;1962;95\n',
  );
  await tab(page, '4 Wrong').waitFor();
  await page.getByLabel('Year').selectOption('Jahr');
  await page.getByLabel('Length', { exact: true }).selectOption('Dauer');
  await tab(page, '2 New').waitFor();
  await tab(page, '1 Changed').click();
  const row = page.getByRole('row').filter({ hasText: 'Mirror' });
  expect(await row.textContent()).toContain('Length in minutes100107');
  await tab(page, '2 Wrong').click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the wrong lines' }).click();
  const csv = await readFile(await (await download).path(), 'utf8');
  expect(csv.split('\r\n')).toEqual([
    '\uFEFF"line","reason","Film","Jahr","Dauer"',
    `"4","No length","'=cmd","1986",""`,
    '"5","A quotation mark is in the wrong place, or never closes"',
    '',
  ]);
  await page.getByRole('button', { name: 'Add 2 films and change 1' }).click();
  await page.getByText('2 films added, 1 changed.').waitFor();
  await page.context().close();
});

test('A file that is none is refused in words, and another can be chosen', async () => {
  const page = await open();
  await choose(page, 'films.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]));
  await page.getByText('This is a picture. Choose a CSV or JSON file.').waitFor();
  await choose(page, 'films.csv', Buffer.alloc(10 * 1024 * 1024 + 1, 'x'));
  await page.getByText('This file is larger than 10 MB.').waitFor();
  await choose(page, 'films.csv', 'title,length\nA film that nobody has made,90\n');
  await tab(page, '1 New').waitFor();
  await page.context().close();
});

test('What was asked of one file says nothing about the next, however late it is answered', async () => {
  const page = await open();
  const tooLarge = async () => {
    await choose(page, 'films.csv', Buffer.alloc(10 * 1024 * 1024 + 1, 'x'));
    await page.getByText('This file is larger than 10 MB.').waitFor();
  };
  const looked = await heldBack(page, '**/api/staff/films-import/preview/');
  await choose(page, 'slow.csv', 'title,length\nA slow film,90\n');
  await looked.asked;
  await tooLarge();
  await looked.release();
  await page.getByText('This file is larger than 10 MB.').waitFor();
  expect(await page.getByRole('tab').count()).toBe(0);

  await choose(page, 'slow.csv', 'title,length\nA slow film,90\n');
  await tab(page, '1 New').waitFor();
  await aFilm(t.house, { title: 'A slow film', durationMinutes: 80 });
  const again = await heldBack(page, '**/api/staff/films-import/preview/');
  await page.getByRole('button', { name: 'Add 1 film' }).click();
  await again.asked;
  await tooLarge();
  await again.release();
  await page.getByText('This file is larger than 10 MB.').waitFor();
  expect(await page.getByRole('tab').count()).toBe(0);
  await page.context().close();
});

test.each(['light', 'dark'] as const)(
  'axe finds nothing, before a file and with one, in the %s',
  async (colorScheme) => {
    const page = await open({ colorScheme });
    const axe = () => new AxeBuilder({ page }).include('.films-import').analyze();
    expect((await axe()).violations).toEqual([]);
    await choose(page, 'x.csv', 'title,year,length\nMirror,1975,111\nNew,2020,90\nWrong,2020,\n');
    for (const name of ['1 New', '1 Changed', '1 Wrong', '0 As they are']) {
      await tab(page, name).click();
      expect((await axe()).violations).toEqual([]);
    }
    await page.context().close();
  },
);

test('Requests that the page would not send are refused and change nothing', async () => {
  const before = await filmCount();
  const form = (parts: Record<string, string | Blob>) => {
    const data = new FormData();
    for (const [name, value] of Object.entries(parts)) data.set(name, value);
    return data;
  };
  const file = new Blob(['title,length\nUninvited,90\n']);
  const mapping = JSON.stringify({
    columns: { title: 'title', minutes: 'length' },
    defaultMinutes: null,
    dateOrder: 'day first',
  });
  const send = async (path: string, parts: Record<string, string | Blob>, who = boss) => {
    const { status, json } = await who.send('POST', `/api/staff/films-import/${path}`, form(parts));
    return [status, json.code];
  };
  const digest = 'a'.repeat(64);
  expect(await send('apply', { file, mapping, digest })).toEqual([409, 'changed_meanwhile']);
  expect(await send('apply', { file, mapping })).toEqual([400, 'invalid_request']);
  expect(await send('apply', { file, digest })).toEqual([400, 'invalid_request']);
  expect(await send('preview', { file, mapping: '{' })).toEqual([400, 'invalid_request']);
  expect(await send('preview', { file, mapping: '{"columns":{"id":"title"}}' })).toEqual([400, 'invalid_request']);
  expect(await send('preview', { file, more: 'x' })).toEqual([400, 'invalid_request']);
  expect(await send('preview', { other: file })).toEqual([400, 'invalid_request']);
  expect(await send('preview', { mapping })).toEqual([422, 'unreadable_file']);
  expect(await send('preview', { file: new Blob(['x'.repeat(10 * 1024 * 1024 + 1)]) })).toEqual([413, 'too_large']);
  const clerk = await staffClient(server, 'clerk');
  for (const path of ['preview', 'apply', 'wrong-lines']) {
    expect(await send(path, { file, mapping, digest }, clerk)).toEqual([403, 'forbidden']);
  }
  const noForm = await boss.send('POST', '/api/staff/films-import/preview/', '{"file":1}', {
    'content-type': 'application/json',
  });
  expect([noForm.status, noForm.json.code]).toEqual([422, 'unreadable_file']);
  const cut = await boss.send(
    'POST',
    '/api/staff/films-import/preview/',
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a"',
    {
      'content-type': 'multipart/form-data; boundary=x',
    },
  );
  expect(cut.status).toBe(400);
  expect(await filmCount()).toBe(before);
});
