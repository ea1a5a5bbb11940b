import { z } from 'zod';
import { id } from '../api/common.ts';
import { minor, uuid } from './common.ts';
import { printDocument } from './prints.ts';

export const tillHoldBody = z.strictObject({
  uuid,
  screening: id,
  seats: z.array(id).min(1).max(50),
  replaces: id.nullable().default(null),
  /** The clerk's word against the orphan rule. */
  override: z.boolean().default(false),
});
export type TillHoldBody = z.infer<typeof tillHoldBody>;
export const tillHold = z.object({ id: z.int(), expiresAt: z.string() });
export type TillHold = z.infer<typeof tillHold>;

/**
 * How a sale is paid: card parts first at a reader, the cash of the rest last. The parts add up to what is due. Only the
 * first card part begins at once; what is left after it is said again, with the cash that was counted, by `…/card`.
 */
export const tender = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('cash'), amount: minor, tendered: minor }),
  z.strictObject({ method: z.literal('card'), amount: minor, reader: z.string().min(1).max(100) }),
]);
export type Tender = z.infer<typeof tender>;

export const saleBody = z.strictObject({
  uuid,
  screening: id,
  /** The hold of these very seats, if one was taken; without it the seats are claimed now. */
  hold: id.nullable().default(null),
  lines: z
    .array(z.strictObject({ seat: id, ticketType: id, price: minor }))
    .min(1)
    .max(50),
  /** What the customer was told; another total is refused (`price_changed`). */
  total: minor,
  tenders: z.array(tender).max(4),
  override: z.boolean().default(false),
  /** The clerk has looked: the age rating's policy is met. Logged. */
  ageConfirmed: z.boolean().default(false),
  /** For the tickets by mail and for finding the order again. */
  email: z.email().max(254).nullable().default(null),
  name: z.string().trim().max(120).nullable().default(null),
});
export type SaleBody = z.infer<typeof saleBody>;

export const cardStep = z.strictObject({ uuid, tenders: z.array(tender).min(1).max(4) });

export const sale = z
  .object({
    uuid,
    /** `part_paid`: a card part is in, and the rest waits for the next step; given up, that part goes back. */
    state: z.enum(['awaiting_card', 'part_paid', 'declined', 'paid', 'cancelled', 'expired']),
    /** Of the reader, in words, while `awaiting_card` or `declined`. */
    cardMessage: z.string().nullable(),
    order: z.object({ id: z.int(), number: z.string() }),
    total: minor,
    paidCash: minor,
    paidCard: minor,
    /** Still to be paid. */
    due: minor,
    change: minor,
    /** Nothing more is taken for it; what is paid goes back. */
    screeningCancelled: z.boolean().default(false),
    tickets: z.array(
      z.object({
        id: z.int(),
        seat: z.object({ id: z.int(), row: z.string(), number: z.string() }),
        ticketType: z.string(),
        price: minor,
      }),
    ),
    expiresAt: z.string().nullable(),
    /** Once it is paid. */
    documents: z.array(printDocument),
  })
  .meta({ id: 'TillSale' });
export type Sale = z.infer<typeof sale>;
