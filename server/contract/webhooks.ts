import { z } from 'zod';
import { instant } from './api/common.ts';
import { order } from './api/orders.ts';
import { session } from './api/sessions.ts';

// What the house tells API clients by itself. The shapes are the API's; `docs/webhooks.md` says how to receive them.

/** What an endpoint may subscribe to. */
export const webhookTypes = [
  'order.paid',
  'order.refunded',
  'order.cancelled',
  'screening.published',
  'screening.changed',
  'screening.cancelled',
] as const;
export type WebhookType = (typeof webhookTypes)[number];

const { id, number, status, session: show, created_at, total, tickets, refunds } = order.shape;

/**
 * An order as an API client may know it who is not its customer: without name and e-mail, and without the token and the
 * ticket codes, which open doors. Listed by what goes out, so that what the API learns to say stays inside.
 */
export const webhookOrder = z.object({
  id,
  number,
  status,
  session: show,
  created_at,
  total,
  tickets: z.array(tickets.element.omit({ code: true })),
  refunds,
});

/** What was told before and is no longer so; what is missing has not changed. */
const previous = session
  .pick({
    movie: true,
    hall: true,
    starts_at: true,
    ends_at: true,
    business_date: true,
    format: true,
    language: true,
    subtitles: true,
  })
  .partial();

function event<const Type extends string, Data extends z.ZodType>(type: Type, data: Data) {
  return z.object({ id: z.string(), type: z.literal(type), created_at: instant, data });
}

const aboutOrder = z.object({ order: webhookOrder });
const aboutSession = z.object({ session });

/** The body of a webhook, by its type. `id` is its `webhook-id`, the same at every try. */
export const webhookEvents = {
  'order.paid': event('order.paid', aboutOrder),
  'order.refunded': event('order.refunded', aboutOrder),
  'order.cancelled': event('order.cancelled', aboutOrder),
  'screening.published': event('screening.published', aboutSession),
  'screening.changed': event('screening.changed', z.object({ session, previous })),
  'screening.cancelled': event('screening.cancelled', aboutSession),
  /** Sent from the back-office to one endpoint, to see whether it listens. */
  'webhook.test': event('webhook.test', z.object({ message: z.string() })),
} as const satisfies Record<WebhookType | 'webhook.test', z.ZodType>;

export type WebhookEventType = keyof typeof webhookEvents;
export type WebhookData<Type extends WebhookEventType> = z.infer<(typeof webhookEvents)[Type]>['data'];
export type PreviousSession = z.infer<typeof previous>;
