import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { ClientEvents, SeatDelta, SeatSnapshot, ServerEvents, WatchAnswer } from '../../server/contract/feed.ts';
import { seatLabel } from '../../server/contract/seats.ts';
import { openDb, sql } from '../../server/db.ts';
import { holdSeats } from '../../server/domain/seats/hold-seats.ts';
import { loadFloor } from '../../server/domain/seats/load-floor.ts';
import { releaseHold } from '../../server/domain/seats/release-hold.ts';
import { coalesceMs, createSeatFeed, type SeatFeed } from '../../server/realtime/seat-feed.ts';
import { installSeatSockets } from '../../server/realtime/seat-sockets.ts';
import {
  aCustomer,
  accepted,
  aHall,
  aScreening,
  type TestHouse,
  type TestScreening,
  testHouse,
} from '../setup/house.ts';

type Client = Socket<ServerEvents, ClientEvents>;

let t: TestHouse;
let feed: SeatFeed;
let http: Server;
let url: string;
const clients: Client[] = [];

beforeAll(async () => {
  t = await testHouse();
  const log = pino({ level: 'silent' });
  feed = createSeatFeed(t.db, log);
  t.house.seatsChanged = (id) => feed.nudge(id);
  http = createServer();
  installSeatSockets(http, { feed, log });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
});
afterEach(() => {
  for (const client of clients.splice(0)) client.disconnect();
});
afterAll(async () => {
  feed.stop();
  http.close();
  http.closeAllConnections();
  await t.drop();
});

/** A screen that is kept up to date as api.md says, and remembers what it was sent. */
async function aScreen(
  session: number,
  transports: ('polling' | 'websocket')[] = ['websocket'],
): Promise<{ client: Client; states(): string; deltas: SeatDelta[] }> {
  const client: Client = io(`${url}/seats`, { transports, forceNew: true });
  clients.push(client);
  const deltas: SeatDelta[] = [];
  client.on('seats', (delta) => deltas.push(delta));
  const snapshot = (await ask(client, session)) as SeatSnapshot;
  const states = () => {
    const now = Array.from(snapshot.states);
    for (const delta of deltas) {
      if (delta.version > snapshot.version) for (const [i, symbol] of delta.changes) now[i] = symbol;
    }
    return now.join('');
  };
  return { client, states, deltas };
}

function ask(client: Client, session: unknown): Promise<WatchAnswer> {
  return new Promise((resolve) => client.emit('watch', { session } as { session: number }, resolve));
}

function hold(screening: TestScreening, labels: string[]) {
  return holdSeats(t.house, aCustomer(), {
    screeningId: screening.id,
    seats: labels.map((label) => screening.hall.seat(label)),
  });
}

async function until(holds: () => boolean): Promise<void> {
  await expect.poll(holds, { interval: 10 }).toBe(true);
}

test('Two screens see a hold and its release, and nothing of who', async () => {
  const screening = await aScreening(t.house);
  const [one, two] = [await aScreen(screening.id), await aScreen(screening.id)];
  expect(one.states()).toBe('........');
  const held = accepted(await hold(screening, ['A1', 'A2']));
  await until(() => one.states() === 'hh......' && two.states() === 'hh......');
  accepted(await releaseHold(t.house, aCustomer(), held.id));
  await until(() => one.states() === '........' && two.states() === '........');
  expect(one.deltas.map((delta) => Object.keys(delta).sort())).toEqual([
    ['changes', 'session', 'version'],
    ['changes', 'session', 'version'],
  ]);
});

test('A screen behind a proxy that lets no websocket through is told as well, and one that changes over to it', async () => {
  const screening = await aScreening(t.house);
  const screens = [await aScreen(screening.id, ['polling']), await aScreen(screening.id, ['polling', 'websocket'])];
  accepted(await hold(screening, ['A1', 'A2']));
  await until(() => screens.every((screen) => screen.states() === 'hh......'));
  await until(() => screens[1]?.client.io.engine.transport.name === 'websocket');
  accepted(await hold(screening, ['A3', 'A4']));
  await until(() => screens.every((screen) => screen.states() === 'hhhh....'));
});

