import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ClientEvents, SeatDelta, ServerEvents, WatchAnswer } from '../../server/contract/feed.ts';
import { sql } from '../../server/db.ts';
import { findBrokenInvariants } from '../../server/domain/audit/find-broken-invariants.ts';
import { loadFloor } from '../../server/domain/seats/load-floor.ts';
import { aHall, aScreening, type TestHouse, type TestScreening, testHouse } from '../setup/house.ts';
import { freePort, type TestRedis, testRedis } from '../setup/redis.ts';

// The product as it runs behind a proxy: two web processes and a worker, one PostgreSQL, one Redis.

interface Process {
  url: string;
  child: ChildProcess;
  /** Its log so far. */
  said(): string;
}

const root = join(import.meta.dirname, '../..');
let t: TestHouse;
let redis: TestRedis;
let dataDir: string;
let one: Process;
let two: Process;
const running: Process[] = [];
const screens: Socket[] = [];

beforeAll(async () => {
  t = await testHouse();
  // A house with a programme is no empty one: the demo cinema stays out of it.
  await aHouse();
  redis = await testRedis();
  dataDir = await mkdtemp(join(tmpdir(), 'foyer-several-'));
  [one, two] = await Promise.all([start('web'), start('web'), start('worker')]);
}, 120_000);
afterAll(async () => {
  for (const screen of screens) screen.disconnect();
  await Promise.all(running.map((each) => kill(each)));
  await redis?.kill();
  await t?.drop();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(role: 'web' | 'worker'): Promise<Process> {
  const port = await freePort();
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'server/embedded/start.ts')], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      ROLE: role,
      PORT: String(port),
      DATA_DIR: dataDir,
      DATABASE_URL: t.url,
      REDIS_URL: redis.url,
      PUBLIC_URL: 'http://foyer.test',
      SECRET_KEY: 'a secret that only the tests know',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (log += chunk));
  const started = { url: `http://127.0.0.1:${port}`, child, said: () => log };
  running.push(started);
  await vi.waitFor(
    async () => {
      const answer = await fetch(`${started.url}/readyz`).catch(() => null);
      if (answer?.status !== 200) throw new Error(`a ${role} process did not start: ${log}`);
    },
    { timeout: 90_000, interval: 100 },
  );
  return started;
}

async function kill({ child }: Process): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** A screen on this process, kept up to date as the feed's contract says. */
async function aScreen({ url }: Process, session: number): Promise<() => string> {
  const socket: Socket<ServerEvents, ClientEvents> = io(`${url}/seats`, { transports: ['websocket'], forceNew: true });
  screens.push(socket);
  let [version, states] = [0, ''];
  const watch = () =>
    socket.emit('watch', { session }, (answer: WatchAnswer) => {
      if ('states' in answer) ({ version, states } = answer);
    });
  socket.on('connect', watch);
  socket.on('seats', (delta: SeatDelta) => {
    if (delta.version <= version) return;
    if (delta.version > version + 1) return watch();
    const next = Array.from(states);
    for (const [at, symbol] of delta.changes) next[at] = symbol;
    [version, states] = [delta.version, next.join('')];
  });
  await expect.poll(() => states, { timeout: 10_000 }).not.toBe('');
  return () => states;
}

const address = () => `203.0.113.${Math.floor(Math.random() * 250)}`;

