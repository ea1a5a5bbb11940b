import type { Sql } from '../../db.ts';
import { enqueue } from '../../jobs/enqueue.ts';

/** A queue an endpoint: one that is slow holds up nobody but itself. */
export async function queueDelivery(
  tx: Sql,
  { id, endpointId }: { id: number; endpointId: number },
  runAt?: Date,
): Promise<void> {
  await enqueue(
    tx,
    'send_webhook',
    { deliveryId: id },
    { key: `send_webhook:${id}`, queue: `webhook:${endpointId}`, ...(runAt ? { runAt } : {}) },
  );
}

/** Everything that waits for an endpoint, oldest first. */
export async function queueWaiting(tx: Sql, endpointId: number): Promise<void> {
  const waiting = await tx.query<{ id: number }>(
    `UPDATE webhook_deliveries SET next_at = now() WHERE endpoint_id = $1 AND status = 'waiting' RETURNING id`,
    [endpointId],
  );
  for (const { id } of waiting.toSorted((a, b) => a.id - b.id)) await queueDelivery(tx, { id, endpointId });
}
