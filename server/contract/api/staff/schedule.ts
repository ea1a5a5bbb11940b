import { z } from 'zod';
import { date, id, instant } from '../common.ts';
import { operation } from '../operation.ts';
import { board, boardFilm } from './board.ts';
import { cancelledScreening, cancelProgress } from './house.ts';

/** Requests and replies of the schedule board. Times in replies are RFC 3339 in UTC; the board draws venue time. */

const days = z.enum(['1', '7']).transform(Number);
const boardQuery = z.strictObject({ from: date.optional(), days: days.default(1) });
const filmsQuery = z.strictObject({ search: z.string().max(200).default('') });

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

const newScreeningBody = z.strictObject({
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

const idsBody = z.strictObject({ ids: z.array(id).min(1).max(2000) });
const cancelBody = z.strictObject({ reason: z.string().trim().min(3, 'needs a few words').max(500) });

const copyBody = z.strictObject({
  from: date,
  to: date,
  days: z.union([z.literal(1), z.literal(7)]),
  which: z.enum(['earlier', 'later']).optional(),
  onlyThoseThatFit: z.boolean().default(false),
  preview: z.boolean().default(false),
});
export type CopyBody = z.input<typeof copyBody>;

const movedReply = z.object({
  id: z.int(),
  startsAt: z.string(),
  /** What happened, or would happen, to the sales; null where there were none. */
  sales: z.object({ orders: z.int(), tickets: z.int(), newCodes: z.int(), letters: z.int() }).nullable(),
});
export type MovedReply = z.infer<typeof movedReply>;

const copyLine = z.object({
  source: z.int(),
  date: z.string(),
  time: z.string(),
  filmId: z.int(),
  hallId: z.int(),
  film: z.string(),
  hall: z.string(),
});
export type CopyLine = z.infer<typeof copyLine>;

const copyReply = z.object({
  copied: z.array(copyLine.extend({ id })),
  unfit: z.array(copyLine.extend({ code: z.string(), reason: z.string() })),
});
export type CopyReply = z.infer<typeof copyReply>;

const cancellationReply = cancelProgress.extend({
  /** In minor units of `currency`. */
  returned: z.int(),
  owed: z.int(),
  currency: z.string(),
});
export type CancellationReply = z.infer<typeof cancellationReply>;

export const getBoard = operation({
  id: 'getBoard',
  method: 'get',
  path: '/staff/schedule/',
  tag: 'Staff',
  summary: 'The schedule board of a day or a week',
  who: 'staff',
  query: boardQuery,
  answer: board,
  refuses: ['forbidden'],
});

export const listBoardFilms = operation({
  id: 'listBoardFilms',
  method: 'get',
  path: '/staff/schedule/films/',
  tag: 'Staff',
  summary: 'Films to put on',
  who: 'staff',
  query: filmsQuery,
  answer: z.object({ films: z.array(boardFilm) }),
  refuses: ['forbidden'],
});

export const getCancellation = operation({
  id: 'getCancellation',
  method: 'get',
  path: '/staff/schedule/screenings/{id}/cancellation/',
  tag: 'Staff',
  summary: 'How far the cancelling of a screening has come',
  who: 'staff',
  answer: cancellationReply,
  refuses: ['forbidden'],
});

export const scheduleScreening = operation({
  id: 'scheduleScreening',
  method: 'post',
  path: '/staff/schedule/screenings/',
  tag: 'Staff',
  summary: 'Put a film on, as a draft',
  who: 'staff',
  body: newScreeningBody,
  answer: z.object({ id }),
  refuses: ['not_found', 'screening_overlap', 'plan_not_published', 'local_time_missing', 'local_time_ambiguous'],
});

export const moveScreening = operation({
  id: 'moveScreening',
  method: 'post',
  path: '/staff/schedule/screenings/{id}/move/',
  tag: 'Staff',
  summary: 'Move a screening to another time or hall',
  description: 'With sales only if `withSales` says so: tickets go along, and customers are told.',
  who: 'staff',
  body: moveBody,
  answer: movedReply,
  refuses: [
    'screening_cancelled',
    'screening_has_sales',
    'screening_begun',
    'screening_overlap',
    'plan_not_published',
    'local_time_missing',
    'local_time_ambiguous',
  ],
});

export const cancelScreening = operation({
  id: 'cancelScreening',
  method: 'post',
  path: '/staff/schedule/screenings/{id}/cancel/',
  tag: 'Staff',
  summary: 'Call a screening off',
  who: 'staff',
  body: cancelBody,
  answer: cancelledScreening,
  refuses: ['screening_cancelled'],
});

export const unscheduleScreenings = operation({
  id: 'unscheduleScreenings',
  method: 'post',
  path: '/staff/schedule/unschedule/',
  tag: 'Staff',
  summary: 'Take drafts off the schedule',
  who: 'staff',
  body: idsBody,
  answer: z.object({ removed: z.array(id) }),
  refuses: ['not_found', 'screening_published'],
});

export const publishScreenings = operation({
  id: 'publishScreenings',
  method: 'post',
  path: '/staff/schedule/publish/',
  tag: 'Staff',
  summary: 'Put screenings on sale',
  who: 'staff',
  body: idsBody,
  answer: z.object({ published: z.array(id) }),
  refuses: ['not_found', 'screening_cancelled'],
});

export const copyScreenings = operation({
  id: 'copyScreenings',
  method: 'post',
  path: '/staff/schedule/copy/',
  tag: 'Staff',
  summary: 'Copy a day or a week as drafts',
  description: 'Wall-clock times stay as they are.',
  who: 'staff',
  body: copyBody,
  answer: copyReply,
  refuses: ['copies_do_not_fit'],
});
