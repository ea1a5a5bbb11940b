import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalCodes } from '../../server/contract/refusals.ts';
import { sql } from '../../server/db.ts';
import { enqueue } from '../../server/jobs/enqueue.ts';
import { handlers } from '../../server/jobs/handlers.ts';
import { type RunningServer, startServer } from '../../server/main.ts';
import { freePort } from '../setup/free-port.ts';
import { aScreening, type TestHouse, type TestScreening, testHouse } from '../setup/house.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { figure, readMetrics, type Scraped } from './prometheus-text.ts';

let t: TestHouse;
let server: TestServer;
let screening: TestScreening;
beforeAll(async () => {
  t = await testHouse();
  screening = await aScreening(t.house);
  await enqueue(sql(t.db), 'sweep', {}, { key: 'sweep', runAt: new Date(Date.now() + 3_600_000) });
  server = await testServer(t.url, undefined, { role: 'all' });
});
afterAll(async () => {
  await server?.stop();
  await t?.drop();
});

async function scrape(headers: Record<string, string> = {}): Promise<Scraped> {
  const answer = await fetch(`${server.url}/metrics`, { headers });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  return readMetrics(await answer.text());
}

const order = (seats: number[]) =>
  fetch(`${server.url}/api/orders/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ session: screening.id, seats, email: 'somebody-in-particular@example.test' }),
  });

test('What was asked is counted under its route and status, what was refused under its code', async () => {
  const { hall } = screening;
  expect((await order([hall.seat('A1'), hall.seat('A2')])).status).toBe(201);
  expect((await order([hall.seat('A1'), hall.seat('A2')])).status).toBe(409);
  expect((await fetch(`${server.url}/api/sessions/${screening.id}/`)).status).toBe(200);
  const seen = await scrape();
  const placed = { method: 'POST', route: '/api/orders', status: '201' };
  expect(figure(seen, 'foyer_http_request_seconds_count', placed)).toBe(1);
  expect(figure(seen, 'foyer_http_request_seconds_sum', placed)).toBeGreaterThan(0);
  expect(figure(seen, 'foyer_http_request_seconds_count', { route: '/api/sessions/:id', status: '200' })).toBe(1);
  expect(figure(seen, 'foyer_refusals_total', { code: 'seat_taken' })).toBe(1);
});

test('How the house is: held seats, orders that wait, jobs, the acts of the last minute, what asks for attention', async () => {
  const seen = await scrape();
  expect(figure(seen, 'foyer_database_up')).toBe(1);
  expect(figure(seen, 'foyer_waiting', { what: 'held_seats' })).toBe(2);
  expect(figure(seen, 'foyer_waiting', { what: 'orders' })).toBe(1);
  expect(figure(seen, 'foyer_jobs', { task: 'sweep', state: 'planned' })).toBe(1);
  expect(figure(seen, 'foyer_acts_last_minute', { action: 'place_order' })).toBe(1);
  expect(figure(seen, 'foyer_attention', { what: 'refunds' })).toBe(0);
  expect(figure(seen, 'foyer_database_connections', { state: 'wanted' })).toBe(0);
  expect(figure(seen, 'process_resident_memory_bytes')).toBeGreaterThan(1e6);
  expect(figure(seen, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
});

test('Open screens are counted while they are open', async () => {
  const screen = io(`${server.url}/seats`, { transports: ['websocket'], forceNew: true });
  await new Promise<void>((resolve) => screen.on('connect', resolve));
  expect(figure(await scrape(), 'foyer_live_connections', { audience: 'shop' })).toBe(1);
  screen.disconnect();
  await expect.poll(async () => figure(await scrape(), 'foyer_live_connections', { audience: 'shop' })).toBe(0);
});

test('Nobody is named, and nothing that a caller invents becomes a label', async () => {
  const before = (await scrape()).samples.length;
  await Promise.all(
    Array.from({ length: 30 }, (_, i) => [
      fetch(`${server.url}/nobody/was/here/${i}`),
      fetch(`${server.url}/aPi/SESSIONS/${i}9999`),
      fetch(`${server.url}/API/sessions/${screening.id}/?page=${i}`),
      fetch(`${server.url}/assets/none-${i}.js`),
    ]).flat(),
  );
  const { samples } = await scrape();
  const routes = new Set(samples.flatMap(({ labels }) => labels.route ?? []));
  expect([...routes].filter((route) => /\d|[A-Z]/.test(route.replaceAll(/:\w+/g, '')))).toEqual([]);
  // A route with a status that was not seen before, and no more.
  expect(samples.length - before).toBeLessThan(100);
  const said = JSON.stringify(samples);
  expect(said).not.toMatch(/somebody|@|127\.0\.0\.1/);
  const known: Record<string, readonly string[]> = { code: refusalCodes, task: Object.keys(handlers) };
  for (const { labels } of samples) {
    for (const [label, values] of Object.entries(known)) if (labels[label]) expect(values).toContain(labels[label]);
  }
});

test('Without a token it is for our own network, and never through a proxy', async () => {
  const status = async (headers: Record<string, string>) => (await fetch(`${server.url}/metrics`, { headers })).status;
  expect(await status({})).toBe(200);
  for (const header of ['X-Forwarded-For', 'Forwarded', 'X-Real-IP', 'Via']) {
    expect(await status({ [header]: '127.0.0.1' })).toBe(404);
  }
});

test('With a token it is for whoever bears it, from wherever, and for nobody else', async () => {
  const guarded = await testServer(t.url, undefined, { metricsToken: 'a-token-of-the-tests' });
  try {
    const status = async (authorization?: string, more: Record<string, string> = {}) =>
      (await fetch(`${guarded.url}/metrics`, { headers: { ...(authorization && { authorization }), ...more } })).status;
    expect(await status()).toBe(401);
    expect(await status('Bearer a-token-of-the-test')).toBe(401);
    expect(await status('Basic a-token-of-the-tests')).toBe(401);
    expect(await status('Bearer a-token-of-the-tests')).toBe(200);
    expect(await status('Bearer a-token-of-the-tests', { 'X-Forwarded-For': '203.0.113.7' })).toBe(200);
    // A web process beside workers leaves the house to them.
    const answer = await fetch(`${guarded.url}/metrics`, { headers: { authorization: 'Bearer a-token-of-the-tests' } });
    expect(readMetrics(await answer.text()).types.has('foyer_database_up')).toBe(false);
  } finally {
    await guarded.stop();
  }
});

test('A worker shows its health and its figures, and nothing of the cinema', async () => {
  const port = await freePort();
  const worker: RunningServer = await startServer(
    { ...server.deps.config, role: 'worker', port, redisUrl: null },
    t.url,
  );
  try {
    await enqueue(sql(t.db), 'sweep', {}, { key: 'sweep' });
    const at = `http://127.0.0.1:${port}`;
    const status = async (path: string) => (await fetch(`${at}${path}`)).status;
    expect(await status('/healthz')).toBe(200);
    expect(await status('/readyz')).toBe(200);
    for (const path of ['/', '/api/', '/admin', '/kiosk/', '/door/', '/socket.io/?EIO=4&transport=polling']) {
      expect(await status(path)).toBe(404);
    }
    await expect
      .poll(async () => {
        const seen = readMetrics(await (await fetch(`${at}/metrics`)).text());
        return figure(seen, 'foyer_job_seconds_count', { outcome: 'done' });
      })
      .toBeGreaterThan(0);
  } finally {
    await worker.stop();
  }
});
