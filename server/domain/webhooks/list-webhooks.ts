import type { DeliveryDetail, DeliveryList, OfficeDelivery, WebhookList } from '../../contract/api/staff/webhooks.ts';
import { type Refusal, refuse } from '../../contract/refusals.ts';
import { sql } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';

const perPage = 50;

export async function listWebhooks(house: House, actor: Actor): Promise<WebhookList | Refusal> {
  const no = denied(actor, 'manage_webhooks');
  if (no) return no;
  const [{ timeZone }, webhooks] = await Promise.all([
    loadCinema(sql(house.db)),
    sql(house.db).query<WebhookList['webhooks'][number] & Record<string, unknown>>(
      `SELECT p.id, p.name, p.url, p.events, p.pause, p.paused_at AS "pausedAt", p.failing_since AS "failingSince",
              CASE WHEN p.old_seed_until > now() THEN p.old_seed_until END AS "oldSecretUntil",
              (SELECT count(*) FROM webhook_deliveries WHERE endpoint_id = p.id AND status = 'waiting') AS waiting,
              (SELECT max(delivered_at) FROM webhook_deliveries WHERE endpoint_id = p.id) AS "lastDeliveredAt"
         FROM webhook_endpoints p ORDER BY p.name, p.id`,
    ),
  ]);
  return { timeZone, webhooks };
}

/** An endpoint's log, a page of 50. Refusal: `not_found`. */
export async function listDeliveries(
  house: House,
  actor: Actor,
  { webhookId, page }: { webhookId: number; page: number },
): Promise<DeliveryList | Refusal> {
  const no = denied(actor, 'manage_webhooks');
  if (no) return no;
  const found = await sql(house.db).query<OfficeDelivery & Record<string, unknown>>(
    `${delivery} WHERE d.endpoint_id = $1 ORDER BY d.id DESC LIMIT $2 OFFSET $3`,
    [webhookId, perPage + 1, (page - 1) * perPage],
  );
  if (found.length === 0) {
    const [known] = await sql(house.db).query('SELECT FROM webhook_endpoints WHERE id = $1', [webhookId]);
    if (!known) return refuse('not_found', { webhook: webhookId });
  }
  return { deliveries: found.slice(0, perPage), more: found.length > perPage };
}

export async function findDelivery(house: House, actor: Actor, id: number): Promise<DeliveryDetail | Refusal> {
  const no = denied(actor, 'manage_webhooks');
  if (no) return no;
  const [found] = await sql(house.db).query<Omit<DeliveryDetail, 'attempts'> & Record<string, unknown>>(
    `${delivery.replace('SELECT', 'SELECT e.body,')} WHERE d.id = $1`,
    [id],
  );
  if (!found) return refuse('not_found', { delivery: id });
  const attempts = await sql(house.db).query<DeliveryDetail['attempts'][number] & Record<string, unknown>>(
    `SELECT at, duration_ms AS "durationMs", status, response, failure FROM webhook_attempts
      WHERE delivery_id = $1 ORDER BY id DESC LIMIT 50`,
    [id],
  );
  return { ...found, attempts };
}

const delivery = `
SELECT d.id, e.id AS event, e.type, d.created_at AS at, d.status, d.tries,
       CASE WHEN d.status = 'waiting' THEN d.next_at END AS "nextAt",
       (SELECT coalesce(a.status::text, a.failure) FROM webhook_attempts a WHERE a.delivery_id = d.id
         ORDER BY a.id DESC LIMIT 1) AS answer
  FROM webhook_deliveries d JOIN outgoing_events e ON e.id = d.event_id`;