/** Places an order here, and where nobody answers at the other process, with the same key. 0: no answer at all. */
async function order(at: Process[], session: number, seats: number[], from = address()): Promise<number> {
  const key = randomUUID();
  for (const { url } of at) {
    const answer = await fetch(`${url}/api/orders/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key, 'x-forwarded-for': from },
      body: JSON.stringify({
        session,
        seats: seats.map((seat) => ({ seat })),
        email: 'guest@example.test',
        age_acknowledged: true,
      }),
    }).catch(() => null);
    if (answer) return answer.status;
  }
  return 0;
}

async function aHouse(): Promise<TestScreening> {
  const rows = Array.from('ABCDEFGHJK', (row) => `${row} ssss`).join('\n');
  return aScreening(t.house, { hall: await aHall(t.house, rows) });
}

/** Every pair of neighbours of the house, wanted by two buyers each, one at either process. */
function pairs({ hall }: TestScreening): number[][] {
  return Array.from('ABCDEFGHJK').flatMap((row) => [
    [hall.seat(`${row}1`), hall.seat(`${row}2`)],
    [hall.seat(`${row}3`), hall.seat(`${row}4`)],
  ]);
}

async function claimed(screening: TestScreening): Promise<number> {
  const [row] = await sql(t.db).query<{ count: number }>(
    'SELECT count(*)::int AS count FROM seat_claims WHERE screening_id = $1',
    [screening.id],
  );
  return row?.count ?? 0;
}

async function converges(screening: TestScreening, shown: (() => string)[], timeout = 10_000): Promise<void> {
  const truth = (await loadFloor(t.db, screening.id))?.symbols;
  for (const screen of shown) await expect.poll(screen, { timeout }).toBe(truth);
  expect(await findBrokenInvariants(t.db)).toEqual([]);
}

test('Two buyers of the same seats at two processes: each seat is sold once, and both processes’ screens agree', async () => {
  const screening = await aHouse();
  const shown = await Promise.all([aScreen(one, screening.id), aScreen(two, screening.id)]);
  const answers = await Promise.all(
    pairs(screening).flatMap((seats) => [order([one], screening.id, seats), order([two], screening.id, seats)]),
  );
  expect(answers.filter((status) => status === 201)).toHaveLength(20);
  expect(answers.filter((status) => status === 409)).toHaveLength(20);
  expect(await claimed(screening)).toBe(40);
  await converges(screening, shown);
});

test('Requests are counted together: what one process let pass is spent at the other', async () => {
  const from = '198.51.100.77';
  const ask = ({ url }: Process) =>
    fetch(`${url}/api/genres/`, { headers: { 'x-forwarded-for': from } }).then((answer) => answer.status);
  const statuses = await Promise.all(Array.from({ length: 800 }, (_, i) => ask(i % 2 ? one : two)));
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(200);
});

test('While Redis is away sales go on, every screen follows within seconds, each process says so once; then it heals', async () => {
  const screening = await aHouse();
  const shown = await Promise.all([aScreen(one, screening.id), aScreen(two, screening.id)]);
  const [first, ...rest] = pairs(screening);
  await redis.kill();
  expect(await order([one], screening.id, first ?? [])).toBe(201);
  await converges(screening, shown);
  const statuses = await Promise.all(
    rest.slice(0, 9).map((seats, i) => order([i % 2 ? one : two], screening.id, seats)),
  );
  expect(statuses).toEqual(statuses.map(() => 201));
  await converges(screening, shown);
  for (const { said } of [one, two]) expect(said().match(/Redis is away/g)?.length).toBeLessThanOrEqual(2);
  await redis.start();
  for (const { said } of [one, two]) {
    await expect.poll(() => said().match(/Redis is back/g)?.length, { timeout: 15_000 }).toBe(2);
  }
  for (const seats of rest.slice(9)) expect(await order([two], screening.id, seats)).toBe(201);
  await converges(screening, shown);
  expect(await claimed(screening)).toBe(40);
});

test('A process killed in the middle of sales: its buyers carry on with the other, nothing is sold twice or lost', async () => {
  const screening = await aHouse();
  const screen = await aScreen(one, screening.id);
  const sales = pairs(screening).map((seats) => order([two, one], screening.id, seats));
  await sales[0];
  await kill(two);
  const statuses = await Promise.all(sales);
  expect(statuses).toEqual(statuses.map(() => 201));
  expect(await claimed(screening)).toBe(40);
  await converges(screening, [screen]);
});
