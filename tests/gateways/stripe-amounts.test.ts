import { describe, expect, test } from 'vitest';
import { minorDigits } from '../../server/contract/money.ts';
import { fromStripeAmount, stripeDecimals, toStripeAmount } from '../../server/gateways/stripe-amounts.ts';

describe('what one unit of a currency is at Stripe', () => {
  test.each([
    ['UAH', 100],
    ['EUR', 100],
    ['JPY', 1],
    ['KWD', 1000],
    ['ISK', 100],
    ['UGX', 100],
    ['HUF', 100],
    ['TWD', 100],
    ['MGA', 1],
  ])('1 %s is %i', (currency, atStripe) => {
    const ours = 10 ** minorDigits(currency);
    expect(toStripeAmount(ours, currency)).toBe(atStripe);
    expect(fromStripeAmount(atStripe, currency.toLowerCase())).toBe(ours);
  });
});

test('thousandths that Stripe would have rounded are refused', () => {
  expect(toStripeAmount(5120, 'KWD')).toBe(5120);
  expect(() => toStripeAmount(5124, 'KWD')).toThrow(/exactly/);
});

test('fractions of a krona are a fault', () => {
  expect(stripeDecimals('isk')).toBe(2);
  expect(() => fromStripeAmount(550, 'ISK')).toThrow(/exactly/);
});
