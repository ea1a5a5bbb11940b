import { minorDigits } from '../../../server/contract/money.ts';

interface Pieces {
  notes: number[];
  coins: number[];
}

/** In major units, as the central banks issue them in 2026. */
const known: Record<string, Pieces> = {
  EUR: { notes: [200, 100, 50, 20, 10, 5], coins: [2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01] },
  UAH: { notes: [1000, 500, 200, 100, 50, 20], coins: [10, 5, 2, 1, 0.5] },
  GBP: { notes: [50, 20, 10, 5], coins: [2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01] },
  USD: { notes: [100, 50, 20, 10, 5, 1], coins: [0.25, 0.1, 0.05, 0.01] },
  PLN: { notes: [500, 200, 100, 50, 20, 10], coins: [5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01] },
  CZK: { notes: [5000, 2000, 1000, 500, 200, 100], coins: [50, 20, 10, 5, 2, 1] },
  CHF: { notes: [200, 100, 50, 20, 10], coins: [5, 2, 1, 0.5, 0.2, 0.1, 0.05] },
  JPY: { notes: [10_000, 5000, 1000], coins: [500, 100, 50, 10, 5, 1] },
};
const usual: Pieces = { notes: [1000, 500, 200, 100, 50, 20, 10, 5], coins: [2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01] };

/** Notes and coins of an ISO 4217 currency in minor units, the largest first. Of one not listed, the usual 1-2-5. */
export function denominations(currency: string): Pieces {
  const digits = minorDigits(currency);
  const minor = (pieces: number[]) =>
    pieces
      .map((piece) => piece * 10 ** digits)
      .filter((piece) => piece >= 1)
      .map(Math.round);
  const { notes, coins } = known[currency] ?? usual;
  return { notes: minor(notes), coins: minor(coins) };
}
