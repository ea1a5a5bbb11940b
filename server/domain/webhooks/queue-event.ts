import { randomUUID } from 'node:crypto';
import { rfc3339 } from '../../contract/venue-time.ts';
import type { WebhookData, WebhookEventType, WebhookType } from '../../contract/webhooks.ts';
import type { Sql } from '../../db.ts';
import { loadCinema } from '../cinema.ts';
import { queueDelivery } from './queue-delivery.ts';

/** Whoever wants to hear of a type. One that is paused hears of it later; one that is gone, never. */
export async function subscribers(tx: Sql, type: WebhookType): Promise<Subscriber[]> {
  return tx.query<Subscriber>(
    {
      name: 'webhook_subscribers',
      text: `SELECT id, pause FROM webhook_endpoints WHERE events @> ARRAY[$1] AND pause IS DISTINCT FROM 'gone' ORDER BY id`,
    },
    [type],
  );
}

export type Subscriber = { id: number; pause: 'by_hand' | 'failing' | 'gone' | null };

/** Writes down what happened, as it is in this transaction, and queues its way to each endpoint. Answers its id. */
export async function queueEvent<Type extends WebhookEventType>(
  tx: Sql,
  type: Type,
  data: WebhookData<Type>,
  to: readonly Subscriber[],
): Promise<string> {
  const { timeZone } = await loadCinema(tx);
  const id = `evt_${randomUUID().replaceAll('-', '')}`;
  const body = JSON.stringify({ id, type, created_at: rfc3339(new Date(), timeZone), data });
  await tx.query('INSERT INTO outgoing_events (id, type, body) VALUES ($1, $2, $3)', [id, type, body]);
  for (const endpoint of to) {
    const [delivery] = await tx.query<{ id: number }>(
      'INSERT INTO webhook_deliveries (event_id, endpoint_id, next_at) VALUES ($1, $2, now()) RETURNING id',
      [id, endpoint.id],
    );
    if (delivery && !endpoint.pause) await queueDelivery(tx, { id: delivery.id, endpointId: endpoint.id });
  }
  return id;
}
