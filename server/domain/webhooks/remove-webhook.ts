import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';

/** Forgets an endpoint, its log, and what still waits for it. Refusal: `not_found`. */
export async function removeWebhook(
  house: House,
  actor: Actor,
  { webhookId }: { webhookId: number },
): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'manage_webhooks');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    const [before] = await tx.query<{ name: string; url: string }>(
      'DELETE FROM webhook_endpoints WHERE id = $1 RETURNING name, url',
      [webhookId],
    );
    if (!before) return refuse('not_found', { webhook: webhookId });
    await recordAudit(tx, actor, { action: 'remove_webhook', entity: 'webhook', entityId: webhookId, before });
    return { id: webhookId };
  });
}
