import { z } from 'zod';

/** What the schedule board shows. Times are RFC 3339 in UTC; the board draws venue time. */

export const boardFilm = z.object({
  id: z.int(),
  slug: z.string(),
  title: z.string(),
  minutes: z.int(),
  ageLimit: z.int(),
  /** BCP 47 of the original. */
  language: z.string(),
  year: z.int().nullable(),
  /** Codes; the first is the one it is known for. */
  genres: z.array(z.string()),
});
export type BoardFilm = z.infer<typeof boardFilm>;

const boardHall = z.object({
  id: z.int(),
  name: z.string(),
  seats: z.int(),
  cleaningMinutes: z.int(),
  /** Without a published seat plan nothing can be put on. */
  hasPlan: z.boolean(),
});
export type BoardHall = z.infer<typeof boardHall>;

const boardScreening = z.object({
  id: z.int(),
  filmId: z.int(),
  hallId: z.int(),
  priceCardId: z.int(),
  status: z.enum(['draft', 'published', 'cancelled']),
  startsAt: z.string(),
  hallFreeAt: z.string(),
  /** `YYYY-MM-DD`. */
  businessDate: z.string(),
  preShowMinutes: z.int(),
  filmMinutes: z.int(),
  cleaningMinutes: z.int(),
  format: z.string(),
  language: z.string(),
  subtitles: z.string().nullable(),
  seats: z.int(),
  sold: z.int(),
  held: z.int(),
  blocked: z.int(),
  cancelReason: z.string().nullable(),
});
export type BoardScreening = z.infer<typeof boardScreening>;

export const board = z.object({
  timeZone: z.string(),
  /** Pre-show of what is put on from now, in minutes. */
  preShowMinutes: z.int(),
  /** The business date of this moment. */
  today: z.string(),
  days: z.array(z.object({ date: z.string(), from: z.string(), to: z.string() })),
  halls: z.array(boardHall),
  /** Whatever takes a hall in these days, also from the night before; cancelled ones beside. */
  screenings: z.array(boardScreening),
  /** The films of these screenings. */
  films: z.array(boardFilm),
  priceCards: z.array(z.object({ id: z.int(), name: z.string() })),
});
export type Board = z.infer<typeof board>;
