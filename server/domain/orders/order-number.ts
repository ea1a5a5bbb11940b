import { randomInt } from 'node:crypto';

// Without 0, 1, I, L, O and U: a number survives being read out over a counter.
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new order number: eight letters and figures, about 6 × 10¹¹ of them. */
export function newOrderNumber(): string {
  return Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('');
}
