import { z } from 'zod';
import { categoryShape, seatKind, seatState } from '../seats.ts';
import { date, id, idText, instant, pageOf, pageQuery, price } from './common.ts';
import { operation } from './operation.ts';

export const session = z
  .object({
    id,
    movie: z.object({ id, slug: z.string(), title: z.string() }),
    hall: z.object({ id, name: z.string() }),
    starts_at: instant,
    /** When the film ends; cleaning is the house's business. */
    ends_at: instant,
    business_date: date,
    format: z.string(),
    language: z.string(),
    subtitles: z.string().nullable(),
    status: z.enum(['on_sale', 'not_yet_on_sale', 'sold_out', 'closed', 'cancelled']),
    /** The lowest price of the default ticket type; null where nothing is for sale. */
    price_from: price.nullable(),
    seats_total: z.int(),
    seats_free: z.int(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof session>;

const ticketType = z
  .object({
    id,
    code: z.string(),
    name: z.string(),
    is_default: z.boolean(),
    is_child: z.boolean(),
    min_age: z.int().nullable(),
    max_age: z.int().nullable(),
    /** By seat category; a category that is missing is not for sale with this type. */
    prices: z
      .array(z.object({ category: id, price }))
      .describe('A category that is missing is not for sale with this type.'),
  })
  .meta({ id: 'TicketType' });

const category = z
  .object({ id, code: z.string(), name: z.string(), color: z.string(), shape: categoryShape })
  .meta({ id: 'SeatCategory' });

export const sessionDetail = session
  .extend({ ticket_types: z.array(ticketType), categories: z.array(category) })
  .meta({ id: 'SessionDetail' });
export type SessionDetail = z.infer<typeof sessionDetail>;

export const sessionQuery = z.strictObject({
  ...pageQuery,
  date: date.optional(),
  movie: idText.optional(),
  hall: idText.optional(),
  /** The plus of an offset reads as a space where the caller did not encode it. */
  from: z
    .string()
    .transform((value) => value.replace(' ', '+'))
    .pipe(z.union([instant, date]))
    .optional()
    .describe('An instant or a business date; past screenings are listed too.'),
});

export const sessionSeats = z
  .object({
    session: id,
    /** Counts up with the live feed's messages; a client that watches the feed can tell which is newer. */
    version: z.int(),
    width: z.number(),
    height: z.number(),
    categories: z.array(category),
    ticket_types: z.array(ticketType),
    /** In plan order, the order of the live feed's symbols. */
    seats: z.array(
      z.object({
        id,
        row: z.string(),
        number: z.string(),
        category: id,
        kind: seatKind,
        x: z.number(),
        y: z.number(),
        angle: z.number(),
        block: z.int(),
        position: z.int(),
        partner: id.nullable(),
        state: seatState,
      }),
    ),
  })
  .meta({ id: 'SessionSeats' });

export const availableSeats = z.object({ seats: z.array(id) });
const bestAvailableQuery = z.strictObject({
  count: z
    .string()
    .regex(/^([1-9]|10)$/, 'must be from 1 to 10')
    .transform(Number)
    .meta({ type: 'integer', minimum: 1, maximum: 10 }),
});

export const listSessions = operation({
  id: 'listSessions',
  method: 'get',
  path: '/sessions/',
  tag: 'Programme',
  summary: 'Screenings',
  description: 'Those that can still be bought, the earliest first; with `from`, every one that starts then or later.',
  who: 'public',
  query: sessionQuery,
  answer: pageOf(session),
  refuses: ['not_found'],
});

export const getSession = operation({
  id: 'getSession',
  method: 'get',
  path: '/sessions/{id}/',
  tag: 'Programme',
  summary: 'One screening',
  description: 'With its ticket types and their prices by seat category.',
  who: 'public',
  answer: sessionDetail,
});

export const getSeats = operation({
  id: 'getSeats',
  method: 'get',
  path: '/sessions/{id}/seats/',
  tag: 'Seats',
  summary: 'The seat plan and the state of every seat',
  description:
    'The version counts up with the messages of the live feed, so that a client that follows the feed knows which of the two is newer. Who holds a seat is never told.',
  who: 'public',
  answer: sessionSeats,
});

export const getAvailableSeats = operation({
  id: 'getAvailableSeats',
  method: 'get',
  path: '/sessions/{id}/available_seats/',
  tag: 'Seats',
  summary: 'The seats that are free',
  who: 'public',
  answer: availableSeats,
});

export const getBestAvailable = operation({
  id: 'getBestAvailable',
  method: 'get',
  path: '/sessions/{id}/best_available/',
  tag: 'Seats',
  summary: 'The best seats that are free',
  description: 'A choice that an order will accept, as long as nobody is faster.',
  who: 'public',
  query: bestAvailableQuery,
  answer: availableSeats,
  refuses: ['no_seats_left', 'sales_closed', 'sales_not_open', 'screening_cancelled'],
});
