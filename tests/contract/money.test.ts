import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate, formatMoney, minorDigits, taxContained } from '../../server/contract/money.ts';

// Rule 7.
const totals = fc.integer({ min: -100_000_000, max: 100_000_000 });
const weights = fc
  .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 12 })
  .filter((list) => list.some((weight) => weight > 0));

describe('an amount that is spread over lines', () => {
  test('the lines always add up to it', () => {
    fc.assert(
      fc.property(totals, weights, (total, list) => {
        expect(allocate(total, list).reduce((a, b) => a + b, 0)).toBe(total);
      }),
    );
  });

  test('every line is less than one minor unit away from its exact share', () => {
    fc.assert(
      fc.property(totals, weights, (total, list) => {
        const sum = list.reduce((a, b) => a + b, 0);
        for (const [i, part] of allocate(total, list).entries()) {
          const difference = BigInt(part) * BigInt(sum) - BigInt(total) * BigInt(list[i] ?? 0);
          expect(difference < BigInt(sum) && difference > -BigInt(sum)).toBe(true);
        }
      }),
    );
  });

  test('the same input gives the same lines, and a larger share never gets less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), weights, (total, list) => {
        const parts = allocate(total, list);
        expect(allocate(total, list)).toEqual(parts);
        for (const [i, a] of list.entries()) {
          for (const [j, b] of list.entries()) if (a > b) expect(parts[i]).toBeGreaterThanOrEqual(parts[j] ?? 0);
        }
      }),
    );
  });

  test('a refund of the whole is the same lines with the sign turned', () => {
    fc.assert(
      fc.property(totals, weights, (total, list) => {
        expect(allocate(-total, list).map((part) => part + 0)).toEqual(allocate(total, list).map((part) => -part + 0));
      }),
    );
  });

  test('what is left over goes to the largest fraction, and among equals to the earlier line', () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(10, [1, 2, 4])).toEqual([1, 3, 6]);
    expect(allocate(5, [0, 1])).toEqual([0, 5]);
  });

  test('nothing can be spread over no weight at all', () => {
    expect(() => allocate(100, [])).toThrow(RangeError);
    expect(() => allocate(100, [0, 0])).toThrow(RangeError);
    expect(() => allocate(100, [2, -1])).toThrow(RangeError);
  });
});

describe('the tax contained in a price', () => {
  test('is a sixth of it at 20 %, rounded to the minor unit', () => {
    expect(taxContained(12_000, 2000)).toBe(2000);
    expect(taxContained(19_000, 2000)).toBe(3167);
    expect(taxContained(19_000, 0)).toBe(0);
  });

  test('is never more than the price', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 0, max: 10_000 }), (price, rate) => {
        const tax = taxContained(price, rate);
        expect(tax).toBeGreaterThanOrEqual(0);
        expect(tax).toBeLessThanOrEqual(price);
      }),
    );
  });
});

describe('an amount in words', () => {
  test('has as many decimals as its currency, and none where they say nothing', () => {
    expect(minorDigits('UAH')).toBe(2);
    expect(minorDigits('JPY')).toBe(0);
    expect(minorDigits('KWD')).toBe(3);
    expect(formatMoney({ amount: 24_000, currency: 'UAH' }, 'en')).toBe('₴240');
    expect(formatMoney({ amount: 24_050, currency: 'UAH' }, 'en')).toBe('₴240.50');
    expect(formatMoney({ amount: 1_200, currency: 'JPY' }, 'en')).toBe('¥1,200');
    expect(formatMoney({ amount: 1_250, currency: 'KWD' }, 'en')).toMatch(/1\.250$/);
  });
});