test('A burst of holds travels in fewer messages, versions count up by one, and every screen ends as the database', async () => {
  const rows = Array.from('ABCDEFGHJKLMNPQRSTUVWXYZ');
  const screening = await aScreening(t.house, {
    hall: await aHall(t.house, rows.map((row) => `${row} ssss`).join('\n')),
  });
  const screens = [await aScreen(screening.id), await aScreen(screening.id), await aScreen(screening.id)];
  await Promise.all(rows.map((row) => hold(screening, [`${row}1`, `${row}2`])));
  const truth = (await loadFloor(t.db, screening.id))?.symbols ?? '';
  for (const screen of screens) {
    await until(() => screen.states() === truth);
    const versions = screen.deltas.map((delta) => delta.version);
    expect(versions).toEqual(versions.map((_, i) => (versions[0] ?? 0) + i));
    expect(versions.length).toBeLessThan(rows.length);
  }
});

test('What is rolled back or refused is never announced', async () => {
  const screening = await aScreening(t.house);
  accepted(await hold(screening, ['A1', 'A2']));
  const screen = await aScreen(screening.id);
  await hold(screening, ['A2', 'A3']);
  const client = await t.db.pool.connect();
  await client.query('BEGIN');
  await client.query(`INSERT INTO seat_claims (screening_id, seat_id, kind) VALUES ($1, $2, 'block')`, [
    screening.id,
    screening.hall.seat('B1'),
  ]);
  feed.nudge(screening.id);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await client.query('ROLLBACK');
  client.release();
  feed.nudge(screening.id);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(screen.deltas).toEqual([]);
});

test('A hold that runs out frees its seats on every screen, though nobody writes anything', async () => {
  const screening = await aScreening(t.house);
  const held = accepted(await hold(screening, ['A1', 'A2']));
  const screen = await aScreen(screening.id);
  expect(screen.states().slice(0, 2)).toBe('hh');
  // Only now, so that it is not over before the screen is open.
  await sql(t.db).query(`UPDATE holds SET expires_at = now() + interval '400 milliseconds' WHERE id = $1`, [held.id]);
  await sql(t.db).query(
    'UPDATE seat_claims c SET expires_at = h.expires_at FROM holds h WHERE h.id = c.hold_id AND h.id = $1',
    [held.id],
  );
  feed.nudge(screening.id);
  await until(() => screen.states().slice(0, 2) === '..');
});

test('A sale of another process, or one whose message was lost in a crash, is seen within two seconds', async () => {
  const screening = await aScreening(t.house);
  const screen = await aScreen(screening.id);
  const elsewhere = openDb(t.url, { connections: 1 });
  const other = { ...t.house, db: elsewhere, seatsChanged: () => {} };
  accepted(
    await holdSeats(other, aCustomer(), {
      screeningId: screening.id,
      seats: [screening.hall.seat('B1'), screening.hall.seat('B2')],
    }),
  );
  // Seconds as this machine has them at the moment: a timer, and a way to the database and back.
  let seconds = 0;
  const clock = new AbortController();
  const ticks = (async () => {
    for (; !clock.signal.aborted; seconds += 1) {
      await delay(1_000);
      await sql(t.db).query('SELECT');
    }
  })();
  await until(() => screen.states() === '....hh..');
  expect(seconds).toBeLessThan(2);
  clock.abort();
  await ticks;
  await elsewhere.close();
});

test('Unknown, hidden and malformed sessions get an answer in words and no feed', async () => {
  const draft = await aScreening(t.house, { status: 'draft' });
  const client: Client = io(`${url}/seats`, { transports: ['websocket'], forceNew: true });
  clients.push(client);
  expect(await ask(client, 999_999)).toMatchObject({ error: { code: 'not_found' } });
  expect(await ask(client, draft.id)).toMatchObject({ error: { code: 'not_found' } });
  for (const nonsense of ['7', -1, 1.5, null, undefined, {}, [1], Number.NaN, 1e12]) {
    expect(await ask(client, nonsense)).toMatchObject({ error: { code: 'invalid_request' } });
  }
  client.emit('watch', undefined as never, undefined as never);
  client.emit('unwatch', 'x' as never);
  const screening = await aScreening(t.house);
  expect(await ask(client, screening.id)).toMatchObject({ version: expect.any(Number), states: '........' });
});

