import { z } from 'zod';
import { id, instant, price } from './common.ts';

const email = z.email().max(254);
/** One line: it stands in letters and on tickets. */
const name = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^\P{Cc}*$/u, 'must be one line');

/** `seats` names seats with ticket types, or only seats, at the screening's default ticket type. */
export const newOrder = z.strictObject({
  session: id,
  seats: z.union([
    z
      .array(z.strictObject({ seat: id, ticket_type: id.optional() }))
      .min(1)
      .max(10),
    z.array(id).min(1).max(10),
  ]),
  email: email.optional(),
  name: name.optional(),
});
export type NewOrderBody = z.infer<typeof newOrder>;

const orderTicket = z.object({
  id,
  seat: z.object({ id, row: z.string(), number: z.string() }),
  ticket_type: z.object({ id, name: z.string() }),
  price,
  status: z.enum(['pending', 'valid', 'used', 'cancelled']),
  /** What the QR code says; only on tickets that let somebody in. */
  code: z.string().nullable(),
});

export const order = z.object({
  id,
  number: z.string(),
  /** The key to the order for a guest; send it as `?token=`. */
  token: z.string(),
  status: z.enum(['pending', 'paid', 'partially_refunded', 'refunded', 'expired', 'cancelled']),
  session: z.object({ id, movie: z.string(), hall: z.string(), starts_at: instant }),
  email: z.string().nullable(),
  name: z.string().nullable(),
  created_at: instant,
  /** When the seats go back on sale, for a pending order. */
  expires_at: instant.nullable(),
  total: price,
  tickets: z.array(orderTicket),
  refunds: z.array(
    z.object({ id, amount: price, status: z.enum(['pending', 'succeeded', 'failed']), reason: z.string() }),
  ),
});
export type OrderBody = z.infer<typeof order>;

export const payment = z.object({ url: z.url() });
export const orderQuery = z.strictObject({ token: z.string().max(64).optional() });
export const nothing = z.strictObject({}).or(z.undefined());
