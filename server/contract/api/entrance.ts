import { z } from 'zod';
import { operation } from './operation.ts';

/** Where everything begins. */
export const getIndex = operation({
  id: 'getIndex',
  method: 'get',
  path: '/',
  tag: 'Entrance',
  summary: 'Where the lists are',
  who: 'public',
  answer: z.object({
    movies: z.url(),
    genres: z.url(),
    sessions: z.url(),
    orders: z.url(),
  }),
});
