import { z } from 'zod';
import { idText } from '../../server/contract/api/common.ts';

/** A love seat's control carries both ids: `12,13`. */
const seatValue = z
  .string()
  .max(40)
  .transform((value) => value.split(','))
  .pipe(z.array(idText));
const seatValues = z.preprocess(
  (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(seatValue).max(100),
);

/** The seats of a form or an address, each once; null if what stands there is no seat. */
export function readSeats(source: unknown): number[] | null {
  const { seat } = (source ?? {}) as { seat?: unknown };
  const parsed = seatValues.safeParse(seat);
  return parsed.success ? [...new Set(parsed.data.flat())] : null;
}

/** `?best=3`; null if it is not asked for, or not from 1 to 10. */
export function readBest(source: unknown): number | null {
  const { best } = (source ?? {}) as { best?: unknown };
  return typeof best === 'string' && /^([1-9]|10)$/.test(best) ? Number(best) : null;
}

/** An id in a path; null if it is none. */
export function readId(text: unknown): number | null {
  const parsed = idText.safeParse(text);
  return parsed.success ? parsed.data : null;
}
