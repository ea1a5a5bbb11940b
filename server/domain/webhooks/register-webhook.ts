import { randomUUID } from 'node:crypto';
import type { WebhookBody, WebhookSecret } from '../../contract/api/staff/webhooks.ts';
import type { Refusal } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { checkAddress } from './check-address.ts';
import { webhookSecret } from './secret.ts';

/** Takes in an endpoint, and answers its secret for the one time. Refusal: `webhook_address`. */
export async function registerWebhook(
  house: House,
  actor: Actor,
  { name, url, events }: WebhookBody,
): Promise<WebhookSecret | Refusal> {
  const no = denied(actor, 'manage_webhooks') ?? (await checkAddress(house, url));
  if (no) return no;
  const seed = randomUUID();
  return inTransaction(house.db, async (tx): Promise<WebhookSecret> => {
    const [row] = await tx.query<{ id: number }>(
      'INSERT INTO webhook_endpoints (name, url, events, seed) VALUES ($1, $2, $3, $4) RETURNING id',
      [name, url, [...new Set(events)], seed],
    );
    if (!row) throw new Error('a webhook was not written');
    await recordAudit(tx, actor, {
      action: 'register_webhook',
      entity: 'webhook',
      entityId: row.id,
      after: { name, url, events },
    });
    return { id: row.id, secret: webhookSecret(house.signer, seed) };
  });
}
