import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { aMember, anAddress } from '../api/members.ts';
import { figure, readMetrics } from '../metrics/prometheus-text.ts';
import { aHall, aScreening, type TestHouse, type TestScreening, testHouse } from '../setup/house.ts';
import { type TestServer, testServer } from '../setup/server.ts';

let t: TestHouse;
let server: TestServer;
let screening: TestScreening;
let seats: string;
beforeAll(async () => {
  t = await testHouse();
  const hall = await aHall(t.house, Array.from('ABCDEFGHIJKLMNOP', (row) => `${row}${' s'.repeat(25)}`).join('\n'));
  screening = await aScreening(t.house, { hall });
  server = await testServer(t.url);
  seats = `/api/sessions/${screening.id}/seats/`;
});
afterAll(async () => {
  await server?.stop();
  await t?.drop();
});

interface Said {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** As it is said on the wire: nothing is added, followed or unpacked. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Said> {
  return new Promise((resolve, reject) => {
    const length = body === '' ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const all = { ...anAddress(), ...length, ...headers };
    request(server.url + path, { method, headers: all }, async (answer) => {
      const parts: Buffer[] = [];
      for await (const part of answer) parts.push(part);
      resolve({
        status: answer.statusCode ?? 0,
        headers: answer.headers,
        body: Buffer.concat(parts).toString('latin1'),
      });
    })
      .on('error', reject)
      .end(body);
  });
}

/** What is kept carries no nonce: it is the same for all. */
const wasKept = ({ headers }: Said) => !String(headers['content-security-policy']).includes('nonce-');

/** Asks until the answer is one that was kept, however slow the machine is. */
async function askKept(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Said> {
  for (;;) {
    await ask(path);
    const said = await ask(path, headers, method);
    if (wasKept(said)) return said;
  }
}

async function counted(labels: Record<string, string>): Promise<number> {
  const answer = await fetch(`${server.url}/metrics`);
  return figure(readMetrics(await answer.text()), 'foyer_http_request_seconds_count', labels) ?? 0;
}

/** One and the same for nobody; and that a small answer is not compressed is told on the long way only. */
const changing = ['date', 'x-request-id', 'content-security-policy', 'keep-alive', 'connection', 'vary'];
const steady = ({ status, headers, body }: Said) => ({
  status,
  body,
  headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !changing.includes(name))),
});

test.each([
  ['a page', () => '/'],
  ['a small answer', () => '/api/genres/'],
  ['a large answer', () => seats],
])('%s that is kept is the same in every header as the one that was made', async (_what, path) => {
  let made = await ask(path());
  while (wasKept(made)) made = await ask(path());
  const kept = await askKept(path());
  expect(steady(kept)).toEqual(steady(made));
  expect(kept.headers['content-security-policy']).toBe(
    String(made.headers['content-security-policy']).replaceAll(/ 'nonce-[^']+'/g, ''),
  );
  if (kept.headers.vary) expect(kept.headers.vary).toBe(made.headers.vary);
  expect(kept.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  expect((await askKept(path(), { 'x-request-id': 'mine-12345' })).headers['x-request-id']).toBe('mine-12345');
});

test('What is kept is compressed for whoever takes that, and the others are told that there are two', async () => {
  const plain = await askKept(seats);
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.headers.vary).toContain('Accept-Encoding');
  const zipped = await askKept(seats, { 'accept-encoding': 'gzip' });
  expect(zipped.headers['content-encoding']).toBe('gzip');
  expect(zipped.body.length).toBe(Number(zipped.headers['content-length']));
  expect(zipped.body.length).toBeLessThan(plain.body.length / 2);
});

test('Whoever has what is kept is told so and no more, and HEAD is answered without the body', async () => {
  const { headers, body } = await askKept(seats);
  const again = await askKept(seats, { 'if-none-match': String(headers.etag) });
  expect([again.status, again.body, again.headers.etag]).toEqual([304, '', headers.etag]);
  const head = await askKept(seats, {}, 'HEAD');
  expect([head.status, head.body, head.headers['content-length']]).toEqual([200, '', String(body.length)]);
});

test('What is kept is counted under its route like any other answer', async () => {
  const labels = { method: 'GET', route: '/api/sessions/:id/seats', status: '200' };
  const before = await counted(labels);
  for (let i = 0; i < 5; i++) expect((await ask(seats)).status).toBe(200);
  expect(await counted(labels)).toBe(before + 5);
});

