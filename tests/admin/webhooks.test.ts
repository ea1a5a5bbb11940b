import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { anEndpoint, deliveries, opened, sendAll } from '../domain/webhooks/house.ts';
import { launchBrowser, watchConsole } from '../setup/browser.ts';
import { type TestHouse, testHouse } from '../setup/house.ts';
import { type Receiver, webhookReceiver } from '../setup/receiver.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { type StaffClient, staffClient } from '../setup/staff.ts';

let t: TestHouse;
let server: TestServer;
let browser: Browser;
let boss: StaffClient;
let receiver: Receiver;

beforeAll(async () => {
  t = await testHouse();
  server = await testServer(t.url);
  browser = await launchBrowser();
  boss = await staffClient(server, 'manager');
  receiver = await webhookReceiver();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await receiver.stop();
  await t.drop();
});

async function open(query = '', options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  await boss.enter(context);
  const page = await context.newPage();
  watchConsole(page);
  await page.goto(`${server.url}/admin/pages/webhooks${query}`);
  await page.locator('.webhooks-head button').waitFor();
  return page;
}

test('A manager registers an endpoint, sees its secret once, tests it, reads the log and sends again', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'New webhook' }).click();
  await page.getByLabel('Name').fill('Listings');
  await page.getByLabel('Address').fill(receiver.url);
  await page.getByLabel('An order is paid').uncheck();
  await page.getByRole('button', { name: 'Create the webhook' }).click();
  const secret = (await page.locator('.webhooks-secret').textContent()) ?? '';
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  await page.getByRole('button', { name: 'Close' }).click();
  expect(await page.content()).not.toContain(secret);

  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.locator('.webhooks-log', { hasText: 'waiting' }).waitFor();
  const [row] = await sql(t.db).query<{ id: number; events: string[] }>('SELECT id, events FROM webhook_endpoints');
  expect(row?.events).toHaveLength(5);
  await sendAll(t, row?.id ?? 0);
  await page.locator('.webhooks-log', { hasText: 'delivered' }).waitFor();
  const [received] = receiver.received;
  if (!received) throw new Error('nothing came');
  expect(opened(received, secret)).toMatchObject({ type: 'webhook.test' });

  await page.getByRole('button', { name: 'webhook.test' }).click();
  await page.getByText('This is a test from Foyer.').waitFor();
  await page.getByText('HTTP 204, after').waitFor();
  await page.getByRole('button', { name: 'Send again' }).click();
  await page.locator('.webhooks-log', { hasText: 'waiting' }).waitFor();
  expect(await deliveries(t, row?.id ?? 0)).toMatchObject([{ status: 'waiting', tries: 0 }]);

  await page.getByRole('button', { name: 'New secret' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'New secret' }).click();
  await expect.poll(() => page.locator('.webhooks-secret').textContent()).not.toBe(secret);
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByText('The old secret works until').waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Go on' }).waitFor();
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('Nobody is told yet.').waitFor();
  await page.context().close();
});

test('Only managers and administrators may look, and nobody else may change', async () => {
  const { id } = await anEndpoint(t, receiver);
  for (const role of ['door', 'clerk', 'supervisor'] as const) {
    const who = await staffClient(server, role);
    for (const [method, path, body] of [
      ['GET', '/webhooks', undefined],
      ['POST', '/webhooks', { name: 'x', url: receiver.url, events: ['order.paid'] }],
      ['PUT', `/webhooks/${id}`, { name: 'x', url: receiver.url, events: ['order.paid'] }],
      ['DELETE', `/webhooks/${id}`, undefined],
      ['POST', `/webhooks/${id}/pause`, { paused: true }],
      ['POST', `/webhooks/${id}/rotate`, {}],
      ['POST', `/webhooks/${id}/test`, {}],
      ['GET', `/webhooks/${id}/deliveries`, undefined],
      ['GET', '/webhook-deliveries/1', undefined],
      ['POST', '/webhook-deliveries/1/again', {}],
    ] as const) {
      expect((await who.send(method, `/api/staff${path}`, body)).status, `${role} ${method} ${path}`).toBe(403);
    }
  }
  const list = await boss.send('GET', '/api/staff/webhooks');
  expect(list.json.webhooks).toMatchObject([{ id, name: 'Listings' }]);
  expect(list.text).not.toMatch(/seed|whsec_/);
  await sql(t.db).query('DELETE FROM webhook_endpoints');
});

test('An address that is none is refused in words', async () => {
  const answer = await boss.send('POST', '/api/staff/webhooks', {
    name: 'x',
    url: 'ftp://example.test/',
    events: ['order.paid'],
  });
  expect(answer.status).toBe(422);
  expect(answer.json).toMatchObject({ code: 'webhook_address', message: expect.stringContaining('https://') });
});

test('The list, an endpoint and its log are accessible, light and dark, and fit a phone', async () => {
  receiver.manner = 500;
  const { id } = await anEndpoint(t, receiver);
  await boss.send('POST', `/api/staff/webhooks/${id}/test`, {});
  await sendAll(t, id);
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await open('', { colorScheme });
    const looked = async () => {
      const { violations } = await new AxeBuilder({ page }).include('.webhooks').analyze();
      return violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`);
    };
    expect(await looked()).toEqual([]);
    await page.getByRole('button', { name: 'New webhook' }).click();
    expect(await looked()).toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.locator('.webhooks-row').first().click();
    await page.locator('.webhooks-log').waitFor();
    expect(await looked()).toEqual([]);
    await page.getByRole('button', { name: 'webhook.test' }).click();
    await page.getByText('HTTP 500, after').waitFor();
    expect(await looked()).toEqual([]);
    await page.context().close();
  }
  const phone = await open(`?webhook=${id}`, { viewport: { width: 390, height: 800 } });
  await phone.locator('.webhooks-log').waitFor();
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await phone.context().close();
});
