import { z } from 'zod';
import { id } from '../common.ts';
import { operation, shapeOf } from '../operation.ts';

/** How a rejected sale was settled: as an order after all, by giving the money back, or by neither. */
export type CutSettlement = 'placed' | 'refunded' | 'written_off';

/** A sale that a till made without connection and that did not stand. Instants are RFC 3339, amounts minor units. */
export interface CutSaleSummary {
  id: number;
  till: string;
  /** As the till told; null: it told no time. */
  soldAt: string | null;
  receivedAt: string;
  clerk: string | null;
  /** Null: there is no such screening. */
  screening: { id: number; film: string; hall: string; startsAt: string; cancelled: boolean } | null;
  /** What people read on the seats; those that the house does not know are left out. */
  seats: string[];
  total: number;
  /** A code of `CutReason`. */
  reason: string;
  settled: { how: CutSettlement; at: string; by: string | null; note: string; order: string | null } | null;
}

export interface CutSaleList {
  timeZone: string;
  currency: string;
  /** How many wait, all told. */
  waiting: number;
  /** Those that wait, the oldest first; or those that were settled, the newest first. Up to 100. */
  sales: CutSaleSummary[];
}

export interface CutSaleDetails extends CutSaleSummary {
  timeZone: string;
  currency: string;
  lines: {
    seat: number;
    label: string | null;
    category: string | null;
    ticketType: string | null;
    price: number;
    /** `kept` for this sale; `gone`: not in that hall. */
    state: 'kept' | 'free' | 'taken' | 'gone';
  }[];
  /** What else could be given, in the order of the plan. */
  free: { seat: number; label: string; category: string }[];
  /** Of the drawer that took the money; `unknown`: the till names none of its own. */
  drawer: 'open' | 'counted' | 'unknown';
}

export const listCutSales = operation({
  id: 'listCutSales',
  method: 'get',
  path: '/staff/cut-sales/',
  tag: 'Staff',
  summary: 'Sales made without connection that somebody has to look at',
  who: 'staff',
  query: z.strictObject({
    settled: z
      .enum(['yes', 'no'])
      .default('no')
      .meta({ description: 'Those that were settled instead; `no` unless said.' }),
  }),
  answer: shapeOf<CutSaleList>('CutSaleList'),
  refuses: ['forbidden'],
});

export const getCutSale = operation({
  id: 'getCutSale',
  method: 'get',
  path: '/staff/cut-sales/{id}/',
  tag: 'Staff',
  summary: 'One of them, with the seats that it could still have',
  who: 'staff',
  answer: shapeOf<CutSaleDetails>('CutSaleDetails'),
  refuses: ['forbidden'],
});

/** Of other staff, to read later. */
const note = z.string().trim().min(3).max(200);

export const placeCutSale = operation({
  id: 'placeCutSale',
  method: 'post',
  path: '/staff/cut-sales/{id}/place/',
  tag: 'Staff',
  summary: 'Make it an order after all, in its own seats or in others',
  description:
    'At the prices that were paid. `seats` has one seat a line, in the order of the lines; left out, the seats that were sold. A ticket in its own seat keeps the code that was printed, where that was reserved for it.',
  who: 'staff',
  body: z.strictObject({ seats: z.array(id).min(1).max(50).optional(), note: note.optional() }),
  status: 200,
  answer: z.object({ id: z.int(), order: z.object({ id: z.int(), number: z.string() }) }),
  refuses: [
    'changed_meanwhile',
    'seat_taken',
    'unknown_seat',
    'duplicate_seat',
    'screening_cancelled',
    'price_changed',
  ],
});

export const settleCutSale = operation({
  id: 'settleCutSale',
  method: 'post',
  path: '/staff/cut-sales/{id}/settle/',
  tag: 'Staff',
  summary: 'Settle it without an order: the money went back, or it is written off',
  description: 'Seats that were kept for it are on sale again.',
  who: 'staff',
  body: z.strictObject({ how: z.enum(['refunded', 'written_off']), note }),
  status: 200,
  answer: z.object({ id: z.int() }),
  refuses: ['changed_meanwhile'],
});