test('Whoever asks for nothing is told so, and whoever wants no answer is told of changes all the same', async () => {
  const screening = await aScreening(t.house);
  const { client } = await aScreen(screening.id);
  const anyhow: { emit(...said: unknown[]): unknown } = client;
  expect(await new Promise((resolve) => anyhow.emit('watch', resolve))).toMatchObject({
    error: { code: 'invalid_request' },
  });
  const silent: Client = io(`${url}/seats`, { transports: ['websocket'], forceNew: true });
  clients.push(silent);
  const deltas: SeatDelta[] = [];
  silent.on('seats', (delta) => deltas.push(delta));
  const wordless: { emit(...said: unknown[]): unknown } = silent;
  wordless.emit('watch', { session: screening.id });
  // An answer to what was asked later: the first has been heard.
  await ask(silent, 999_999);
  accepted(await hold(screening, ['A1', 'A2']));
  await until(() => deltas.length === 1);
  expect(deltas[0]?.changes).toEqual([
    [0, 'h'],
    [1, 'h'],
  ]);
});

test('A screen that stops watching is sent nothing more', async () => {
  const screening = await aScreening(t.house);
  const [gone, stays] = [await aScreen(screening.id), await aScreen(screening.id)];
  gone.client.emit('unwatch', { session: screening.id });
  await ask(gone.client, 999_999);
  accepted(await hold(screening, ['A1', 'A2']));
  await until(() => stays.states() === 'hh......');
  expect(gone.deltas).toEqual([]);
});

test('A screen that changes its mind before it has its answer is sent nothing more, and counts as nobody', async () => {
  const screening = await aScreening(t.house);
  const stays = await aScreen(screening.id);
  const client: Client = io(`${url}/seats`, { transports: ['websocket'], forceNew: true });
  clients.push(client);
  const deltas: SeatDelta[] = [];
  client.on('seats', (delta) => deltas.push(delta));
  const { watch, unwatch } = feed;
  let counted = 0;
  feed.watch = async (id) => {
    counted += 1;
    await delay(100);
    return watch(id);
  };
  feed.unwatch = (id) => {
    counted -= 1;
    unwatch(id);
  };
  const answer = ask(client, screening.id);
  client.emit('unwatch', { session: screening.id });
  expect(await answer).toMatchObject({ states: '........' });
  Object.assign(feed, { watch, unwatch });
  expect(counted).toBe(0);
  accepted(await hold(screening, ['A1', 'A2']));
  await until(() => stays.states() === 'hh......');
  expect(deltas).toEqual([]);
});

test('A screen may watch twenty showings, also when it asks for more at once', async () => {
  const shows: TestScreening[] = [];
  for (let i = 0; i < 24; i++) shows.push(await aScreening(t.house));
  const { client } = await aScreen(shows[0]?.id ?? 0);
  const answers = await Promise.all(shows.map(({ id }) => ask(client, id)));
  expect(answers.filter((answer) => 'error' in answer)).toHaveLength(4);
});

/** A feed of its own with so many watchers, and what it says of a screening. */
async function watchedBy(watchers: number, screening: TestScreening): Promise<{ feed: SeatFeed; told: SeatDelta[] }> {
  const own = createSeatFeed(t.db, pino({ level: 'silent' }));
  const told: SeatDelta[] = [];
  own.onDelta((delta) => told.push(delta));
  for (let i = 0; i < watchers; i++) await own.watch(screening.id);
  return { feed: own, told };
}

function claim(screening: TestScreening, label: string) {
  return sql(t.db).query(`INSERT INTO seat_claims (screening_id, seat_id, kind) VALUES ($1, $2, 'block')`, [
    screening.id,
    screening.hall.seat(label),
  ]);
}

test('The more screens a change goes to, the more changes travel together', () => {
  expect([0, 1, 150, 300, 900, 1_500, 5_000].map(coalesceMs)).toEqual([5, 5, 5, 10, 30, 50, 50]);
});

test('Who only reads the floor brings no message forward, and every change arrives in the end', async () => {
  const screening = await aScreening(t.house);
  const { feed: own, told } = await watchedBy(2_000, screening);
  const began = performance.now();
  const labels = ['A1', 'A2', 'A3', 'A4', 'B1', 'B2', 'B3', 'B4'];
  for (const label of labels) {
    await claim(screening, label);
    own.nudge(screening.id);
    // As a buyer's choice is judged: by the floor as it is now.
    expect((await own.read(screening.id))?.floor.symbols).toContain('b');
  }
  await until(() => told.flatMap(({ changes }) => changes).length === labels.length);
  expect(told.length).toBeLessThanOrEqual(1 + Math.ceil((performance.now() - began) / coalesceMs(2_000)));
  expect(told.map(({ version }) => version)).toEqual(told.map((_, i) => i + 1));
  own.stop();
});

