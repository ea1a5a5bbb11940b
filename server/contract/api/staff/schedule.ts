import { z } from 'zod';
import { date, id, instant } from '../common.ts';

/** Requests and replies of the schedule board. Times in replies are RFC 3339 in UTC; the board draws venue time. */

const days = z.enum(['1', '7']).transform(Number);
export const boardQuery = z.strictObject({ from: date.optional(), days: days.default(1) });
export const filmsQuery = z.strictObject({ search: z.string().max(200).default('') });

/** The instant, or the venue's wall-clock time; of one that comes twice, `which`. */
const start = z.union([
  z.strictObject({ at: instant }),
  z.strictObject({
    date,
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time, HH:MM'),
    which: z.enum(['earlier', 'later']).optional(),
  }),
]);
export type StartBody = z.infer<typeof start>;

export const newScreeningBody = z.strictObject({
  filmId: id,
  hallId: id,
  priceCardId: id,
  start,
  format: z.string().trim().min(1).max(20).default('2D'),
  /** BCP 47 of the sound. */
  language: z.string().regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'must be a language'),
  subtitles: z.string().max(20).nullable().default(null),
});
export type NewScreeningBody = z.input<typeof newScreeningBody>;

export const moveBody = z.strictObject({
  hallId: id.optional(),
  start: start.optional(),
  /** The manager knows of the sales: tickets go along and customers are told. */
  withSales: z.boolean().default(false),
  /** With sales: says what would happen. */
  preview: z.boolean().default(false),
});

export const idsBody = z.strictObject({ ids: z.array(id).min(1).max(2000) });
export const cancelBody = z.strictObject({ reason: z.string().trim().min(3, 'needs a few words').max(500) });

export const copyBody = z.strictObject({
  from: date,
  to: date,
  days: z.union([z.literal(1), z.literal(7)]),
  which: z.enum(['earlier', 'later']).optional(),
  onlyThoseThatFit: z.boolean().default(false),
  preview: z.boolean().default(false),
});
export type CopyBody = z.input<typeof copyBody>;

export interface BoardFilm {
  id: number;
  slug: string;
  title: string;
  minutes: number;
  ageLimit: number;
  /** BCP 47 of the original. */
  language: string;
  year: number | null;
  /** Codes; the first is the one it is known for. */
  genres: string[];
}

export interface BoardHall {
  id: number;
  name: string;
  seats: number;
  cleaningMinutes: number;
  /** Without a published seat plan nothing can be put on. */
  hasPlan: boolean;
}

export interface BoardScreening {
  id: number;
  filmId: number;
  hallId: number;
  priceCardId: number;
  status: 'draft' | 'published' | 'cancelled';
  startsAt: string;
  hallFreeAt: string;
  /** `YYYY-MM-DD`. */
  businessDate: string;
  preShowMinutes: number;
  filmMinutes: number;
  cleaningMinutes: number;
  format: string;
  language: string;
  subtitles: string | null;
  seats: number;
  sold: number;
  held: number;
  blocked: number;
  cancelReason: string | null;
}

export interface Board {
  timeZone: string;
  /** Pre-show of what is put on from now, in minutes. */
  preShowMinutes: number;
  /** The business date of this moment. */
  today: string;
  days: { date: string; from: string; to: string }[];
  halls: BoardHall[];
  /** Whatever takes a hall in these days, also from the night before; cancelled ones beside. */
  screenings: BoardScreening[];
  /** The films of these screenings. */
  films: BoardFilm[];
  priceCards: { id: number; name: string }[];
}

export interface MovedReply {
  id: number;
  startsAt: string;
  /** What happened, or would happen, to the sales; null where there were none. */
  sales: { orders: number; tickets: number; newCodes: number; letters: number } | null;
}

export interface CopyLine {
  source: number;
  date: string;
  time: string;
  filmId: number;
  hallId: number;
  film: string;
  hall: string;
}

export interface CopyReply {
  copied: (CopyLine & { id: number })[];
  unfit: (CopyLine & { code: string; reason: string })[];
}

export interface CancellationReply {
  ordersLeft: number;
  ordersDone: number;
  /** `atTill`: paid in cash, and waiting at the box office for their owners. */
  refunds: { pending: number; atTill: number; succeeded: number; failed: number };
  /** In minor units of `currency`. */
  returned: number;
  owed: number;
  currency: string;
}
