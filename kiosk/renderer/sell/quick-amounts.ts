import { denominations } from '../parts/denominations.ts';

/** What a customer is likely to hand over for a total, in minor units: the exact amount, then up to full notes. */
export function quickAmounts(total: number, currency: string): number[] {
  const { notes, coins } = denominations(currency);
  // Nobody rounds up to a coin smaller than the smallest note's tenth.
  const least = (notes.at(-1) ?? 1) / 10;
  const rounded = [...notes, ...coins.filter((coin) => coin >= least)].map((piece) => Math.ceil(total / piece) * piece);
  return [...new Set([total, ...rounded])].sort((a, b) => a - b).slice(0, 6);
}
