import { expect, test } from 'vitest';
import { Witness } from './clients/witness.ts';
import { met } from './part.ts';
import { quantile, spreadOf } from './spread.ts';

test('The witness accuses a seat that two hold at once, and no seat that was given back in between', () => {
  const witness = new Witness();
  witness.grant(['1:1', '1:2']);
  witness.end(['1:1']);
  witness.grant(['1:1']);
  expect(witness.twice).toBe(0);
  witness.grant(['1:2', '1:3']);
  expect(witness.twice).toBe(1);
});

test('A quantile is a value that was measured', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(quantile(hundred, 0.99)).toBe(99);
  expect(spreadOf([3, 1, 2])).toEqual({ min: 1, median: 2, max: 3 });
});

test('A goal is met by the median', () => {
  const figure = { id: 'x', what: 'x', goal: { atLeast: 0.4, unit: '×' } };
  expect(met({ ...figure, measured: { min: 0.1, median: 0.4, max: 0.9 } })).toBe(true);
  expect(met({ ...figure, measured: { min: 0.3, median: 0.39, max: 0.9 } })).toBe(false);
  expect(met({ ...figure, goal: { below: 100, unit: 'ms' }, measured: spreadOf([100]) })).toBe(false);
});
