import { z } from 'zod';
import { approvalKey, minor, uuid } from './common.ts';
import { printDocument } from './prints.ts';

// A shift is one drawer's: from the float that is counted into it to the count that closes it. Clerks may take turns at
// it (quick switch); every sale names its clerk. A kiosk has one open shift at most.

export const openShift = z.strictObject({ uuid, float: minor });

export const cashMovement = z.strictObject({
  uuid,
  /** A drop takes notes to the safe, a paid-out pays for something, a paid-in adds change. */
  kind: z.enum(['drop', 'paid_out', 'paid_in']),
  amount: z.int().min(1).max(100_000_000),
  reason: z.string().trim().min(1).max(200),
  /** A paid-out needs one. */
  approval: approvalKey.optional(),
});

export const closeShift = z.strictObject({
  uuid,
  /** What is in the drawer. */
  count: minor,
  /** How it was counted, denomination in minor units → pieces; kept with the report. */
  denominations: z.record(z.string().regex(/^\d{1,7}$/), z.int().min(0).max(100_000)).optional(),
  /** Says why the count is off. */
  note: z.string().trim().max(500).optional(),
  /** Needed if the count differs from what is expected by more than the cinema allows. */
  approval: approvalKey.optional(),
});

export const shift = z
  .object({
    id: z.int(),
    kiosk: z.object({ id: z.int(), name: z.string() }),
    openedBy: z.string(),
    openedAt: z.string(),
    businessDate: z.string(),
    float: minor,
    closedAt: z.string().nullable(),
  })
  .meta({ id: 'Shift' });
export type Shift = z.infer<typeof shift>;

/** X while the shift is open, Z when it has closed. `float + cashSales + paidIn − cashRefunds − drops − paidOut = expected`. */
export const shiftReport = z
  .object({
    kind: z.enum(['x', 'z']),
    /** Z reports of a kiosk are numbered without a gap. */
    number: z.int().nullable(),
    at: z.string(),
    shift,
    currency: z.string(),
    float: minor,
    cashSales: minor,
    cashRefunds: minor,
    drops: minor,
    paidOut: minor,
    paidIn: minor,
    expected: z.int(),
    counted: minor.nullable(),
    /** Counted less expected. */
    difference: z.int().nullable(),
    cardSales: minor,
    cardRefunds: minor,
    orders: z.int(),
    tickets: z.int(),
    byClerk: z.array(z.object({ clerk: z.string(), orders: z.int(), cash: z.int(), card: z.int() })),
    byTicketType: z.array(z.object({ name: z.string(), tickets: z.int(), amount: z.int() })),
    tax: minor,
    movements: z.array(
      z.object({
        at: z.string(),
        kind: z.string(),
        amount: minor,
        reason: z.string(),
        by: z.string(),
        approvedBy: z.string().nullable(),
      }),
    ),
    /** Sales made with the line cut that have not been reconciled yet are not in these sums. */
    note: z.string().nullable(),
    /** The manager who closed it from the office, because the till could not. */
    closedAtOfficeBy: z.string().nullable().optional(),
    /** The report for the printer; every answer of the server has it. */
    document: printDocument.optional(),
  })
  .meta({ id: 'ShiftReport' });
export type ShiftReport = z.infer<typeof shiftReport>;
