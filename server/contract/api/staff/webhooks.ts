import { z } from 'zod';
import { webhookTypes } from '../../webhooks.ts';

const name = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^\P{Cc}*$/u);

export const webhookBody = z.strictObject({
  name,
  url: z.string().trim().min(8).max(500),
  events: z.array(z.enum(webhookTypes)).min(1).max(webhookTypes.length),
});
export type WebhookBody = z.infer<typeof webhookBody>;

export const pauseBody = z.strictObject({ paused: z.boolean() });

export type WebhookPause = 'by_hand' | 'failing' | 'gone';

/** An endpoint as the office sees it: everything but its secret. Instants are RFC 3339. */
export interface OfficeWebhook {
  id: number;
  name: string;
  url: string;
  events: string[];
  pause: WebhookPause | null;
  pausedAt: string | null;
  failingSince: string | null;
  /** The secret before the last rotation signs along until then. */
  oldSecretUntil: string | null;
  /** Deliveries that have not arrived yet. */
  waiting: number;
  lastDeliveredAt: string | null;
}

export interface WebhookList {
  timeZone: string;
  webhooks: OfficeWebhook[];
}

export interface OfficeDelivery {
  id: number;
  event: string;
  type: string;
  at: string;
  status: 'waiting' | 'delivered' | 'given_up';
  tries: number;
  /** When the next try comes; null if none does. */
  nextAt: string | null;
  /** The last try's: HTTP status, or why there was none. */
  answer: string | null;
}

/** The newest first. */
export interface DeliveryList {
  deliveries: OfficeDelivery[];
  more: boolean;
}

export const deliveryQuery = z.strictObject({
  page: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .transform(Number)
    .default(1),
});

export interface DeliveryDetail extends OfficeDelivery {
  /** The text that was signed and sent. */
  body: string;
  attempts: {
    at: string;
    durationMs: number;
    status: number | null;
    response: string | null;
    failure: string | null;
  }[];
}

/** The one time that a secret is shown. */
export interface WebhookSecret {
  id: number;
  secret: string;
}
