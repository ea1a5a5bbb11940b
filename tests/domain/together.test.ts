import pg from 'pg';
import { expect, test } from 'vitest';
import type { Db } from '../../server/db.ts';
import { together } from '../../server/domain/together.ts';

type Trip = { asks: string[]; patient: boolean; end(fault?: Error): void };

/** Trips that end when they are told to. What is asked is a letter and a mark: `a1` and `b1` have something in common. */
function company(given: { trips?: number; most?: number } = {}) {
  const trips: Trip[] = [];
  const ask = together<string, string>({
    trips: given.trips ?? 1,
    most: given.most ?? 10,
    apart: (asked) => [asked.slice(1)],
    go: (_db, asks, patient) =>
      new Promise((resolve, reject) => {
        trips.push({
          asks,
          patient,
          end: (fault) => (fault ? reject(fault) : resolve(asks.map((asked) => asked.toUpperCase()))),
        });
      }),
  });
  const db = {} as Db;
  return { trips, ask: (asked: string) => ask(db, asked), gone: () => trips.map(({ asks }) => asks) };
}

const turn = () => new Promise((next) => setImmediate(next));

/** As PostgreSQL says that it has undone everything. */
function tookBack(code = '23505'): Error {
  const fault = new pg.DatabaseError('no', 2, 'error');
  return Object.assign(fault, { severity: 'ERROR', code });
}

test('Whoever comes alone goes at once, whoever comes meanwhile goes with all who did; each gets their own answer', async () => {
  const { trips, ask, gone } = company();
  const first = ask('a1');
  await turn();
  const others = Promise.all([ask('b2'), ask('c3')]);
  await turn();
  expect(gone()).toEqual([['a1']]);
  trips[0]?.end();
  expect(await first).toBe('A1');
  await turn();
  expect(gone()).toEqual([['a1'], ['b2', 'c3']]);
  trips[1]?.end();
  expect(await others).toEqual(['B2', 'C3']);
  void ask('d4');
  await turn();
  expect(gone().at(-1)).toEqual(['d4']);
});

test('What has something in common does not go together, and nobody goes with more than fit', async () => {
  const { trips, ask, gone } = company({ most: 2 });
  const all = Promise.all(['a1', 'b1', 'c2', 'd3'].map(ask));
  for (const at of [0, 1]) {
    await turn();
    trips[at]?.end();
  }
  await all;
  expect(gone()).toEqual([
    ['a1', 'c2'],
    ['b1', 'd3'],
  ]);
});

test('A trip that the database took back is made by each alone, and nobody behind them waits for that', async () => {
  const { trips, ask, gone } = company();
  const both = Promise.allSettled([ask('a1'), ask('b2')]);
  await turn();
  const next = ask('c3');
  trips[0]?.end(tookBack());
  await turn();
  expect(gone().slice(1).toSorted()).toEqual([['a1'], ['b2'], ['c3']]);
  const end = (asked: string, fault?: Error) => trips.findLast(({ asks }) => asks[0] === asked)?.end(fault);
  end('c3');
  expect(await next).toBe('C3');
  end('a1', tookBack());
  end('b2');
  expect(await both).toMatchObject([{ status: 'rejected' }, { status: 'fulfilled', value: 'B2' }]);
  expect(trips.map(({ asks, patient }) => [asks[0], patient]).toSorted()).toEqual([
    ['a1', false],
    ['a1', true],
    ['b2', true],
    ['c3', false],
  ]);
});

test('One alone is asked again only where a lock stood in the way; then it has patience, and nobody waits behind', async () => {
  const { trips, ask } = company();
  const refused = expect(ask('a1')).rejects.toThrow('no');
  await turn();
  trips[0]?.end(tookBack());
  await refused;
  const waited = ask('b2');
  await turn();
  trips[1]?.end(tookBack('55P03'));
  await turn();
  const behind = ask('c3');
  await turn();
  expect(trips.slice(1).map(({ asks, patient }) => [asks, patient])).toEqual([
    [['b2'], false],
    [['b2'], true],
    [['c3'], false],
  ]);
  trips[3]?.end();
  expect(await behind).toBe('C3');
  trips[2]?.end();
  expect(await waited).toBe('B2');
});

test('Where the line broke nobody knows what was done: none of them is sent a second time', async () => {
  const { trips, ask, gone } = company();
  const both = Promise.allSettled([ask('a1'), ask('b2')]);
  await turn();
  trips[0]?.end(new Error('Connection terminated unexpectedly'));
  expect(await both).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
  await turn();
  expect(gone()).toHaveLength(1);
});
