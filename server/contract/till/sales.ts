import { z } from 'zod';
import { minor, uuid } from './common.ts';
import { printDocument } from './prints.ts';

// POST holds → Hold. Claims the seats while the customer decides; `replaces` gives the former choice back in the same step.
// DELETE holds/{id} → 204.
export const tillHoldBody = z.strictObject({
  uuid,
  screening: z.int().min(1),
  seats: z.array(z.int().min(1)).min(1).max(50),
  replaces: z.int().min(1).nullable().default(null),
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

// POST sales → Sale. With cash alone it answers `paid` or a refusal, in one transaction. With a card it answers
// `awaiting_card`; then GET sales/{uuid} tells how it goes, and POST sales/{uuid}/cancel or …/card (another try, another
// reader, or cash instead) steers it. GET sales/{uuid} is also how an unknown outcome is resolved: 404 = it never arrived.
export const saleBody = z.strictObject({
  uuid,
  screening: z.int().min(1),
  /** The hold of these very seats, if one was taken; without it the seats are claimed now. */
  hold: z.int().min(1).nullable().default(null),
  lines: z
    .array(z.strictObject({ seat: z.int().min(1), ticketType: z.int().min(1), price: minor }))
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

export const sale = z.object({
  uuid,
  /** `part_paid`: a card part is in, and the rest waits for POST sales/{uuid}/card; given up, that part goes back. */
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
});
export type Sale = z.infer<typeof sale>;
