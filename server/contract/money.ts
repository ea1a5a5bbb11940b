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

/** The tax contained in a price, rounded half up. `rate` is in hundredths of a percent: 2000 = 20 %. */
export function taxContained(price: number, rate: number): number {
  return Math.round((price * rate) / (10_000 + rate));
}
