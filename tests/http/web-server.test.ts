import { connect } from 'node:net';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../setup/house.ts';
import { type TestServer, testServer } from '../setup/server.ts';

let t: TestHouse;
let server: TestServer;
beforeAll(async () => {
  t = await testHouse();
  server = await testServer(t.url);
});
afterAll(async () => {
  await server?.stop();
  await t?.drop();
});

/** All that comes back, byte by byte, until the server closes the line. */
function say(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = '';
    const line = connect(Number(new URL(server.url).port), '127.0.0.1', () => line.write(bytes, 'latin1'));
    line.on('data', (data) => {
      heard += data.toString('latin1');
    });
    line.on('error', reject);
    line.on('close', () => resolve(heard));
  });
}

const h2c = 'Connection: close, Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n';

test('whoever offers to speak HTTP/2 is answered in HTTP/1.1, as curl --http2 and Java ask for it', async () => {
  const heard = await say(`GET /api/genres/ HTTP/1.1\r\nHost: foyer\r\n${h2c}\r\n`);
  expect(heard).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(heard).toContain('{"count":');
  const body = '{"session":1,"seats":[1],"email":"guest@foyer.test"}';
  const posted = await say(
    `POST /api/orders/ HTTP/1.1\r\nHost: foyer\r\n${h2c}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  expect(posted).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/);
  expect(posted).toContain('"code":"not_found"');
});

test('a web socket where there is none is answered like any other request', async () => {
  const wish = 'Connection: close, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';
  expect(await say(`GET /api/nothing/ HTTP/1.1\r\nHost: foyer\r\n${wish}\r\n`)).toMatch(
    /^HTTP\/1\.1 404 Not Found\r\n/,
  );
});

const long = 'a'.repeat(20_000);
test.each([
  [
    'an address with letters that are not encoded',
    400,
    'GET /api/movies/?search=\xc3\xa9 HTTP/1.1\r\nHost: foyer\r\n\r\n',
  ],
  ['no HTTP at all', 400, 'HELLO\r\n\r\n'],
  ['a method that nobody knows', 400, 'FOO /api/ HTTP/1.1\r\nHost: foyer\r\n\r\n'],
  ['a length that is none', 400, 'POST /api/orders/ HTTP/1.1\r\nHost: foyer\r\nContent-Length: x\r\n\r\n'],
  [
    'two lengths',
    400,
    'POST /api/orders/ HTTP/1.1\r\nHost: foyer\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
  ],
  ['an address that is too long', 431, `GET /api/?${long} HTTP/1.1\r\nHost: foyer\r\n\r\n`],
  ['headers that are too long', 431, `GET /api/ HTTP/1.1\r\nHost: foyer\r\nX: ${long}\r\n\r\n`],
])('%s cannot be read, and is refused like all else: in JSON, with an X-Request-Id', async (_what, status, bytes) => {
  const heard = await say(bytes);
  const [head = '', body = ''] = heard.split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(head).toMatch(/\r\nX-Request-Id: [\da-f-]{36}\r\n/);
  expect(head).toContain('\r\nConnection: close');
  expect(JSON.parse(body)).toMatchObject({
    code: status === 431 ? 'too_large' : 'invalid_request',
    message: expect.stringMatching(/\.$/),
  });
});

test('what cannot be read after an answer is on its way says nothing into that answer', async () => {
  const first = 'GET /api/genres/ HTTP/1.1\r\nHost: foyer\r\n\r\n';
  const heard = await say(`${first}HELLO\r\n\r\n`);
  expect(heard.match(/HTTP\/1\.1 /g)?.length).toBeLessThanOrEqual(2);
  for (const answer of heard.split(/(?=HTTP\/1\.1 )/).filter(Boolean)) {
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(body.length).toBe(Number(head.match(/Content-Length: (\d+)/)?.[1]));
  }
});

test('the line of live seats carries an X-Request-Id too, by polling and where it is refused', async () => {
  for (const query of ['EIO=4&transport=polling', 'EIO=4&transport=none', 'EIO=4&transport=polling&sid=gone']) {
    const answer = await fetch(`${server.url}/socket.io/?${query}`, { headers: { 'x-request-id': 'seats-of-mine' } });
    expect(answer.headers.get('x-request-id'), query).toBe('seats-of-mine');
    await answer.arrayBuffer();
  }
  const socket = io(`${server.url}/seats`, { transports: ['websocket'], forceNew: true });
  await new Promise((resolve, reject) => socket.on('connect', () => resolve(null)).on('connect_error', reject));
  socket.close();
});
