import { z } from 'zod';
import { id } from './api/common.ts';

/**
 * Why a ticket does not open the door. `unknown`: a code that is none of ours. `replaced`: the seat was moved, and the
 * newer code counts. `not_today`: another business day's, where no screenings were named.
 */
export const doorReasons = [
  'unknown',
  'replaced',
  'exchanged',
  'not_paid',
  'cancelled',
  'screening_cancelled',
  'other_screening',
  'not_today',
  'used',
  'undone',
] as const;
export type DoorReason = (typeof doorReasons)[number];

/** A ticket's code, in any case, with or without the dashes of its printed form; or whatever else was held to the lens. */
const code = z.string().trim().min(1).max(200);

/** What every door sends. The same uuid is the same scan, whenever and however often it arrives. */
const scanned = {
  uuid: z.uuid(),
  code,
  /** Screenings that this door admits; those of the business day unless said. */
  screenings: z.array(id).min(1).max(100).optional(),
};

export const doorScan = z.strictObject({
  ...scanned,
  door: z.string().trim().min(1).max(40).describe('What this door is called; whoever scans a ticket twice is told.'),
  /** How long ago the code was read, by the device's own measure: it may come late, and clocks differ. */
  agoMs: z
    .int()
    .min(0)
    .max(24 * 3_600_000)
    .default(0),
  noted: z.boolean().default(false).describe('A person let this guest in while the line was cut.'),
});
export type DoorScan = z.infer<typeof doorScan>;

/** At a till, whose name is the door's. */
export const tillScan = z.strictObject(scanned);

export const doorTicket = z.object({
  id: z.int(),
  screening: z.int(),
  film: z.string(),
  hall: z.string(),
  startsAt: z.string(),
  row: z.string(),
  number: z.string(),
  category: z.string(),
  ticketType: z.string(),
  /** Whom the ticket type is for, in full years, both included; null: no such end. */
  minAge: z.int().nullable(),
  maxAge: z.int().nullable(),
  /** The film's rating (rule 12). */
  age: z.object({ limit: z.int(), policy: z.enum(['advisory', 'accompanied', 'strict']) }),
});
export type DoorTicket = z.infer<typeof doorTicket>;

export const doorAnswer = z.object({
  uuid: z.uuid(),
  admitted: z.boolean(),
  /** Null if admitted. */
  reason: z.enum(doorReasons).nullable(),
  /** Null if the code is none of ours. */
  ticket: doorTicket.nullable(),
  /** Of a ticket that is in already: when, where, and by which scan. */
  first: z.object({ scan: z.uuid().nullable(), at: z.string(), door: z.string().nullable() }).nullable(),
});
export type DoorAnswer = z.infer<typeof doorAnswer>;