test('What is kept is taken from the budget of its address, and whoever has none left is refused', async () => {
  const mine = anAddress();
  const statuses: number[] = [];
  // However slow the machine is, it all happens within one moment.
  const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now());
  onTestFinished(() => clock.mockRestore());
  for (let i = 0; i < 610; i++) statuses.push((await ask('/api/genres/', mine)).status);
  expect(statuses.slice(0, 600).every((status) => status === 200)).toBe(true);
  expect(statuses.at(-1)).toBe(429);
  expect((await ask('/api/genres/')).status).toBe(200);
});

test('Whoever is signed in is never given what is kept for everybody', async () => {
  const member = await aMember(server);
  for (let i = 0; i < 20; i++) {
    await ask(seats);
    expect(wasKept(await ask(seats, member.headers))).toBe(false);
    await ask('/');
    expect(wasKept(await ask('/', { cookie: 'foyer_login=c.somebody' }))).toBe(false);
  }
  expect((await ask(seats, { authorization: 'Bearer nobody' })).status).toBe(401);
});

const order = () =>
  JSON.stringify({ session: screening.id, seats: [999_999_999], email: `${randomUUID()}@foyer.test` });

test.each([
  ['with a slash', '/api/orders/'],
  ['without', '/api/orders'],
  ['with a question', '/api/orders/?'],
  ['in capitals', '/API/Orders/'],
])('A writing operation is found by its address %s, and all of that is one', async (_how, path) => {
  const labels = { method: 'POST', route: '/api/orders', status: '422' };
  const before = await counted(labels);
  const said = await ask(path, {}, 'POST', order());
  expect([said.status, JSON.parse(said.body).code]).toEqual([422, 'unknown_seat']);
  expect(said.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  expect(said.headers['strict-transport-security'] ?? said.headers['x-content-type-options']).toBe('nosniff');
  expect(said.headers['cache-control']).toBe('no-store');
  expect(await counted(labels)).toBe(before + 1);
});

test.each([
  ['/api//orders/', 404],
  ['/api/orders//', 404],
  ['/api/%6Frders/', 404],
  ['/api/orders/0/', 405],
  ['/api/orders/0/pay/', 404],
  ['/api/orders/abc/pay/', 404],
  ['/api/orders/7/pay/more/', 404],
  ['/api/orders/%00/pay/', 400],
  ['/api/orders/?a=%00', 400],
  ['/api/orders/?unknown=1', 400],
  ['/api/movies/', 405],
  ['/apiorders/', 403],
])('A write to %s is answered with %i', async (path, status) => {
  const said = await ask(path, { origin: 'https://elsewhere.test' }, 'POST', order());
  expect([said.status, said.body.slice(0, 200)]).toEqual([status, expect.anything()]);
});

test('Other methods on the address of a write are told which there are', async () => {
  for (const method of ['PUT', 'PATCH', 'DELETE']) {
    const said = await ask('/api/orders/', {}, method, order());
    expect([said.status, said.headers.allow]).toEqual([405, 'GET, HEAD, POST, OPTIONS']);
  }
  const options = await ask('/api/orders/', {}, 'OPTIONS');
  expect([options.status, options.headers.allow]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
});

test('A body that comes in pieces, unannounced or compressed is read like any other', async () => {
  const url = `${server.url}/api/orders/`;
  const pieces = new ReadableStream({
    start(out) {
      const bytes = Buffer.from(order());
      out.enqueue(bytes.subarray(0, 20));
      out.enqueue(bytes.subarray(20));
      out.close();
    },
  });
  const headers = { 'content-type': 'application/json' };
  const chunked = await fetch(url, { method: 'POST', headers, body: pieces, duplex: 'half' } as RequestInit);
  expect(chunked.status).toBe(422);
  const zipped = new Response(order()).body?.pipeThrough(new CompressionStream('gzip'));
  const bytes = Buffer.from(await new Response(zipped).arrayBuffer());
  const unpacked = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-encoding': 'gzip' },
    body: bytes,
  });
  expect(unpacked.status).toBe(422);
  const unknown = await fetch(url, { method: 'POST', headers: { ...headers, 'content-encoding': 'rot13' }, body: 'x' });
  expect(unknown.status).toBe(400);
});

test('Whoever goes away in the middle of a body leaves nothing behind, and the next is answered', async () => {
  const labels = { method: 'POST', route: '/api/orders', status: 'aborted' };
  const before = await counted(labels);
  await new Promise<void>((resolve) => {
    const half = request(`${server.url}/api/orders/`, {
      method: 'POST',
      headers: { ...anAddress(), 'content-type': 'application/json', 'content-length': '500' },
    });
    half.on('error', () => resolve());
    half.write('{"session":', () => setTimeout(() => half.destroy(), 50));
    half.on('close', () => resolve());
  });
  await expect.poll(() => counted(labels)).toBe(before + 1);
  expect((await ask('/api/orders/', {}, 'POST', order())).status).toBe(422);
});
