import type { WebhookBody } from '../../contract/api/staff/webhooks.ts';
import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { checkAddress } from './check-address.ts';

/** Changes what an endpoint is called, where it is and what it hears of. Refusals: `webhook_address`, `not_found`. */
export async function changeWebhook(
  house: House,
  actor: Actor,
  { webhookId, name, url, events }: WebhookBody & { webhookId: number },
): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'manage_webhooks') ?? (await checkAddress(house, url));
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    const [before] = await tx.query<WebhookBody & Record<string, unknown>>(
      'SELECT name, url, events FROM webhook_endpoints WHERE id = $1 FOR NO KEY UPDATE',
      [webhookId],
    );
    if (!before) return refuse('not_found', { webhook: webhookId });
    await tx.query('UPDATE webhook_endpoints SET name = $2, url = $3, events = $4 WHERE id = $1', [
      webhookId,
      name,
      url,
      [...new Set(events)],
    ]);
    await recordAudit(tx, actor, {
      action: 'change_webhook',
      entity: 'webhook',
      entityId: webhookId,
      before,
      after: { name, url, events },
    });
    return { id: webhookId };
  });
}
