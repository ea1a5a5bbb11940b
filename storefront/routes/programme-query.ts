import { z } from 'zod';
import { date } from '../../server/contract/api/common.ts';

/** What may stand in the address of the programme. Whatever is malformed counts as left out. */
const text = (most: number) =>
  z
    .string()
    .transform((value) => value.replaceAll(/\p{Cc}/gu, ' ').trim())
    .pipe(z.string().min(1).max(most))
    .optional()
    .catch(undefined);

const fields = z.object({
  q: text(100),
  genre: text(40),
  age: z
    .string()
    .regex(/^\d{1,2}$/)
    .optional()
    .catch(undefined),
  format: text(20),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/)
    .optional()
    .catch(undefined),
});

export type ProgrammeFilters = Partial<Record<'genre' | 'age' | 'format' | 'language', string>>;

export interface ProgrammeQuery {
  query: string;
  date: string | null;
  /** A date was given, and is none. */
  badDate: boolean;
  filters: ProgrammeFilters;
}

export function readProgrammeQuery(query: unknown): ProgrammeQuery {
  const { q = '', ...rest } = fields.parse(query);
  const given = (query as Record<string, unknown>).date;
  const asked = date.safeParse(given);
  const filters = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    query: q,
    date: asked.success ? asked.data : null,
    badDate: given !== undefined && given !== '' && !asked.success,
    filters,
  };
}
