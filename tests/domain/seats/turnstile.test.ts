import { expect, test } from 'vitest';
import type { Db } from '../../../server/db.ts';
import { turnstile } from '../../../server/domain/seats/turnstile.ts';

const throughTurnstile = turnstile(12);

/** Acts that end when they are told to, and who of them has begun, in order. */
function crowd(count: number, screeningId = 1, db = {} as Db) {
  const begun: number[] = [];
  const ends: ((fault?: Error) => void)[] = [];
  const ended = Array.from({ length: count }, (_, i) =>
    throughTurnstile(db, screeningId, () => {
      begun.push(i);
      return new Promise<number>((resolve, reject) => {
        ends[i] = (fault) => (fault ? reject(fault) : resolve(i));
      });
    }),
  );
  return { begun, ended, end: (i: number, fault?: Error) => ends[i]?.(fault) };
}

test('Twelve ask at once; whoever waits is let in when one is done, first come, first served', async () => {
  const { begun, ended, end } = crowd(15);
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  end(5);
  await ended[5];
  end(0);
  await ended[0];
  expect(begun.slice(12)).toEqual([12, 13]);
});

test('A fault inside lets the next one in, and reaches whoever asked', async () => {
  const { begun, ended, end } = crowd(13);
  end(3, new Error('the database is away'));
  await expect(ended[3]).rejects.toThrow('away');
  expect(begun).toContain(12);
});

test('A crowd at one showing keeps nobody from another, and a showing that was full lets in as many as before', async () => {
  const db = {} as Db;
  const full = crowd(13, 1, db);
  expect(crowd(1, 2, db).begun).toEqual([0]);
  for (let i = 0; i < 13; i++) {
    full.end(i);
    await full.ended[i];
  }
  expect(crowd(13, 1, db).begun).toHaveLength(12);
});

test('A crowd that is refused at its turn leaves the event loop to others in between', async () => {
  const db = {} as Db;
  let through = 0;
  const crowd = Array.from({ length: 2_000 }, () => throughTurnstile(db, 1, async () => void through++));
  await new Promise((turn) => setImmediate(turn));
  expect(through).toBeLessThan(500);
  await Promise.all(crowd);
  expect(through).toBe(2_000);
});
