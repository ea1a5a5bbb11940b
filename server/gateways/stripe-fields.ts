/**
 * The fields of Stripe's objects that we use, and what they can be; all others are nobody's business here. Who signed an
 * event is not all: an endpoint may be set to another version of the API than the one that is read here. Source:
 * docs.stripe.com/api, "The … object".
 */
import { z } from 'zod';
import { PaymentGatewayError } from './payments.ts';

/** Reads what Stripe said. Throws `PaymentGatewayError` (not retryable) if it cannot be. */
export function read<Schema extends z.ZodType>(schema: Schema, said: unknown): z.output<Schema> {
  const found = schema.safeParse(said);
  if (found.success) return found.data;
  const [issue] = found.error.issues;
  throw new PaymentGatewayError(`Stripe's ${issue?.path.join('.')} cannot be read: ${issue?.message}`, {
    retryable: false,
  });
}

/** PostgreSQL keeps no NUL. */
const text = z.string().refine((said) => !said.includes('\0'), 'must not hold a NUL');
const id = z
  .string()
  .min(1)
  .max(255)
  .refine((said) => !said.includes('\0'), 'must not hold a NUL');
/** Expanded, if somebody asked for that. */
const reference = z.union([id, z.object({ id })]);
const amount = z.int().min(0);
const currency = z.string().regex(/^[a-z]{3}$/i);
const metadata = z
  .object({ order_id: text, order_number: text, payment_id: text, refund_id: text })
  .partial()
  .nullish()
  .transform((said) => said ?? {});

export const checkoutSession = z.object({
  id,
  url: text.nullish(),
  status: z.enum(['open', 'complete', 'expired']),
  payment_status: z.string(),
  payment_intent: reference.nullish(),
  amount_total: amount,
  currency,
  /** Seconds since 1970; JavaScript's last day is the limit. */
  expires_at: z.int().min(0).max(8_640_000_000_000),
  metadata,
});

export const paymentIntent = z.object({
  id,
  status: z.string(),
  amount,
  amount_received: amount.nullish(),
  currency,
  last_payment_error: z.object({ message: text.nullish() }).nullish(),
  metadata,
});

export const processorRefund = z.object({ id, status: z.string().nullish() });

/** As an event tells of it. */
export const toldRefund = processorRefund.extend({ amount, currency, payment_intent: reference.nullish(), metadata });

export const readerAction = z.object({
  status: z.string(),
  failure_code: text.nullish(),
  failure_message: text.nullish(),
  process_payment_intent: z.object({ payment_intent: reference }).nullish(),
});

/** What the table of events finds its rows by; its index takes no long text. */
const findable = z
  .unknown()
  .refine((said) => (JSON.stringify(said) ?? '').length <= 500, 'is too long')
  .optional();

/** Whatever has these can be kept, and told apart. */
export const eventEnvelope = z.object({
  id,
  type: id,
  data: z.object({ object: z.looseObject({ id: findable, payment_intent: findable }) }),
});

export function idOf(said: z.output<typeof reference> | null | undefined): string | null {
  return typeof said === 'object' && said !== null ? said.id : (said ?? null);
}
