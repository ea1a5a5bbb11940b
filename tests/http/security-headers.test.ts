import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anAddress } from '../api/members.ts';
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

/** The values of each header as they came, by its name in small letters. */
function headersOf(method: string, path: string): Promise<Map<string, string[]>> {
  return new Promise((resolve, reject) => {
    request(server.url + path, { method, headers: anAddress() }, (answer) => {
      answer.resume();
      const pairs = answer.rawHeaders.flatMap((name, at, all) =>
        at % 2 === 0 ? [[name.toLowerCase(), all[at + 1] ?? ''] as const] : [],
      );
      const byName = Map.groupBy(pairs, ([name]) => name);
      resolve(new Map(Array.from(byName, ([name, found]) => [name, found.map(([, value]) => value)])));
    })
      .on('error', reject)
      .end();
  });
}

test.each([
  ['a page', 'GET', '/'],
  ['the same page, once it is kept', 'GET', '/'],
  ['a film that is not there', 'GET', '/films/nothing'],
  ['a list of the API', 'GET', '/api/genres/'],
  ['the head of a list', 'HEAD', '/api/genres/'],
  ['a refusal of the API', 'POST', '/api/orders/'],
  ['an address that nobody knows', 'GET', '/api/nothing/'],
  ['a write from nowhere', 'POST', '/nothing'],
  ['the page of the office’s sign-in', 'GET', '/staff/sign-in'],
  ['a page of the demo', 'GET', '/demo/mail/'],
  ['the health of the server', 'GET', '/healthz'],
])('%s carries each of the security headers, and none twice', async (_what, method, path) => {
  const headers = await headersOf(method, path);
  expect(headers.get('x-content-type-options')).toEqual(['nosniff']);
  expect(headers.get('x-frame-options')).toEqual(['SAMEORIGIN']);
  expect(headers.get('referrer-policy')).toEqual(['same-origin']);
  expect(headers.get('cross-origin-resource-policy')).toEqual(['same-origin']);
  expect(headers.get('cross-origin-opener-policy')).toEqual(['same-origin']);
  const policies = headers.get('content-security-policy') ?? [];
  expect(policies).toHaveLength(1);
  expect(policies[0]).toMatch(/^default-src 'none';script-src 'self'(?: 'nonce-[\w-]{36}')?;/);
  expect(policies[0]).toContain("frame-ancestors 'none'");
});
