import { type WebhookEventType, webhookEvents } from '../../contract/webhooks.ts';
import { type Components, jsonSchema } from './schemas.ts';

const titles: Record<WebhookEventType, string> = {
  'order.paid': 'An order was paid, and has its tickets',
  'order.refunded': 'Money of an order went back',
  'order.cancelled': 'An order was cancelled',
  'screening.published': 'A screening is on sale',
  'screening.changed': 'A screening has moved or changed',
  'screening.cancelled': 'A screening was called off',
  'webhook.test': 'A test, sent by hand',
};

const signed = [
  ['webhook-id', 'The same at every try of one message: what you have taken in, take in no more.'],
  ['webhook-timestamp', 'Seconds since 1970, of this try. Refuse what is older than five minutes.'],
  ['webhook-signature', 'Signatures as Standard Webhooks has them: `v1,` and a base64 HMAC-SHA256.'],
] as const;

/** What the house sends to the addresses that a manager has entered. */
export function describeWebhooks(components: Components): Record<string, object> {
  const parameters = signed.map(([name, description]) => ({
    name,
    in: 'header',
    required: true,
    description,
    schema: { type: 'string' },
  }));
  return Object.fromEntries(
    Object.entries(webhookEvents).map(([type, schema]) => [
      type,
      {
        post: {
          operationId: `on-${type}`,
          summary: titles[type as WebhookEventType],
          parameters,
          requestBody: {
            required: true,
            content: { 'application/json': { schema: jsonSchema(schema, 'output', components) } },
          },
          responses: { '2XX': { description: 'Taken in. Any other answer, and the message comes again later.' } },
        },
      },
    ]),
  );
}
