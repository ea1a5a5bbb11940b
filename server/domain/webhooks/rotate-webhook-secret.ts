import { randomUUID } from 'node:crypto';
import type { WebhookSecret } from '../../contract/api/staff/webhooks.ts';
import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { overlapHours, webhookSecret } from './secret.ts';

/** Gives an endpoint a new secret; the one before signs along for `overlapHours`. Refusal: `not_found`. */
export async function rotateWebhookSecret(
  house: House,
  actor: Actor,
  { webhookId }: { webhookId: number },
): Promise<WebhookSecret | Refusal> {
  const no = denied(actor, 'manage_webhooks');
  if (no) return no;
  const seed = randomUUID();
  return inTransaction(house.db, async (tx): Promise<WebhookSecret | Refusal> => {
    const [rotated] = await tx.query<{ id: number }>(
      `UPDATE webhook_endpoints SET old_seed = seed, old_seed_until = now() + make_interval(hours => $3), seed = $2
        WHERE id = $1 RETURNING id`,
      [webhookId, seed, overlapHours],
    );
    if (!rotated) return refuse('not_found', { webhook: webhookId });
    await recordAudit(tx, actor, { action: 'rotate_webhook_secret', entity: 'webhook', entityId: webhookId });
    return { id: webhookId, secret: webhookSecret(house.signer, seed) };
  });
}
