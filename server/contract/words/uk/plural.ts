import { namesInARow } from '../names-in-a-row.ts';

const rules = new Intl.PluralRules('uk');

/** The form of a noun after a number: `1 місце`, `3 місця`, `5 місць`. */
export function formOf(n: number, one: string, few: string, many: string): string {
  const form = rules.select(n);
  if (form === 'one') return one;
  return form === 'many' ? many : few;
}

/** `1 місце`, `3 місця`, `5 місць`: the number with the form of its noun that goes with it. */
export const counted = (n: number, one: string, few: string, many: string): string =>
  `${n} ${formOf(n, one, few, many)}`;

/** `F7 і F8`, `F7, F8 і F9`. */
export const listed = namesInARow('uk');

export const seats = (n: number): string => counted(n, 'місце', 'місця', 'місць');
