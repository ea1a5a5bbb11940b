import { z } from 'zod';
import { minor } from '../../till/common.ts';
import { type ShiftReport, shiftReport } from '../../till/shifts.ts';
import { date } from '../common.ts';
import { operation } from '../operation.ts';

/** Without a date, the business day of now. */
const cashUpQuery = z.strictObject({ date: date.optional() });

/** Figures of shifts that add up. */
export const summed = [
  'float',
  'cashSales',
  'paidIn',
  'cashRefunds',
  'drops',
  'paidOut',
  'expected',
  'counted',
  'difference',
  'cardSales',
  'cardRefunds',
  'orders',
  'tickets',
  'tax',
] as const satisfies (keyof ShiftReport)[];

const closeBody = z.strictObject({
  /** What is in the drawer. */
  count: minor,
  /** Why not at its till. */
  reason: z.string().trim().min(3).max(200),
});

/** A business day's money at the counters. Amounts in minor units of `currency`. */
const cashUp = z.object({
  date: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  /** Of every shift that was opened on that day: Z reports, and X reports of drawers that are still open. */
  shifts: z.array(shiftReport),
  /** Counted and difference are those of the drawers that have been counted. */
  totals: z.record(z.enum(summed), z.int()),
  /** Cash that went back at the office's counter, out of no drawer, on that day. */
  paidOutAtOffice: z.array(z.object({ order: z.string(), amount: z.int(), at: z.string(), by: z.string().nullable() })),
  /** Cash that was taken without a till on that day. */
  takenAtOffice: z.int(),
  may: z.object({ closeDrawer: z.boolean() }),
});
export type CashUp = z.infer<typeof cashUp>;

export const getCashUp = operation({
  id: 'getCashUp',
  method: 'get',
  path: '/staff/cash-up/',
  tag: 'Staff',
  summary: "A business day's money at the counters",
  who: 'staff',
  query: cashUpQuery,
  answer: cashUp,
  refuses: ['forbidden'],
});

export const getCashUpTable = operation({
  id: 'getCashUpTable',
  method: 'get',
  path: '/staff/cash-up.csv/',
  tag: 'Staff',
  summary: 'The same as a table, one line a shift',
  who: 'staff',
  query: cashUpQuery,
  gives: 'text/csv',
  answer: z.string(),
  refuses: ['forbidden'],
});

export const getOfficeZReport = operation({
  id: 'getOfficeZReport',
  method: 'get',
  path: '/staff/shifts/{id}/z-report/',
  tag: 'Staff',
  summary: 'The Z report of a shift that has closed',
  who: 'staff',
  answer: shiftReport,
  refuses: ['forbidden'],
});

export const closeOfficeShift = operation({
  id: 'closeOfficeShift',
  method: 'post',
  path: '/staff/shifts/{id}/close/',
  tag: 'Staff',
  summary: 'Close the drawer of a till that cannot do so itself',
  description:
    'With what was counted in it. The Z report says that it was closed at the office, by whom and why. Sales that the till made without connection and still hands in wait in the queue.',
  who: 'staff',
  body: closeBody,
  answer: shiftReport,
  refuses: ['changed_meanwhile', 'payments_under_way'],
});
