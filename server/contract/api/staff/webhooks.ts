import { z } from 'zod';
import { webhookTypes } from '../../webhooks.ts';
import { id } from '../common.ts';
import { operation } from '../operation.ts';

const name = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^\P{Cc}*$/u);

const webhookBody = z.strictObject({
  name,
  url: z.string().trim().min(8).max(500),
  events: z.array(z.enum(webhookTypes)).min(1).max(webhookTypes.length),
});
export type WebhookBody = z.infer<typeof webhookBody>;

const pauseBody = z.strictObject({ paused: z.boolean() });

const webhookPause = z.enum(['by_hand', 'failing', 'gone']);

/** An endpoint as the office sees it: everything but its secret. Instants are RFC 3339. */
const officeWebhook = z.object({
  id: z.int(),
  name: z.string(),
  url: z.string(),
  events: z.array(z.enum(webhookTypes)),
  pause: webhookPause.nullable(),
  pausedAt: z.string().nullable(),
  failingSince: z.string().nullable(),
  /** The secret before the last rotation signs along until then. */
  oldSecretUntil: z.string().nullable(),
  /** Deliveries that have not arrived yet. */
  waiting: z.int(),
  lastDeliveredAt: z.string().nullable(),
});
export type OfficeWebhook = z.infer<typeof officeWebhook>;

const webhookList = z.object({
  timeZone: z.string(),
  webhooks: z.array(officeWebhook),
});
export type WebhookList = z.infer<typeof webhookList>;

const officeDelivery = z.object({
  id: z.int(),
  event: z.string(),
  type: z.string(),
  at: z.string(),
  status: z.enum(['waiting', 'delivered', 'given_up']),
  tries: z.int(),
  /** When the next try comes; null if none does. */
  nextAt: z.string().nullable(),
  /** The last try's: HTTP status, or why there was none. */
  answer: z.string().nullable(),
});
export type OfficeDelivery = z.infer<typeof officeDelivery>;

/** The newest first. */
const deliveryList = z.object({
  deliveries: z.array(officeDelivery),
  more: z.boolean(),
});
export type DeliveryList = z.infer<typeof deliveryList>;

const deliveryQuery = z.strictObject({
  page: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .transform(Number)
    .default(1)
    .meta({ type: 'integer', minimum: 1, maximum: 9_999 }),
});

const deliveryDetail = officeDelivery.extend({
  /** The text that was signed and sent. */
  body: z.string(),
  attempts: z.array(
    z.object({
      at: z.string(),
      durationMs: z.int(),
      status: z.int().nullable(),
      response: z.string().nullable(),
      failure: z.string().nullable(),
    }),
  ),
});
export type DeliveryDetail = z.infer<typeof deliveryDetail>;

/** The one time that a secret is shown. */
const webhookSecret = z.object({
  id: z.int(),
  secret: z.string(),
});
export type WebhookSecret = z.infer<typeof webhookSecret>;

const same = z.object({ id });

export const listWebhooks = operation({
  id: 'listWebhooks',
  method: 'get',
  path: '/staff/webhooks/',
  tag: 'Staff',
  summary: 'Every endpoint that is told of things',
  who: 'staff',
  answer: webhookList,
  refuses: ['forbidden'],
});

export const registerWebhook = operation({
  id: 'registerWebhook',
  method: 'post',
  path: '/staff/webhooks/',
  tag: 'Staff',
  summary: 'Tell a new endpoint',
  description: 'Its secret is shown this one time.',
  who: 'staff',
  body: webhookBody,
  answer: webhookSecret,
  refuses: ['webhook_address'],
});

export const changeWebhook = operation({
  id: 'changeWebhook',
  method: 'put',
  path: '/staff/webhooks/{id}/',
  tag: 'Staff',
  summary: 'Change an endpoint',
  who: 'staff',
  body: webhookBody,
  answer: same,
  refuses: ['webhook_address'],
});

export const removeWebhook = operation({
  id: 'removeWebhook',
  method: 'delete',
  path: '/staff/webhooks/{id}/',
  tag: 'Staff',
  summary: 'Tell an endpoint no more',
  who: 'staff',
  answer: same,
});

export const pauseWebhook = operation({
  id: 'pauseWebhook',
  method: 'post',
  path: '/staff/webhooks/{id}/pause/',
  tag: 'Staff',
  summary: 'Pause an endpoint, or go on',
  who: 'staff',
  body: pauseBody,
  answer: same,
});

export const rotateWebhookSecret = operation({
  id: 'rotateWebhookSecret',
  method: 'post',
  path: '/staff/webhooks/{id}/rotate/',
  tag: 'Staff',
  summary: 'Sign with a new secret',
  description: 'The old one signs along for a day.',
  who: 'staff',
  answer: webhookSecret,
});

export const testWebhook = operation({
  id: 'testWebhook',
  method: 'post',
  path: '/staff/webhooks/{id}/test/',
  tag: 'Staff',
  summary: 'Send a test',
  who: 'staff',
  answer: z.object({ event: z.string() }),
});

export const listDeliveries = operation({
  id: 'listDeliveries',
  method: 'get',
  path: '/staff/webhooks/{id}/deliveries/',
  tag: 'Staff',
  summary: 'What was sent to an endpoint, the newest first',
  who: 'staff',
  query: deliveryQuery,
  answer: deliveryList,
  refuses: ['forbidden'],
});

export const getDelivery = operation({
  id: 'getDelivery',
  method: 'get',
  path: '/staff/webhook-deliveries/{id}/',
  tag: 'Staff',
  summary: 'One delivery with all its tries',
  who: 'staff',
  answer: deliveryDetail,
  refuses: ['forbidden'],
});

export const sendAgain = operation({
  id: 'sendAgain',
  method: 'post',
  path: '/staff/webhook-deliveries/{id}/again/',
  tag: 'Staff',
  summary: 'Send a delivery again',
  who: 'staff',
  answer: same,
});
