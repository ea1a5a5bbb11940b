import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../setup/database.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { type Answer, apiClient, refusal } from './client.ts';

let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await testDatabase();
  server = await testServer(database.url, {
    reads: { requests: 3, seconds: 3 },
    orders: { requests: 2, seconds: 60 },
    enrolments: { requests: 2, seconds: 60 },
    writes: { requests: 2, seconds: 60 },
  });
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

test('an address that asks too often is told how long to wait; others are not bothered, and afterwards all is well', async () => {
  const api = apiClient(server.url);
  const from = (address: string) => ({ 'x-forwarded-for': address });
  expect((await api.get('/genres/', from('198.51.100.2'))).status).toBe(200);
  // At once, so that the while is not over before the last of them.
  const four = await Promise.all([1, 2, 3, 4].map(() => api.get('/genres/', from('198.51.100.1'))));
  expect(four.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429]);
  const answer = four.find(({ status }) => status === 429) as Answer;
  expect(refusal(answer)).toMatchObject({ status: 429, code: 'rate_limited' });
  const wait = Number(answer.headers.get('retry-after'));
  expect([1, 2, 3]).toContain(wait);
  expect((await api.get('/genres/', from('198.51.100.2'))).status).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, wait * 1000));
  expect((await api.get('/genres/', from('198.51.100.1'))).status).toBe(200);
});

test('orders have a limit of their own, and every address of one IPv6 network shares it', async () => {
  const api = apiClient(server.url);
  const place = (address: string) => api.post('/orders/', {}, { 'x-forwarded-for': address });
  expect((await place('2001:db8:0:1::1')).status).toBe(400);
  expect((await place('2001:db8:0:1::2')).status).toBe(400);
  const answer = await place('2001:db8:0:1:ffff::3');
  expect(refusal(answer)).toMatchObject({ status: 429, code: 'rate_limited' });
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(50);
  expect((await place('2001:db8:0:2::1')).status).toBe(400);
  for (const host of ['1', '2']) expect((await place(`2001:db8::${host}`)).status).toBe(400);
  expect((await place('2001:db8::3')).status).toBe(429);
});
