import { z } from 'zod';
import { id } from '../common.ts';
import { operation } from '../operation.ts';

/** How a rejected sale was settled: as an order after all, by giving the money back, or by neither. */
const settlement = z.enum(['placed', 'refunded', 'written_off']);

/** A sale that a till made without connection and that did not stand. Instants are RFC 3339, amounts minor units. */
const summary = z.object({
  id: z.int(),
  till: z.string(),
  /** As the till told; null: it told no time. */
  soldAt: z.string().nullable(),
  receivedAt: z.string(),
  clerk: z.string().nullable(),
  /** Null: there is no such screening. */
  screening: z
    .object({ id: z.int(), film: z.string(), hall: z.string(), startsAt: z.string(), cancelled: z.boolean() })
    .nullable(),
  /** What people read on the seats; those that the house does not know are left out. */
  seats: z.array(z.string()),
  total: z.int(),
  /** A code of `CutReason`. */
  reason: z.string(),
  settled: z
    .object({
      how: settlement,
      at: z.string(),
      by: z.string().nullable(),
      note: z.string(),
      order: z.string().nullable(),
    })
    .nullable(),
});
export type CutSaleSummary = z.infer<typeof summary>;

const cutSaleList = z.object({
  timeZone: z.string(),
  currency: z.string(),
  /** How many wait, all told. */
  waiting: z.int(),
  /** Those that wait, the oldest first; or those that were settled, the newest first. Up to 100. */
  sales: z.array(summary),
});
export type CutSaleList = z.infer<typeof cutSaleList>;

const details = summary.extend({
  timeZone: z.string(),
  currency: z.string(),
  lines: z.array(
    z.object({
      seat: z.int(),
      label: z.string().nullable(),
      category: z.string().nullable(),
      ticketType: z.string().nullable(),
      price: z.int(),
      /** `kept` for this sale; `gone`: not in that hall. */
      state: z.enum(['kept', 'free', 'taken', 'gone']),
    }),
  ),
  /** What else could be given, in the order of the plan. */
  free: z.array(z.object({ seat: z.int(), label: z.string(), category: z.string() })),
  /** Of the drawer that took the money; `unknown`: the till names none of its own. */
  drawer: z.enum(['open', 'counted', 'unknown']),
});
export type CutSaleDetails = z.infer<typeof details>;

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
  answer: cutSaleList,
  refuses: ['forbidden'],
});

export const getCutSale = operation({
  id: 'getCutSale',
  method: 'get',
  path: '/staff/cut-sales/{id}/',
  tag: 'Staff',
  summary: 'One of them, with the seats that it could still have',
  who: 'staff',
  answer: details,
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
