import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClientEvents, ServerEvents, WatchAnswer } from '../../server/contract/feed.ts';
import { sql } from '../../server/db.ts';
import { findBrokenInvariants } from '../../server/domain/audit/find-broken-invariants.ts';
import { migrate } from '../../server/embedded/migrate.ts';
import { isOutage } from '../../server/http/faults.ts';
import { startWorker } from '../../server/jobs/worker.ts';
import { type TestCluster, testCluster } from '../setup/cluster.ts';
import { aHall, aScreening, type TestHouse, testHouse } from '../setup/house.ts';
import { type TestServer, testServer } from '../setup/server.ts';

// PostgreSQL is killed and started again while people buy. Whoever was told "yes" has their seats; whoever was told to
// ask again asks again with the same key, and buys once.

let cluster: TestCluster;
let t: TestHouse;
let server: TestServer;
let worker: Awaited<ReturnType<typeof startWorker>>;
beforeAll(async () => {
  cluster = await testCluster();
  await cluster.create('foyer');
  await migrate(cluster.url('foyer'));
  t = await testHouse({ url: cluster.url('foyer') });
  server = await testServer(t.url, undefined, { role: 'all' });
  worker = await startWorker(server.deps);
});
afterAll(async () => {
  await worker?.stop();
  await server?.stop();
  await t?.drop();
  await cluster?.drop();
});

/** What a buyer was told on the way; the last is the answer that they kept. */
interface Told {
  order: number | null;
  statuses: number[];
  /** Answers of 503 that did not say when to come back. */
  unsaid: number;
}

/** Buys these seats, and asks again with the same key until somebody says yes or no. */
async function buy(nth: number, session: number, seats: number[]): Promise<Told> {
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
    'x-forwarded-for': `203.0.113.${nth}`,
  };
  const body = JSON.stringify({ session, seats, email: `guest-${nth}@example.test` });
  const told: Told = { order: null, statuses: [], unsaid: 0 };
  for (;;) {
    const answer = await fetch(`${server.url}/api/orders/`, { method: 'POST', headers, body });
    told.statuses.push(answer.status);
    const text = await answer.text();
    if (answer.status === 503) {
      if (!answer.headers.get('retry-after')) told.unsaid += 1;
    } else if (!text.includes('idempotency_in_progress')) {
      if (answer.status === 201) told.order = JSON.parse(text).id;
      return told;
    }
    await delay(150);
  }
}

test('PostgreSQL is killed twice while seats are sold: 503 and when to ask again, then it goes on by itself; nothing lost, nothing double', async () => {
  const rows = Array.from('ABCDEFGHJKLMNPQRSTUV');
  const hall = await aHall(t.house, rows.map((row) => `${row} ssssssss`).join('\n'));
  const { id } = await aScreening(t.house, { hall });
  const screen = aScreen(id);
  const pairs = rows.flatMap((row) => [1, 3, 5, 7].map((n) => [hall.seat(`${row}${n}`), hall.seat(`${row}${n + 1}`)]));

  let sold = 0;
  const told: Told[] = [];
  const queue = pairs.map((seats, i) => ({ seats, nth: i + 1 }));
  const buyer = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      told.push(await buy(next.nth, id, next.seats));
      sold += 1;
    }
  };
  const buyers = Promise.all(Array.from({ length: 8 }, buyer));
  for (const from of [15, 45]) {
    await expect.poll(() => sold, { interval: 5 }).toBeGreaterThanOrEqual(from);
    await cluster.kill();
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
    const page = await fetch(`${server.url}/sessions/${id}`);
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '5']);
    const office = await fetch(`${server.url}/api/staff/price-cards/`, {
      headers: { cookie: 'foyer_login=abcdefghijklmnopqrstuvwxyz234567abcdefgh' },
    });
    expect([office.status, office.headers.get('retry-after')]).toEqual([503, '5']);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await cluster.start();
    // A key whose answer was under way when the lights went out is free after a minute: let it pass.
    await sql(t.db).query(
      `UPDATE idempotent_requests SET created_at = created_at - interval '61 seconds' WHERE response IS NULL`,
    );
  }
  await buyers;

  const statuses = new Set(told.flatMap((each) => each.statuses));
  expect([...statuses].filter((status) => ![201, 409, 503].includes(status))).toEqual([]);
  expect(statuses).toContain(503);
  expect(told.reduce((sum, { unsaid }) => sum + unsaid, 0)).toBe(0);
  // Everybody has exactly the one order that they were told of.
  const orders = await sql(t.db).query<{ id: number }>('SELECT id FROM orders ORDER BY id');
  expect(told.map(({ order }) => order).sort((a, b) => Number(a) - Number(b))).toEqual(orders.map((order) => order.id));
  const [claims] = await sql(t.db).query<{ seats: number }>('SELECT count(*) AS seats FROM seat_claims');
  expect(claims?.seats).toBe(pairs.length * 2);
  expect(await findBrokenInvariants(t.db)).toEqual([]);

  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  await expect.poll(screen.free).toBe(0);
  screen.close();
});

test('A database that goes away and comes back is known for that, whether SQL or Prisma asks it', async () => {
  const faults: unknown[] = [];
  let on = true;
  const keepAsking = async (ask: () => Promise<unknown>) => {
    while (on) {
      await ask().catch((fault: unknown) => faults.push(fault));
      await delay(2);
    }
  };
  const askers = [() => sql(t.db).query('SELECT FROM films'), () => t.db.prisma.film.findMany()].map(keepAsking);
  await cluster.kill();
  await delay(200);
  await cluster.start();
  on = false;
  await Promise.all(askers);
  expect(faults.some((fault) => String(fault).includes('Prisma'))).toBe(true);
  expect(faults.filter((fault) => !isOutage(fault))).toEqual([]);
  await expect(sql(t.db).query('SELECT FROM no_such_table').catch(isOutage)).resolves.toBe(false);
});

test('A worker whose PostgreSQL went away takes up its work again when it is back', async () => {
  await cluster.kill();
  await cluster.start();
  const done = () =>
    sql(t.db).query<{ left: number }>(
      `SELECT count(*) AS left FROM graphile_worker.jobs WHERE key = 'after the storm'`,
    );
  await sql(t.db).query(`SELECT graphile_worker.add_job('sweep', job_key := 'after the storm')`);
  await expect.poll(async () => (await done())[0]?.left).toBe(0);
});

/** A screen that follows the seats; how many it shows as free. */
function aScreen(session: number): { free(): number; close(): void } {
  const socket: Socket<ServerEvents, ClientEvents> = io(`${server.url}/seats`, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 100,
  });
  let states: string[] = [];
  socket.on('connect', () =>
    socket.emit('watch', { session }, (answer: WatchAnswer) => {
      if ('states' in answer) states = Array.from(answer.states);
    }),
  );
  socket.on('seats', ({ changes }) => {
    for (const [at, symbol] of changes) states[at] = symbol;
  });
  return {
    free: () => (states.length === 0 ? Number.NaN : states.filter((symbol) => symbol === '.').length),
    close: () => socket.disconnect(),
  };
}
