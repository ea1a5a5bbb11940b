import { z } from 'zod';
import { date, id, idText, instant, pageOf, pageQuery } from './common.ts';
import { operation } from './operation.ts';

export const genre = z.object({ id, name: z.string() }).meta({ id: 'Genre' });

const nextSession = z.object({
  id,
  starts_at: instant,
  business_date: date,
  hall: z.object({ id, name: z.string() }),
});

export const movie = z
  .object({
    id,
    slug: z.string(),
    title: z.string(),
    original_title: z.string().nullable(),
    description: z.string(),
    duration: z.int().describe('Minutes.'),
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
  })
  .meta({ id: 'Movie' });
export type Movie = z.infer<typeof movie>;

const movieQuery = z.strictObject({
  ...pageQuery,
  genre: z.string().min(1).max(40).optional().describe('Id or code.'),
  age_limit: z
    .string()
    .regex(/^\d{1,2}$/, 'must be an age')
    .transform(Number)
    .optional()
    .meta({ type: 'integer', minimum: 0, maximum: 99, description: 'Films for this age or younger.' }),
  search: z.string().trim().max(100).optional(),
  date: date.optional().describe('Films shown on this business date.'),
});

/** `7` or `the-third-man`. */
const movieKey = z.union([idText, z.string().regex(/^[a-z0-9][a-z0-9-]{0,799}$/, 'must be an id or a slug')]);

export const listMovies = operation({
  id: 'listMovies',
  method: 'get',
  path: '/movies/',
  tag: 'Programme',
  summary: 'Films',
  description:
    'Films with their next screenings. Those on soonest come first; with `search`, the best match. Search looks through titles, original titles and descriptions, and forgives typing errors and missing accents.',
  who: 'public',
  seatless: true,
  query: movieQuery,
  answer: pageOf(movie),
  refuses: ['not_found'],
});

export const getMovie = operation({
  id: 'getMovie',
  method: 'get',
  path: '/movies/{key}/',
  tag: 'Programme',
  summary: 'One film',
  who: 'public',
  seatless: true,
  params: { key: movieKey },
  answer: movie,
});

export const listGenres = operation({
  id: 'listGenres',
  method: 'get',
  path: '/genres/',
  tag: 'Programme',
  summary: 'Genres',
  who: 'public',
  seatless: true,
  query: z.strictObject(pageQuery),
  answer: pageOf(genre),
  refuses: ['not_found'],
});
