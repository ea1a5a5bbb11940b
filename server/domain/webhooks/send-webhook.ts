import { inTransaction, sql, type Tx } from '../../db.ts';
import type { WebhookAnswer } from '../../gateways/webhooks.ts';
import { system } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { queueDelivery } from './queue-delivery.ts';
import { retryAt } from './retries.ts';
import { signedHeaders, webhookSecret } from './secret.ts';

/** An endpoint that has failed for so long, without one success, is paused. */
const failingDays = 3;

interface Standing {
  endpointId: number;
  eventId: string;
  url: string;
  body: string;
  seeds: string[];
}

/**
 * Sends one waiting delivery, unless it arrived before or its endpoint is paused. What came of it is noted; a failure
 * queues the next try itself, so that the job fails only where we do. A crash between the answer and our note sends it
 * again, under the same `webhook-id`.
 */
export async function sendWebhook(house: House, deliveryId: number): Promise<void> {
  const [standing] = await sql(house.db).query<Standing & Record<string, unknown>>(
    `SELECT p.id AS "endpointId", e.id AS "eventId", p.url, e.body,
            array_remove(ARRAY[p.seed, CASE WHEN p.old_seed_until > now() THEN p.old_seed END], NULL) AS seeds
       FROM webhook_deliveries d JOIN webhook_endpoints p ON p.id = d.endpoint_id JOIN outgoing_events e ON e.id = d.event_id
      WHERE d.id = $1 AND d.status = 'waiting' AND p.pause IS NULL`,
    [deliveryId],
  );
  if (!standing) return;
  const secrets = standing.seeds.map((seed) => webhookSecret(house.signer, seed));
  const headers = signedHeaders(secrets, standing.eventId, new Date(), standing.body);
  const answer = await house.webhooks.post(standing.url, headers, standing.body);
  await inTransaction(house.db, async (tx) => note(tx, deliveryId, standing.endpointId, answer));
}

async function note(tx: Tx, id: number, endpointId: number, answer: WebhookAnswer): Promise<void> {
  // The endpoint first, as everybody does who locks both.
  await tx.query('SELECT FROM webhook_endpoints WHERE id = $1 FOR NO KEY UPDATE', [endpointId]);
  const [delivery] = await tx.query<{ tries: number }>(
    'UPDATE webhook_deliveries SET tries = tries + 1, next_at = NULL WHERE id = $1 RETURNING tries',
    [id],
  );
  if (!delivery) return;
  await tx.query(
    'INSERT INTO webhook_attempts (delivery_id, duration_ms, status, response, failure) VALUES ($1, $2, $3, $4, $5)',
    [id, answer.durationMs, answer.status, answer.response, answer.failure],
  );
  const { status } = answer;
  if (status !== null && status >= 200 && status < 300) {
    await tx.query(`UPDATE webhook_deliveries SET status = 'delivered', delivered_at = now() WHERE id = $1`, [id]);
    await tx.query('UPDATE webhook_endpoints SET failing_since = NULL WHERE id = $1', [endpointId]);
    return;
  }
  await failed(tx, id, endpointId, status === 410, delivery.tries);
}

async function failed(tx: Tx, id: number, endpointId: number, gone: boolean, tries: number): Promise<void> {
  const next = gone ? null : retryAt(tries, new Date());
  if (next) await tx.query('UPDATE webhook_deliveries SET next_at = $2 WHERE id = $1', [id, next]);
  else await tx.query(`UPDATE webhook_deliveries SET status = 'given_up' WHERE id = $1`, [id]);
  const [paused] = await tx.query<{ pause: string }>(
    `UPDATE webhook_endpoints SET pause = CASE WHEN $2 THEN 'gone' ELSE 'failing' END::webhook_pause, paused_at = now()
      WHERE id = $1 AND pause IS NULL AND ($2 OR failing_since < now() - make_interval(days => $3)) RETURNING pause`,
    [endpointId, gone, failingDays],
  );
  await tx.query('UPDATE webhook_endpoints SET failing_since = coalesce(failing_since, now()) WHERE id = $1', [
    endpointId,
  ]);
  if (paused) {
    await recordAudit(tx, system, {
      action: 'pause_webhook',
      entity: 'webhook',
      entityId: endpointId,
      after: { because: paused.pause },
    });
  } else if (next) await queueDelivery(tx, { id, endpointId }, next);
}
