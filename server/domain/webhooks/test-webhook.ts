import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { queueEvent, type Subscriber } from './queue-event.ts';

/** Sends an endpoint a `webhook.test`, whatever it subscribes to. Refusal: `not_found`. */
export async function testWebhook(
  house: House,
  actor: Actor,
  { webhookId }: { webhookId: number },
): Promise<{ event: string } | Refusal> {
  const no = denied(actor, 'manage_webhooks');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ event: string } | Refusal> => {
    const [endpoint] = await tx.query<Subscriber>('SELECT id, pause FROM webhook_endpoints WHERE id = $1', [webhookId]);
    if (!endpoint) return refuse('not_found', { webhook: webhookId });
    const event = await queueEvent(tx, 'webhook.test', { message: 'This is a test from Foyer.' }, [endpoint]);
    await recordAudit(tx, actor, { action: 'test_webhook', entity: 'webhook', entityId: webhookId });
    return { event };
  });
}
