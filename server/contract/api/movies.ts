import { z } from 'zod';
import { date, id, idText, instant, pageQuery } from './common.ts';

export const genre = z.object({ id, name: z.string() });

const nextSession = z.object({
  id,
  starts_at: instant,
  business_date: date,
  hall: z.object({ id, name: z.string() }),
});

export const movie = z.object({
  id,
  slug: z.string(),
  title: z.string(),
  original_title: z.string().nullable(),
  description: z.string(),
  /** Minutes. */
  duration: z.int(),
  director: z.string(),
  cast: z.array(z.string()),
  year: z.int().nullable(),
  country: z.string(),
  language: z.string(),
  genres: z.array(genre),
  age_limit: z.int(),
  age_policy: z.enum(['advisory', 'accompanied', 'strict']),
  release_date: date.nullable(),
  poster: z.url(),
  next_sessions: z.array(nextSession),
});
export type Movie = z.infer<typeof movie>;

export const movieQuery = z.strictObject({
  ...pageQuery,
  genre: z.string().min(1).max(40).optional(),
  age_limit: z
    .string()
    .regex(/^\d{1,2}$/, 'must be an age')
    .transform(Number)
    .optional(),
  search: z.string().trim().max(100).optional(),
  date: date.optional(),
});

/** `7` or `the-third-man`. */
export const movieKey = z.union([idText, z.string().regex(/^[a-z0-9][a-z0-9-]{0,119}$/, 'must be an id or a slug')]);
