import { z } from 'zod';
import { idText } from '../../server/contract/api/common.ts';

export interface CheckoutForm {
  /** Ticket type by seat; a seat that the form does not name has its usual type. */
  types: Map<number, number>;
  email: string;
  name: string;
  acknowledged: boolean;
  /** Only the total is to be reckoned anew. */
  update: boolean;
}

/** As much as a person may have typed; longer is no person. */
const line = z
  .string()
  .max(1000)
  .catch('')
  .transform((text) => text.replaceAll(/\p{Cc}/gu, ' ').trim());

const fields = z.object({
  email: line,
  name: line,
  acknowledged: z.literal('yes').optional().catch(undefined),
  intent: z.string().optional().catch(undefined),
});

export function readCheckoutForm(body: unknown): CheckoutForm {
  const form = (body ?? {}) as Record<string, unknown>;
  const { email, name, acknowledged, intent } = fields.parse({ email: '', name: '', ...form });
  const types = new Map<number, number>();
  for (const [field, value] of Object.entries(form)) {
    const seat = idText.safeParse(/^type-(\d+)$/.exec(field)?.[1]);
    const type = idText.safeParse(value);
    if (seat.success && type.success) types.set(seat.data, type.data);
  }
  return { types, email, name, acknowledged: acknowledged === 'yes', update: intent === 'update' };
}

export const longestName = 100;

export const isEmail = (text: string): boolean => text.length <= 254 && z.email().safeParse(text).success;
