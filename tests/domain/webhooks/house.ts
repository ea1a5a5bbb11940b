import { Webhook } from 'standardwebhooks';
import { type WebhookEventType, webhookEvents, webhookTypes } from '../../../server/contract/webhooks.ts';
import { sql } from '../../../server/db.ts';
import { registerWebhook } from '../../../server/domain/webhooks/register-webhook.ts';
import { sendWebhook } from '../../../server/domain/webhooks/send-webhook.ts';
import { accepted, manager, type TestHouse } from '../../setup/house.ts';
import type { Received, Receiver } from '../../setup/receiver.ts';

/** Registers a receiver for everything. */
export async function anEndpoint(t: TestHouse, receiver: Pick<Receiver, 'url'>, events = [...webhookTypes]) {
  return accepted(await registerWebhook(t.house, manager, { name: 'Listings', url: receiver.url, events }));
}

export interface Delivery {
  id: number;
  type: string;
  status: string;
  tries: number;
  nextAt: Date | null;
}

export function deliveries(t: TestHouse, endpointId: number): Promise<Delivery[]> {
  return sql(t.db).query<Delivery & Record<string, unknown>>(
    `SELECT d.id, e.type, d.status, d.tries, d.next_at AS "nextAt" FROM webhook_deliveries d
       JOIN outgoing_events e ON e.id = d.event_id WHERE d.endpoint_id = $1 ORDER BY d.id`,
    [endpointId],
  );
}

/** Does the worker's job by hand: everything that waits for an endpoint goes out, once. */
export async function sendAll(t: TestHouse, endpointId: number): Promise<void> {
  for (const { id, status } of await deliveries(t, endpointId))
    if (status === 'waiting') await sendWebhook(t.house, id);
}

/** What was received, after its signature was checked and its body held against the contract. */
export function opened({ headers, body }: Received, secret: string) {
  const event = new Webhook(secret).verify(body, headers as Record<string, string>) as { type: WebhookEventType };
  return webhookEvents[event.type].strict().parse(event);
}
