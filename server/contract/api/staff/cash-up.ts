import { z } from 'zod';
import type { ShiftReport } from '../../till/shifts.ts';

/** GET cash-up and GET cash-up.csv; without a date, the business day of now. GET shifts/{id}/z-report → ShiftReport. */
export const cashUpQuery = z.strictObject({ date: z.iso.date().optional() });

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

/** A business day's money at the counters. Amounts in minor units of `currency`. */
export interface CashUp {
  date: string;
  timeZone: string;
  currency: string;
  /** Of every shift that was opened on that day: Z reports, and X reports of drawers that are still open. */
  shifts: ShiftReport[];
  /** Counted and difference are those of the drawers that have been counted. */
  totals: Record<(typeof summed)[number], number>;
  /** Cash that went back at the office's counter, out of no drawer, on that day. */
  paidOutAtOffice: { order: string; amount: number; at: string; by: string | null }[];
  /** Cash that was taken without a till on that day. */
  takenAtOffice: number;
}
