import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { queueWaiting } from './queue-delivery.ts';

/** Pauses an endpoint, or lets it go on: then what has waited goes out at once. Refusal: `not_found`. */
export async function pauseWebhook(
  house: House,
  actor: Actor,
  { webhookId, paused }: { webhookId: number; paused: boolean },
): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'manage_webhooks');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    const [changed] = await tx.query<{ id: number }>(
      paused
        ? `UPDATE webhook_endpoints SET pause = 'by_hand', paused_at = now() WHERE id = $1 RETURNING id`
        : `UPDATE webhook_endpoints SET pause = NULL, paused_at = NULL, failing_since = NULL WHERE id = $1 RETURNING id`,
      [webhookId],
    );
    if (!changed) return refuse('not_found', { webhook: webhookId });
    if (!paused) await queueWaiting(tx, webhookId);
    await recordAudit(tx, actor, {
      action: paused ? 'pause_webhook' : 'resume_webhook',
      entity: 'webhook',
      entityId: webhookId,
    });
    return { id: webhookId };
  });
}
