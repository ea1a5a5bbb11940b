import { minorDigits } from './money.ts';

/** What somebody typed as an amount: nothing, minor units, or something else. */
export type TypedAmount = { amount: number | null } | { problem: 'no_number' | 'negative' | 'decimals' | 'too_large' };

const most = 1_000_000_000;

/**
 * Reads an amount in major units: `190`, `190.5`, `190,50`, `1 200`, `₴190`. More decimals than the currency has are a
 * mistake, not to be rounded.
 */
export function readAmount(text: string, currency: string): TypedAmount {
  const said = text.replace(/[\s\u00a0\u202f'’]/g, '').replace(/^\p{Sc}|\p{Sc}$/gu, '');
  if (said === '') return { amount: null };
  if (/^[-−]\d/.test(said)) return { problem: 'negative' };
  // One point or comma is the decimal sign; a group of exactly three after a comma is ambiguous only for dinars.
  const [, whole, decimals = ''] = /^(\d+)(?:[.,](\d*))?$/.exec(said) ?? [];
  if (whole === undefined) return { problem: 'no_number' };
  const digits = minorDigits(currency);
  if (decimals.length > digits && /[1-9]/.test(decimals.slice(digits))) return { problem: 'decimals' };
  const amount = Number(whole) * 10 ** digits + Number(decimals.slice(0, digits).padEnd(digits, '0') || 0);
  return amount > most ? { problem: 'too_large' } : { amount };
}

/** The amount as one would type it: `190`, `190.50`. */
export function typedAmount(amount: number, currency: string): string {
  const digits = minorDigits(currency);
  const whole = Math.floor(amount / 10 ** digits);
  const rest = amount % 10 ** digits;
  return rest === 0 ? `${whole}` : `${whole}.${`${rest}`.padStart(digits, '0')}`;
}