test('A snapshot given between two messages and the next message together are the truth, also of a seat that changed back', async () => {
  const screening = await aScreening(t.house);
  const { feed: own, told } = await watchedBy(2_000, screening);
  await claim(screening, 'A1');
  own.nudge(screening.id);
  await until(() => told.length === 1);
  // Within one window: taken, read by somebody who now begins to watch, given back.
  await claim(screening, 'A2');
  own.nudge(screening.id);
  const snapshot = await own.watch(screening.id);
  await sql(t.db).query('DELETE FROM seat_claims WHERE screening_id = $1 AND seat_id = $2', [
    screening.id,
    screening.hall.seat('A2'),
  ]);
  own.nudge(screening.id);
  const seen = Array.from(snapshot?.states ?? '');
  const asTold = () => {
    for (const { version, changes } of told) {
      if (version > (snapshot?.version ?? 0)) for (const [at, symbol] of changes) seen[at] = symbol;
    }
    return seen.join('');
  };
  expect(seen.join('')).toBe('bb......');
  await until(() => asTold() === 'b.......');
  own.stop();
});

test('What the database did not answer is asked again, though nothing else happens', async () => {
  const screening = await aScreening(t.house);
  let down = false;
  const db = {
    ...t.db,
    pool: new Proxy(t.db.pool, {
      get: (pool, name) =>
        name === 'query' && down ? () => Promise.reject(new Error('away')) : Reflect.get(pool, name, pool),
    }),
  };
  const own = createSeatFeed(db, pino({ level: 'silent' }));
  const told: SeatDelta[] = [];
  own.onDelta((delta) => told.push(delta));
  await own.watch(screening.id);
  down = true;
  await claim(screening, 'A1');
  own.nudge(screening.id);
  await expect(own.read(screening.id)).rejects.toThrow('away');
  down = false;
  await until(() => told.length === 1);
  own.stop();
});

test('A choice is judged with this process’s own holds, and the floor is not read for each; any other change has it read', async () => {
  const screening = await aScreening(t.house);
  let readings = 0;
  let gate = Promise.resolve();
  const db = {
    ...t.db,
    pool: new Proxy(t.db.pool, {
      get(pool, name) {
        if (name !== 'query') return Reflect.get(pool, name, pool);
        return async (statement: { name?: string }) => {
          const answer = await pool.query(statement as never);
          if (statement.name === 'load_floor') readings += 1;
          await gate;
          return answer;
        };
      },
    }),
  };
  const own = createSeatFeed(db, pino({ level: 'silent' }));
  const taken = async () => {
    const floor = await own.judge(screening.id);
    return floor?.plan.seats.filter(({ ordinal }) => floor.states[ordinal] !== 'free').map((seat) => seatLabel(seat));
  };
  const seat = (label: string) => [screening.hall.seat(label)];
  // However slow the machine is, it all happens within one moment.
  const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now());
  try {
    expect(await taken()).toEqual([]);
    await claim(screening, 'A1');
    own.nudge(screening.id, seat('A1'));
    await claim(screening, 'A2');
    own.nudge(screening.id, seat('A2'));
    expect(await taken()).toEqual(['A1', 'A2']);
    expect(readings).toBe(1);

    // One that is committed while the floor is read, and that the reading has missed, is not forgotten when it ends.
    own.nudge(screening.id);
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    const judged = taken();
    await until(() => readings === 2);
    await claim(screening, 'B1');
    own.nudge(screening.id, seat('B1'));
    resolve();
    expect(await judged).toEqual(['A1', 'A2', 'B1']);
    expect(await taken()).toEqual(['A1', 'A2', 'B1']);
    expect(readings).toBe(2);

    await sql(t.db).query('DELETE FROM seat_claims WHERE screening_id = $1 AND seat_id = $2', [
      screening.id,
      ...seat('A2'),
    ]);
    own.nudge(screening.id);
    expect(await taken()).toEqual(['A1', 'B1']);
    clock.mockReturnValue(Date.now() + 51);
    await claim(screening, 'B4');
    expect(await taken()).toEqual(['A1', 'B1', 'B4']);
  } finally {
    clock.mockRestore();
    own.stop();
  }
});
