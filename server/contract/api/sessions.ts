import { z } from 'zod';
import { categoryShape, seatKind, seatState } from '../seats.ts';
import { date, id, idText, instant, pageQuery, price } from './common.ts';

export const session = z.object({
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
});
export type Session = z.infer<typeof session>;

const ticketType = z.object({
  id,
  code: z.string(),
  name: z.string(),
  is_default: z.boolean(),
  is_child: z.boolean(),
  min_age: z.int().nullable(),
  max_age: z.int().nullable(),
  /** By seat category; a category that is missing is not for sale with this type. */
  prices: z.array(z.object({ category: id, price })),
});

const category = z.object({ id, code: z.string(), name: z.string(), color: z.string(), shape: categoryShape });

export const sessionDetail = session.extend({ ticket_types: z.array(ticketType), categories: z.array(category) });
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
    .optional(),
});

export const sessionSeats = z.object({
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
});
export type SessionSeats = z.infer<typeof sessionSeats>;

export const availableSeats = z.object({ seats: z.array(id) });
export const bestAvailableQuery = z.strictObject({
  count: z
    .string()
    .regex(/^([1-9]|10)$/, 'must be from 1 to 10')
    .transform(Number),
});
