import { namesInARow } from '../names-in-a-row.ts';

const rules = new Intl.PluralRules('en');

/** `1 seat`, `3 seats`: the number with the form of its noun that goes with it. */
export const counted = (n: number, one: string, other: string): string =>
  `${n} ${rules.select(n) === 'one' ? one : other}`;

/** `F7 and F8`, `F7, F8 and F9`. */
export const listed = namesInARow('en-GB');
