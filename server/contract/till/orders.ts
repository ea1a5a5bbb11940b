import { z } from 'zod';
import { id } from '../api/common.ts';
import { approvalKey, minor, uuid } from './common.ts';
import { printDocument } from './prints.ts';
import { sale, tender } from './sales.ts';

export const tillOrder = z
  .object({
    id: z.int(),
    number: z.string(),
    status: z.enum(['pending', 'paid', 'partially_refunded', 'refunded', 'expired', 'cancelled']),
    name: z.string().nullable(),
    email: z.string().nullable(),
    screening: z.object({
      id: z.int(),
      film: z.string(),
      hall: z.string(),
      startsAt: z.string(),
      cancelled: z.boolean(),
    }),
    total: minor,
    paid: z.array(
      z.object({
        method: z.enum(['checkout', 'cash', 'terminal', 'exchange', 'none']),
        amount: minor,
        refundable: minor,
      }),
    ),
    tickets: z.array(
      z.object({
        id: z.int(),
        seat: z.object({ id: z.int(), row: z.string(), number: z.string() }),
        ticketType: z.object({ id: z.int(), name: z.string() }),
        category: z.string(),
        price: minor,
        status: z.enum(['pending', 'valid', 'used', 'cancelled']),
        usedAt: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'TillOrder' });
export type TillOrder = z.infer<typeof tillOrder>;
export const tillOrderHits = z.object({ results: z.array(tillOrder) });

export const refundBody = z.strictObject({
  uuid,
  tickets: z.array(id).min(1).max(50),
  reason: z.string().trim().min(1).max(200),
  approval: approvalKey,
});
export type RefundBody = z.infer<typeof refundBody>;
export const refunded = z.object({
  order: tillOrder,
  cash: minor,
  card: minor,
  documents: z.array(printDocument),
});
export type Refunded = z.infer<typeof refunded>;

export const exchangeWish = z.strictObject({
  screening: id,
  tickets: z
    .array(z.strictObject({ ticket: id, seat: id, ticketType: id }))
    .min(1)
    .max(50),
  override: z.boolean().default(false),
});
export type ExchangeWish = z.infer<typeof exchangeWish>;
/** Positive: the customer pays it; negative: they get it back the way it was paid. */
export const exchangeQuote = z.object({ difference: z.int(), before: minor, after: minor });
export type ExchangeQuote = z.infer<typeof exchangeQuote>;
export const exchangeBody = exchangeWish.extend({
  uuid,
  /** As quoted; another one is refused (`price_changed`). */
  difference: z.int(),
  tenders: z.array(tender).max(4),
  ageConfirmed: z.boolean().default(false),
  /** A supervisor's word: no difference is asked for. */
  approval: approvalKey.optional(),
});
export type ExchangeBody = z.infer<typeof exchangeBody>;
export const exchanged = z.object({
  /** Where the tickets are now: an order of its own. */
  order: tillOrder,
  /** Negative: given back. */
  cash: z.int(),
  card: z.int(),
  /** While a card pays the difference: nothing is exchanged yet, and `sales/{uuid}` tells and steers it like a sale. */
  sale: sale.nullable(),
  documents: z.array(printDocument),
});
export type Exchanged = z.infer<typeof exchanged>;

export const reprintBody = z.strictObject({ uuid, tickets: z.array(id).min(1).max(50).optional() });
export const reprinted = z.object({ documents: z.array(printDocument) });
export type Reprinted = z.infer<typeof reprinted>;
