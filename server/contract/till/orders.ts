import { z } from 'zod';
import { approvalKey, minor, uuid } from './common.ts';
import { printDocument } from './prints.ts';
import { sale, tender } from './sales.ts';

// GET orders?q= → TillOrderHits (a ticket's QR, a number, a name, an e-mail, a seat of today)
// GET orders/{id} → TillOrder
export const tillOrder = z.object({
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
});
export type TillOrder = z.infer<typeof tillOrder>;
export const tillOrderHits = z.object({ results: z.array(tillOrder) });

// POST orders/{id}/refund → Refunded: cash out of the current shift's drawer, cards back to the card. Needs a supervisor.
export const refundBody = z.strictObject({
  uuid,
  tickets: z.array(z.int().min(1)).min(1).max(50),
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

// POST orders/{id}/exchange/quote → ExchangeQuote; POST orders/{id}/exchange → Exchanged.
export const exchangeWish = z.strictObject({
  screening: z.int().min(1),
  tickets: z
    .array(z.strictObject({ ticket: z.int().min(1), seat: z.int().min(1), ticketType: z.int().min(1) }))
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

// POST orders/{id}/reprint {uuid, tickets?} → documents, each marked as the copy it is; audited.
export const reprintBody = z.strictObject({ uuid, tickets: z.array(z.int().min(1)).min(1).max(50).optional() });
export const reprinted = z.object({ documents: z.array(printDocument) });
