import { z } from 'zod';
import { operation } from '../operation.ts';

/** Bytes. */
export const largestPoster = 10 * 1024 * 1024;

/** Where the picture is now; null: there is none. */
const poster = z.object({ poster: z.string().nullable() });

export const setPoster = operation({
  id: 'setPoster',
  method: 'put',
  path: '/staff/films/{id}/poster/',
  tag: 'Staff',
  summary: 'Give a film its poster',
  description: 'A picture of any usual kind, up to 10 MB; it is made anew for the web.',
  who: 'staff',
  body: z.object({ poster: z.file() }),
  takes: 'multipart/form-data',
  largest: largestPoster,
  answer: poster,
  refuses: ['no_image'],
});

export const removePoster = operation({
  id: 'removePoster',
  method: 'delete',
  path: '/staff/films/{id}/poster/',
  tag: 'Staff',
  summary: 'Take the poster of a film away',
  who: 'staff',
  answer: poster,
});
