import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { queueDelivery } from './queue-delivery.ts';

/**
 * Sends a delivery once more, under the same `webhook-id`, with all its tries before it. To a paused endpoint it goes
 * when that goes on. Refusal: `not_found`.
 */
export async function sendAgain(
  house: House,
  actor: Actor,
  { deliveryId }: { deliveryId: number },
): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'manage_webhooks');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    const [delivery] = await tx.query<{ id: number; endpointId: number }>(
      `UPDATE webhook_deliveries SET status = 'waiting', tries = 0, next_at = now(), delivered_at = NULL
        WHERE id = $1 RETURNING id, endpoint_id AS "endpointId"`,
      [deliveryId],
    );
    if (!delivery) return refuse('not_found', { delivery: deliveryId });
    await queueDelivery(tx, delivery);
    await recordAudit(tx, actor, {
      action: 'send_webhook_again',
      entity: 'webhook',
      entityId: delivery.endpointId,
      after: { delivery: deliveryId },
    });
    return { id: deliveryId };
  });
}
