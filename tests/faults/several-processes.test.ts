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
import { nodeFlags } from '../../server/embedded/node-flags.mjs';
import { freePort } from '../setup/free-port.ts';
import { aHall, aScreening, type TestHouse, type TestScreening, testHouse } from '../setup/house.ts';
import { redisIsHere, type TestRedis, testRedis } from '../setup/redis.ts';

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

const withRedis = redisIsHere((line) => console.log(line));

beforeAll(async () => {
  if (!withRedis) return;
  t = await testHouse();
  // A house that has a programme and somebody in it is no empty one: the demo cinema stays out of it.
  await aHouse();
  await sql(t.db).query(
    `INSERT INTO users (email, name, role) VALUES ('admin@foyer.test', 'The administrator', 'administrator')`,
  );
  redis = await testRedis();
  dataDir = await mkdtemp(join(tmpdir(), 'foyer-several-'));
  [one, two] = await Promise.all([start('web'), start('web'), start('worker')]);
});
afterAll(async () => {
  for (const screen of screens) screen.disconnect();
  await Promise.all(running.map((each) => kill(each)));
  await redis?.kill();
  await t?.drop();
  if (dataDir) await rm(dataDir, { recursive: true, force: true });
});

async function start(role: 'web' | 'worker'): Promise<Process> {
  const port = await freePort();
  const child = spawn(process.execPath, [...nodeFlags, join(root, 'server/embedded/start.ts')], {
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
  await expect.poll(() => states).not.toBe('');
  return () => states;
}

let buyers = 0;
const address = () => `203.0.113.${++buyers}`;

interface Answer {
  /** 0: nobody answered. */
  status: number;
  /** Whether a process fell silent before another answered. */
  carriedOn: boolean;
}

/**
 * Places an order here, and where nobody answers any more at the next process, with the same key: as a client that means
 * to buy once. What the dead process had begun is free to be asked for again after a minute.
 */
async function order(at: Process[], session: number, seats: number[]): Promise<Answer> {
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
    'x-forwarded-for': address(),
  };
  // Buyers of their own: one address may keep three holds at a time.
  const body = JSON.stringify({ session, seats, email: `guest-${buyers}@example.test` });
  for (const [silent, { url }] of at.entries()) {
    for (;;) {
      const answer = await fetch(`${url}/api/orders/`, { method: 'POST', headers, body }).catch(() => null);
      const text = await answer?.text().catch(() => null);
      if (!answer || text == null) break;
      if (!text.includes('idempotency_in_progress')) return { status: answer.status, carriedOn: silent > 0 };
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
  return { status: 0, carriedOn: true };
}

const statusesOf = (answers: Answer[]) => answers.map(({ status }) => status);

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

async function converges(screening: TestScreening, shown: (() => string)[]): Promise<void> {
  const truth = (await loadFloor(t.db, screening.id))?.symbols;
  for (const screen of shown) await expect.poll(screen).toBe(truth);
  expect(await findBrokenInvariants(t.db)).toEqual([]);
}

test.runIf(withRedis)(
  'Two buyers of the same seats at two processes: each seat is sold once, and both processes’ screens agree',
  async () => {
    const screening = await aHouse();
    const shown = await Promise.all([aScreen(one, screening.id), aScreen(two, screening.id)]);
    const answers = await Promise.all(
      pairs(screening).flatMap((seats) => [order([one], screening.id, seats), order([two], screening.id, seats)]),
    );
    expect(statusesOf(answers).filter((status) => status === 201)).toHaveLength(20);
    expect(statusesOf(answers).filter((status) => status === 409)).toHaveLength(20);
    expect(await claimed(screening)).toBe(40);
    await converges(screening, shown);
  },
);

test.runIf(withRedis)('Requests are counted together: what one process let pass is spent at the other', async () => {
  const from = '198.51.100.77';
  const ask = ({ url }: Process) =>
    fetch(`${url}/api/orders/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
      body: '{}',
    }).then((answer) => answer.status);
  // 300 a minute: neither process saw more than 200 of these. A few at a time, so that none keeps Redis waiting so long that
  // it counts by itself.
  const statuses: number[] = [];
  for (let asked = 0; asked < 400; asked += 8) {
    statuses.push(...(await Promise.all(Array.from({ length: 8 }, (_, i) => ask(i % 2 ? one : two)))));
  }
  expect(statuses.filter((status) => status === 429)).toHaveLength(100);
});

test.runIf(withRedis)(
  'While Redis is away sales go on, every screen follows within seconds, each process says so once; then it heals',
  async () => {
    const screening = await aHouse();
    const shown = await Promise.all([aScreen(one, screening.id), aScreen(two, screening.id)]);
    const [first, ...rest] = pairs(screening);
    const earlier = new Map([one, two].map((each) => [each, each.said().length]));
    const times = (each: Process, line: RegExp) => each.said().slice(earlier.get(each)).match(line)?.length;
    await redis.kill();
    expect((await order([one], screening.id, first ?? [])).status).toBe(201);
    await converges(screening, shown);
    const statuses = statusesOf(
      await Promise.all(rest.slice(0, 9).map((seats, i) => order([i % 2 ? one : two], screening.id, seats))),
    );
    expect(statuses).toEqual(statuses.map(() => 201));
    await converges(screening, shown);
    for (const each of [one, two]) expect(times(each, /Redis is away/g)).toBeLessThanOrEqual(2);
    await redis.start();
    for (const each of [one, two]) await expect.poll(() => times(each, /Redis is back/g)).toBe(2);
    for (const seats of rest.slice(9)) expect((await order([two], screening.id, seats)).status).toBe(201);
    await converges(screening, shown);
    expect(await claimed(screening)).toBe(40);
  },
);

test.runIf(withRedis)(
  'A process killed in the middle of sales: its buyers carry on with the other, nothing is sold twice or lost',
  async () => {
    const screening = await aHouse();
    const screen = await aScreen(one, screening.id);
    const buy = (seats: ReturnType<typeof pairs>[number]) => order([two, one], screening.id, seats);
    const all = pairs(screening);
    const first = all.slice(0, 10).map(buy);
    await first[0];
    // Orders of one moment may all be answered at once: these are on their way when it dies.
    const late = all.slice(10).map(buy);
    await kill(two);
    const answers = await Promise.all([...first, ...late]);
    expect(answers.some(({ carriedOn }) => carriedOn)).toBe(true);
    expect(statusesOf(answers)).toEqual(answers.map(() => 201));
    expect(await claimed(screening)).toBe(40);
    await converges(screening, [screen]);
  },
  150_000,
);
