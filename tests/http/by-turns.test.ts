import type { NextFunction, Request, Response } from 'express';
import { expect, test } from 'vitest';
import { byTurns } from '../../server/http/by-turns.ts';

const turn = () => new Promise((go) => setImmediate(go));

test('Of a crowd so many are let through in each turn, in the order in which they came, and nobody is left behind', async () => {
  const gate = byTurns(3);
  const through: number[] = [];
  const come = (who: number) => gate({} as Request, {} as Response, (() => through.push(who)) as NextFunction);
  for (let who = 1; who <= 8; who++) come(who);
  expect(through).toEqual([1, 2, 3]);
  await turn();
  expect(through).toEqual([1, 2, 3, 4, 5, 6]);
  come(9);
  expect(through).toHaveLength(6);
  await turn();
  expect(through).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  for (let turns = 0; turns < 3; turns++) await turn();
  come(10);
  expect(through.at(-1)).toBe(10);
});

test('Whoever comes while some wait does not slip in before them', async () => {
  const gate = byTurns(1);
  const through: number[] = [];
  const come = (who: number) => gate({} as Request, {} as Response, (() => through.push(who)) as NextFunction);
  come(1);
  come(2);
  setImmediate(() => come(3));
  await turn();
  await turn();
  await turn();
  expect(through).toEqual([1, 2, 3]);
});
