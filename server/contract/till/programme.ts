import { z } from 'zod';
import { categoryShape, seatKind } from '../seats.ts';
import { minor } from './common.ts';

export const tillScreening = z
  .object({
    id: z.int(),
    film: z.object({ title: z.string(), poster: z.string(), duration: z.int() }),
    age: z.object({ limit: z.int(), policy: z.enum(['advisory', 'accompanied', 'strict']) }),
    hall: z.string(),
    startsAt: z.string(),
    endsAt: z.string(),
    format: z.string(),
    language: z.string(),
    seatsTotal: z.int(),
    seatsFree: z.int(),
    /** Why it cannot be sold now, as a refusal's code; null if it can. */
    closed: z.string().nullable(),
  })
  .meta({ id: 'TillScreening' });
export type TillScreening = z.infer<typeof tillScreening>;
export const tillDay = z.object({ date: z.string(), screenings: z.array(tillScreening) });
export type TillDay = z.infer<typeof tillDay>;

/** The hall, its seats as they are, and what they cost. */
export const tillHouse = z.object({
  screening: tillScreening,
  plan: z.object({
    id: z.int(),
    width: z.number(),
    height: z.number(),
    seats: z.array(
      z.object({
        id: z.int(),
        ordinal: z.int(),
        row: z.string(),
        number: z.string(),
        category: z.int(),
        kind: seatKind,
        x: z.number(),
        y: z.number(),
        angle: z.number(),
        block: z.int(),
        position: z.int(),
        partner: z.int().nullable(),
      }),
    ),
  }),
  categories: z.array(
    z.object({ id: z.int(), code: z.string(), name: z.string(), color: z.string(), shape: categoryShape }),
  ),
  ticketTypes: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      /** Youngest and oldest age it is meant for; null where it does not say. */
      minAge: z.int().nullable(),
      maxAge: z.int().nullable(),
      /** What is sold when nobody chooses. */
      usual: z.boolean(),
      /** Category → amount; a category that is missing is not for sale. */
      prices: z.record(z.string(), minor),
    }),
  ),
  currency: z.string(),
  /** One symbol per seat in plan order, as in the live feed. Seats allotted to this very kiosk read as free. */
  states: z.string(),
  version: z.int(),
});
export type TillHouse = z.infer<typeof tillHouse>;

export const bestSeats = z.object({ seats: z.array(z.int()) });
export type BestSeats = z.infer<typeof bestSeats>;

// Live: Socket.IO namespace `/staff/till`, handshake `auth: {token}` with the device's token. `watch`/`unwatch`/`seats` as in
// `/seats` (feed.ts), and `free` with the seats left of every screening of today that changed.
export interface TillServerEvents {
  free: (changes: [screening: number, free: number][]) => void;
}
