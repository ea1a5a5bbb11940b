import { z } from 'zod';

/** An amount in integer minor units of an ISO 4217 currency (JPY has none below the yen, KWD three digits). */
export const money = z.object({ amount: z.int(), currency: z.string().length(3) });
export type Money = z.infer<typeof money>;

/** Decimal digits of a currency, by ISO 4217 as `Intl` knows it. */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** `24000 UAH` → `240 ₴`; the decimals appear only where they say something. */
export function formatMoney({ amount, currency }: Money, language: string): string {
  const digits = minorDigits(currency);
  const whole = amount % 10 ** digits === 0;
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: whole ? 0 : digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits);
}

/**
 * Spreads `total` (minor units) over `weights` so that the parts add up to it exactly. What rounding leaves over goes
 * to the largest fractions first, ties to the earlier line: the same input always gives the same parts.
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (weights.length === 0 || sum <= 0 || weights.some((w) => w < 0))
    throw new RangeError('weights must add up to more than 0');
  const exact = weights.map((weight) => (BigInt(total) * BigInt(weight)) / BigInt(sum));
  const fraction = weights.map((weight) => (BigInt(total) * BigInt(weight)) % BigInt(sum));
  const parts = exact.map(Number);
  const left = total - parts.reduce((a, b) => a + b, 0);
  const sign = Math.sign(left);
  const order = weights
    .map((_, i) => i)
    .sort((a, b) => sign * Number((fraction[b] ?? 0n) - (fraction[a] ?? 0n)) || a - b);
  for (const i of order.slice(0, Math.abs(left))) parts[i] = (parts[i] ?? 0) + sign;
  return parts;
}

/** The tax contained in a price, rounded half up. `rate` is in hundredths of a percent: 2000 = 20 %. */
export function taxContained(price: number, rate: number): number {
  return Math.round((price * rate) / (10_000 + rate));
}
