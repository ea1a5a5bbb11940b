/** The parameters that Foyer sends, checked as Stripe checks them; all others are refused as unknown. */
import { z } from 'zod';
import type { FormFields } from './form.ts';
import { invalid } from './refusal.ts';

const integer = z
  .string()
  .regex(/^-?\d{1,15}$/, 'integer')
  .transform(Number);
const filled = (max: number) => z.string().min(1, 'empty').max(max, 'long');
const link = z.string().refine((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''), 'url');
const metadata = z.record(z.string().max(40), z.string().max(500));
/** Arrays arrive as records with the keys 0, 1, 2, … */
const list = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (fields) => (typeof fields === 'object' && fields ? Object.values(fields) : fields),
    z.array(item).max(100),
  );

export const sessionParams = z.strictObject({
  mode: z.literal('payment'),
  success_url: link,
  cancel_url: link.optional(),
  client_reference_id: filled(200).optional(),
  customer_email: z.email('email').max(800).optional(),
  expires_at: integer.optional(),
  locale: z.string().optional(),
  metadata: metadata.optional(),
  payment_intent_data: z
    .strictObject({ description: filled(1000).optional(), metadata: metadata.optional() })
    .optional(),
  line_items: list(
    z.strictObject({
      quantity: integer.pipe(z.number().min(1, 'positive')),
      price_data: z.strictObject({
        currency: z.string().regex(/^[A-Za-z]{3}$/, 'currency'),
        unit_amount: integer.pipe(z.number().min(0, 'positive')),
        product_data: z.strictObject({ name: filled(5000), description: filled(40_000).optional() }),
      }),
    }),
  ),
});

export const refundParams = z.strictObject({
  payment_intent: filled(255),
  amount: integer.pipe(z.number().min(1, 'positive')).optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata: metadata.optional(),
});

/** What a payment at a reader is opened with. */
export const intentParams = z.strictObject({
  amount: integer.pipe(z.number().min(1, 'positive')),
  currency: z.string().regex(/^[A-Za-z]{3}$/, 'currency'),
  allowed_payment_method_types: list(z.literal('card_present')),
  capture_method: z.literal('automatic'),
  description: filled(1000).optional(),
  metadata: metadata.optional(),
});

export const processParams = z.strictObject({ payment_intent: filled(255) });

export const readerListParams = z.strictObject({ limit: integer.optional() });

/** The test card's number decides: 4000 0000 0000 0002 is declined. */
export const presentParams = z.strictObject({
  type: z.literal('card_present').optional(),
  card_present: z.strictObject({ number: z.string().optional() }).optional(),
});

export type IntentParams = z.infer<typeof intentParams>;

export const refundListParams = z.strictObject({ payment_intent: filled(255), limit: integer.optional() });

export type SessionParams = z.infer<typeof sessionParams>;
export type RefundParams = z.infer<typeof refundParams>;

/** Throws an `ApiRefusal` for the first fault found, with Stripe's codes for it. */
export function check<T>(schema: z.ZodType<T>, fields: FormFields): T {
  const result = schema.safeParse(fields);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const at = (issue?.path ?? []).map(String);
  if (issue?.code === 'unrecognized_keys') {
    const param = nameOf([...at, issue.keys[0] ?? '']);
    throw invalid(`Received unknown parameter: ${param}`, { code: 'parameter_unknown', param });
  }
  const param = nameOf(at);
  if (valueAt(fields, at) === undefined) {
    throw invalid(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
  }
  const { code, text } = FAULTS[issue?.message ?? ''] ?? { code: 'parameter_invalid', text: 'Invalid value' };
  throw invalid(`${text}: ${param}`, { code, param });
}

const FAULTS: Record<string, { code: string; text: string }> = {
  integer: { code: 'parameter_invalid_integer', text: 'Invalid integer' },
  positive: { code: 'parameter_invalid_integer', text: 'Must be a positive number' },
  empty: { code: 'parameter_invalid_empty', text: 'Must not be empty' },
  long: { code: 'parameter_invalid_string_too_long', text: 'Too long' },
  email: { code: 'email_invalid', text: 'Invalid email address' },
  url: { code: 'url_invalid', text: 'Not a valid URL' },
  currency: { code: 'parameter_invalid', text: 'Invalid currency' },
};

function nameOf([first = '', ...rest]: string[]): string {
  return first + rest.map((part) => `[${part}]`).join('');
}

function valueAt(fields: FormFields, path: string[]): unknown {
  return path.reduce<unknown>((at, key) => (typeof at === 'object' && at ? Reflect.get(at, key) : undefined), fields);
}
