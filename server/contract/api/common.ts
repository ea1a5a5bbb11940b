import { z } from 'zod';

/** Ids are whole numbers from 1; anything else is no id. */
export const id = z.int().min(1).max(2_147_483_647);
/** An id in a path or a query string. */
export const idText = z
  .string()
  .regex(/^[1-9]\d{0,9}$/, 'must be an id')
  .transform(Number)
  .refine((value) => value <= 2_147_483_647, 'must be an id');
/** A calendar date that exists and that a film may have, `YYYY-MM-DD`. */
export const date = z.iso.date().refine((value) => value >= '1880', 'must be a date since 1880');
/** RFC 3339 with the venue's offset. */
export const instant = z.iso.datetime({ offset: true });
export const price = z.object({ amount: z.int(), currency: z.string() });

export const pageQuery = {
  page: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, 'must be a page number')
    .transform(Number)
    .default(1),
  page_size: z
    .string()
    .regex(/^[1-9]\d?$|^100$/, 'must be from 1 to 100')
    .transform(Number)
    .default(10),
};

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    count: z.int(),
    next: z.string().nullable(),
    previous: z.string().nullable(),
    results: z.array(item),
  });
}

export const refusalBody = z.object({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
});
export type RefusalBody = z.infer<typeof refusalBody>;
