import { z } from 'zod';

/** Ids are whole numbers from 1; anything else is no id. */
export const id = z.int().min(1).max(2_147_483_647);
/** An id in a path or a query string. */
export const idText = z
  .string()
  .regex(/^[1-9]\d{0,9}$/, 'must be an id')
  .transform(Number)
  .refine((value) => value <= 2_147_483_647, 'must be an id')
  .meta({ type: 'integer', minimum: 1, maximum: 2_147_483_647 });
export const email = z.email().max(254);
/** What a person is called, in one line: it stands in letters and on tickets. */
export const personName = z
  .string()
  .trim()
  .max(120)
  .regex(/^\P{Cc}*$/u, 'must be one line');
/** A calendar date that exists and that a film may have, `YYYY-MM-DD`. */
export const date = z.iso.date().refine((value) => value >= '1880', 'must be a date since 1880');
/** RFC 3339 with the venue's offset. */
export const instant = z.iso.datetime({ offset: true });
export const price = z
  .object({
    amount: z.int().describe('In minor units: cents, kopiyky.'),
    currency: z.string().describe('ISO 4217.'),
  })
  .meta({ id: 'Money' });

export const pageQuery = {
  page: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, 'must be a page number')
    .transform(Number)
    .default(1)
    .meta({ type: 'integer', minimum: 1, maximum: 999_999, description: '1 unless said.' }),
  page_size: z
    .string()
    .regex(/^[1-9]\d?$|^100$/, 'must be from 1 to 100')
    .transform(Number)
    .default(10)
    .meta({ type: 'integer', minimum: 1, maximum: 100, description: '10 unless said.' }),
};

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    count: z.int(),
    next: z.string().nullable(),
    previous: z.string().nullable(),
    results: z.array(item),
  });
}

export const refusalBody = z
  .object({
    code: z.string().describe('To decide by.'),
    message: z.string().describe('To show, in the language of the request.'),
    details: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('By code: the seats concerned, what is wrong where.'),
  })
  .meta({ id: 'Refusal' });
export type RefusalBody = z.infer<typeof refusalBody>;
