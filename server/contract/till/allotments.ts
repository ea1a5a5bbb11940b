import { z } from 'zod';
import { id } from '../api/common.ts';
import type { RefusalCode } from '../refusals.ts';
import { minor, uuid } from './common.ts';
import { instance } from './devices.ts';

/**
 * The cut line (rule 13). Seats allotted to a kiosk are off sale everywhere else, so it may sell exactly those for cash
 * while it cannot reach the server. An allotment has no hour at which it ends: no clock is trusted with it. It ends when
 * the kiosk gives it back or a manager revokes it.
 *
 * The epoch counts the leases of a kiosk. `sync` under a new epoch makes every entry of an older one that arrives later
 * a matter for a supervisor: of two copies of one kiosk, only the one that the server heard last may sell offline.
 */

/**
 * Tickets printed with the line cut need codes that scan. The kiosk gets them with the allotment: per seat the id of a
 * ticket that is reserved for it and the code that its QR says. Reconciling makes the ticket real under that very id;
 * until then, and if the seat is never sold, the code opens nothing.
 */
const offlineTicket = z.object({ seat: z.int(), ticket: z.int(), code: z.string() });

const epoch = z.int().min(0).max(2_147_483_647);
export const syncBody = z.strictObject({ uuid, instance, epoch });
export const allotted = z.object({
  epoch: z.int(),
  now: z.string(),
  allotments: z.array(
    z.object({
      screening: z.int(),
      /** The seats that are this kiosk's alone. */
      seats: z.array(offlineTicket),
    }),
  ),
});
export type Allotted = z.infer<typeof allotted>;

/** One sale made with the line cut, as the journal holds it. `seq` counts an epoch's entries from 1 without a gap. */
export const offlineSale = z.strictObject({
  kind: z.literal('sale'),
  uuid,
  seq: id,
  epoch,
  /** The till's reckoning of the server's clock, RFC 3339 UTC. */
  at: z.string(),
  clerk: id,
  shift: id,
  screening: id,
  lines: z
    .array(z.strictObject({ seat: id, ticketType: id, price: minor }))
    .min(1)
    .max(50),
  total: minor,
  tendered: minor,
  ageConfirmed: z.boolean(),
});
export type OfflineSale = z.infer<typeof offlineSale>;

export const reconcileBody = z.strictObject({ instance, entries: z.array(offlineSale).min(1).max(100) });
export const reconciled = z.object({
  results: z.array(
    z.object({
      uuid,
      outcome: z.enum(['accepted', 'rejected']),
      order: z.object({ id: z.int(), number: z.string() }).nullable(),
      /** A code of `CutReason`; a rejected entry waits in the supervisor's queue. */
      reason: z.string().nullable(),
    }),
  ),
});
export type Reconciled = z.infer<typeof reconciled>;

/**
 * Why a sale made with the line cut does not stand by itself: what the house refuses at other doors too, and what can go
 * wrong only here. `epoch_stale`: sold under a lease that had ended, or by a copy of the till.
 */
export const cutReasons = [
  'epoch_stale',
  'wrong_clerk',
  'shift_closed',
  'seat_not_kept',
  'screening_moved',
  'wrong_clock',
] as const;
export type CutReason = RefusalCode | (typeof cutReasons)[number];
