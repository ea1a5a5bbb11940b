import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { stayOnLine } from '../../server/contract/stay-on-line.ts';
import { sql } from '../../server/db.ts';
import { changeStaff } from '../../server/domain/accounts/change-staff.ts';
import { endLogins } from '../../server/domain/accounts/end-logins.ts';
import { lockAccount } from '../../server/domain/accounts/lock-account.ts';
import type { Actor } from '../../server/domain/actor.ts';
import { makeEnrolmentCode, revokeKiosk } from '../../server/domain/kiosks/manage-kiosk.ts';
import { startServer } from '../../server/main.ts';
import { freePort } from '../setup/free-port.ts';
import { accepted, manager, type TestHouse, testHouse } from '../setup/house.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { staffClient } from '../setup/staff.ts';
import { askTill, aTill } from '../setup/till.ts';

// What is done in one process, of lines that another one holds.

let t: TestHouse;
let there: TestServer;
let here: TestServer;
const lines: Socket[] = [];
const administrator: Actor = { ...manager, kind: 'administrator' };

beforeAll(async () => {
  t = await testHouse();
  there = await testServer(t.url);
  here = await testServer(t.url);
});
afterEach(() => {
  for (const line of lines.splice(0)) line.disconnect();
});
afterAll(async () => {
  await here.stop();
  await there.stop();
  await t.drop();
});

/** An open line, and why it ended. */
async function aLine(url: string, given: { cookie?: string; token?: string } = {}) {
  const line = io(url, {
    transports: ['websocket'],
    forceNew: true,
    auth: { token: given.token },
    ...(given.cookie ? { extraHeaders: { cookie: given.cookie } } : {}),
  });
  lines.push(line);
  let ended: string | null = null;
  line.on('disconnect', (why) => {
    ended = why;
  });
  await new Promise<void>((resolve, reject) => {
    line.on('connect', resolve);
    line.on('connect_error', reject);
  });
  return { ended: () => ended };
}

const office = (cookie: string) => aLine(`${there.url}/staff/seats`, { cookie });
const counter = (token: string) => aLine(`${there.url}/staff/till`, { token });
const endsSoon = (line: { ended(): string | null }) => expect.poll(line.ended).toBe('io server disconnect');

test('A line of the office ends with its login: signed out, locked out, another role, run out; it is not let in again', async () => {
  const stays = await office((await staffClient(there, 'clerk')).cookie);
  const ends: Record<string, (userId: number) => Promise<unknown>> = {
    'signed out': (userId) => endLogins(here.deps, administrator, { userId }),
    'locked out': (userId) => lockAccount(here.deps, administrator, { userId, locked: true }),
    'another role': (userId) => changeStaff(here.deps, administrator, { userId, role: 'door' }),
    'run out': (userId) => sql(t.db).query('UPDATE sessions SET expires_at = now() WHERE user_id = $1', [userId]),
    'too old': (userId) =>
      sql(t.db).query(`UPDATE sessions SET created_at = now() - interval '7 days' WHERE user_id = $1`, [userId]),
  };
  for (const [how, end] of Object.entries(ends)) {
    const { userId, cookie } = await staffClient(there, 'clerk');
    const line = await office(cookie);
    await end(userId);
    await endsSoon(line);
    await expect(office(cookie), how).rejects.toThrow('unauthenticated');
  }
  expect(stays.ended()).toBe(null);
});

test('A till’s line ends when the till is withdrawn, and when it is enrolled anew elsewhere', async () => {
  const [stays, withdrawn, moved] = [await aTill(there), await aTill(there), await aTill(there)];
  const line = await counter(stays.token);
  const others = [await counter(withdrawn.token), await counter(moved.token)];
  accepted(await revokeKiosk(here.deps, manager, { kioskId: withdrawn.id }));
  const { code } = accepted(await makeEnrolmentCode(here.deps, manager, { kioskId: moved.id }));
  const enrolled = await askTill(here.url, 'POST', '/enrol', { body: { code, instance: randomUUID() } });
  for (const other of others) await endsSoon(other);
  for (const { token } of [withdrawn, moved]) await expect(counter(token)).rejects.toThrow('not_enrolled');
  await counter(enrolled.json.token);
  expect(line.ended()).toBe(null);
});

test('A server that stops waits for no open screen, and the screens find the next one by themselves', async () => {
  const config = { ...there.deps.config, port: await freePort(), role: 'web' as const };
  const first = await startServer(config, t.url);
  const screen = await aLine(`http://127.0.0.1:${config.port}/seats`);
  const began = performance.now();
  await first.stop();
  // Requests under way would be given ten seconds.
  expect(performance.now() - began).toBeLessThan(8_000);
  await expect.poll(screen.ended).toBe('transport close');
  const second = await startServer(config, t.url);
  await expect.poll(() => lines[0]?.connected).toBe(true);
  lines[0]?.disconnect();
  await second.stop();
});

test('A screen comes back on the line where a server ended it or could not judge who asks; where it says no, that stands', async () => {
  const http = createServer().listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  const house = new Server(http, { serveClient: false });
  const told: string[] = [];
  let refusal: string | null = null;
  house.of('/').use((_line, next) => {
    told.push(refusal ?? 'welcome');
    next(refusal === null ? undefined : new Error(refusal));
  });
  const socket = io(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, {
    transports: ['websocket'],
    forceNew: true,
  });
  const line = stayOnLine(socket);
  const connected = (is: boolean) => expect.poll(() => socket.connected).toBe(is);
  await connected(true);
  refusal = 'internal';
  house.disconnectSockets();
  await expect.poll(() => told.filter((one) => one === 'internal').length).toBeGreaterThanOrEqual(2);
  refusal = null;
  await connected(true);
  refusal = 'unauthenticated';
  house.disconnectSockets();
  const refused = once(socket as unknown as NodeJS.EventEmitter, 'connect_error');
  expect((await refused)[0].message).toBe('unauthenticated');
  const asked = told.length;
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(told.length).toBe(asked);
  line.close();
  await house.close();
});
