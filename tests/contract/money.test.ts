import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMoney, minorDigits, taxContained } from '../../server/contract/money.ts';

// Rule 7.

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
