import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../../server/contract/api/operations.ts';
import type { OrderBody } from '../../../server/contract/api/orders.ts';
import { sql } from '../../../server/db.ts';
import { aHall, aScreening } from '../../setup/house.ts';
import { signedIn } from './account-recipes.ts';
import { callOf, type Known } from './arbitrary.ts';
import { type ServedDocument, servedDocument } from './document.ts';
import { aCounter, type Counter } from './till/counter.ts';
import { secrets, send, theWorld, type World } from './world.ts';

/** To make the same requests again, write the number here that a failed run has printed. */
const seed = Date.now() % 2 ** 31;

/** All operations together stay below a minute. */
const millisecondsEach = 50_000 / operations.length;

/** However slow the machine is. */
const fewest = 40;

/** How far the fuzz must come in some operations, through all the rules of the house: there it goes on until it has. */
const goals: Record<string, number> = {
  placeOrder: 201,
  getOrder: 200,
  cancelOrder: 200,
  listMovies: 200,
  getMe: 200,
  holdAtTill: 200,
};

let world: World;
let document: ServedDocument;
let guests: string[];
let mine: OrderBody;
let others: OrderBody;
let customer: Record<string, string>;
let counter: Counter;
let tables: string[];
/** The latest request. */
let underWay: ReturnType<typeof send> | null = null;
/** What the house has answered, so that it can be seen that the fuzz comes far. */
const met = new Set<string>();
beforeAll(async () => {
  world = await theWorld();
  document = await servedDocument(world.server.url);
  mine = await world.paid();
  others = await world.paid();
  customer = (await signedIn(world)).headers;
  guests = Array.from({ length: 40 }, () => world.guest());
  const named = await sql(world.home.db).query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'
        AND tablename NOT IN ('idempotent_requests', 'sign_in_attempts', 'pin_failures', '_prisma_migrations')`,
  );
  tables = named.map(({ name }) => name);
  console.info(`fuzz seed ${seed}`);
});
afterAll(() => world?.close());

/** With a showing that nobody has touched: an earlier operation may have sold its seats, or cancelled it. */
async function whatIsKnown(): Promise<Known> {
  const { house, ids } = world.home;
  const hall = await aHall(house, Array.from('ABCDEF', (row) => `${row} ssssssssssss`).join('\n'));
  const show = await aScreening(house, { hall });
  const seats = hall.plan.seats.map(({ id }) => id);
  const types = [ids.types.adult ?? 0, ids.types.child ?? 0];
  return {
    session: [show.id],
    screening: [show.id],
    ticketType: types,
    seats,
    seat: seats,
    ticket_type: types,
    email: guests,
    movie: [world.film.id],
    token: [mine.token, others.token],
    count: [1, 2, 10],
    ...pathIds(show.id),
  };
}

/** Ids by the path that they stand in: sessions are no orders. */
function pathIds(show: number): Known {
  const orders = [mine.id, others.id];
  const tickets = [...mine.tickets, ...others.tickets].map(({ id }) => id);
  const entries = operations.flatMap(({ path }): [string, (string | number)[]][] => {
    if (path.startsWith('/orders/'))
      return [
        [`/api${path} id`, orders],
        [`/api${path} ticket`, tickets],
      ];
    if (path.startsWith('/staff/till/orders/')) return [[`/api${path} id`, orders]];
    if (path.startsWith('/staff/till/screenings/')) return [[`/api${path} id`, [show]]];
    if (path.startsWith('/sessions/')) return [[`/api${path} id`, [world.screening.id]]];
    return path.startsWith('/movies/') ? [[`/api${path} key`, [world.film.id, world.film.slug]]] : [];
  });
  return Object.fromEntries(entries);
}

/** What opens the outer door, so that the fuzz comes further in. */
function proofOf(path: string): Record<string, string> {
  if (path.startsWith('/api/staff/till/')) return counter.headers;
  if (path.startsWith('/api/staff/')) return world.office;
  if (path.startsWith('/api/auth/users/') || path === '/api/orders/') return customer;
  return path.startsWith('/api/telegram/') ? { ...secrets.bot, ...secrets.telegram } : {};
}

/** A refusal that is put on record: of a sale that never arrived, that it never shall. */
const recorded: Record<string, string[]> = { cancelTillSale: ['till_acts', 'audit_entries'] };

/** What is only noted of whoever asks, and is no change. */
const noted: Record<string, string[]> = { kiosks: ['last_seen_at', 'app_version'], clerk_sessions: ['used_at'] };

/** Of every row, by table; what is remembered for `Idempotency-Key`, and of tries, is there for refusals themselves. */
async function fingerprint(): Promise<Record<string, string>> {
  const each = tables.map((table) => {
    const row = table in noted ? `(to_jsonb(t) - '{${noted[table]}}'::text[])::text` : 't::text';
    return `SELECT '${table}' AS name, md5(string_agg(${row}, '|' ORDER BY ${row})) AS hash FROM "${table}" t`;
  });
  const rows = await sql(world.home.db).query<{ name: string; hash: string }>(
    `${each.join(' UNION ALL ')} UNION ALL SELECT 'jobs', count(*)::text FROM graphile_worker.jobs`,
  );
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]));
}

describe.each(operations.map(({ id }) => id))('%s', (id) => {
  test('whatever is sent: no fault of ours, an answer as described, and no change by what is refused', async () => {
    const described = document.operations.find((each) => each.id === id);
    if (!described) throw new Error(`${id} is not in the document`);
    const writes = described.method !== 'get';
    let known = await whatIsKnown();
    // Some of what is asked at a till signs the clerk out, or closes the drawer.
    if (described.path.startsWith('/api/staff/till/')) {
      counter = await aCounter(world);
      known = { ...known, instance: [counter.instance] };
    }
    // Whoever runs out of time leaves a request behind, which may still change something.
    await underWay;
    let before = await fingerprint();
    const until = Date.now() + millisecondsEach;
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(callOf(described, document, known), async ({ body, ...call }) => {
        // Ends what the time is up for, where fast-check would leave a request under way.
        if (Date.now() > until && sent >= fewest && cameFar(id)) return;
        sent += 1;
        const headers = { ...proofOf(described.path), ...call.headers };
        underWay = send(world, described.method, { ...call, headers, ...(writes ? { body } : {}) });
        const answer = await underWay;
        const where = `${call.path} ${JSON.stringify(call.headers)} ${String(body).slice(0, 200)}: ${answer.status} ${answer.text.slice(0, 200)}`;
        met.add(`${id} ${answer.json?.code ?? answer.status}`);
        expect(answer.status, where).toBeLessThan(500);
        // An address that is none leads nowhere, or, as `..` does, to another operation.
        if (![304, 404, 405].includes(answer.status)) {
          expect(document.problems(described, answer.status, answer.json ?? answer.text), where).toEqual([]);
        }
        if (!writes) return;
        const after = await fingerprint();
        if (answer.status >= 400) {
          const onRecord = Object.fromEntries((recorded[id] ?? []).map((table) => [table, after[table]]));
          expect(after, where).toEqual({ ...before, ...onRecord });
        }
        before = after;
      }),
      // Where it must come far, chance gets more tries.
      { seed, numRuns: goals[id] === undefined ? 300 : 1_500 },
    );
    if (!writes) expect(await fingerprint()).toEqual(before);
  });
});

const cameFar = (id: string) => goals[id] === undefined || met.has(`${id} ${goals[id]}`);

test('the fuzz comes as far as the rules of the house, and past them', () => {
  expect(Object.keys(goals).filter((id) => !cameFar(id))).toEqual([]);
});

test('nobody has opened, changed or given back the order of somebody else without its token', async () => {
  for (const { method, path } of operations.filter((each) => each.path.startsWith('/orders/{id}/'))) {
    for (const token of ['', `?token=${mine.token}`, '?token=', `?token=${'A'.repeat(22)}`]) {
      const address = path.replace('{id}', String(others.id)).replace('{ticket}', String(others.tickets[0]?.id));
      const before = await fingerprint();
      const answer = await send(world, method, { path: `/api${address}${token}` });
      expect(answer.json, address).toMatchObject({ code: 'not_found' });
      expect(await fingerprint()).toEqual(before);
    }
  }
});
