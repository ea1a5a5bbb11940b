import { type WebhookType, webhookOrder } from '../../contract/webhooks.ts';
import type { Tx } from '../../db.ts';
import type { House } from '../house.ts';
import { readOrder } from '../orders/find-order.ts';
import { orderBody } from '../orders/order-body.ts';
import { queueEvent, subscribers } from './queue-event.ts';

/** Tells API clients about an order, as it stands in the transaction of what is told. */
export async function tellOrder(
  tx: Tx,
  house: Pick<House, 'signer'>,
  type: Extract<WebhookType, `order.${string}`>,
  orderId: number,
): Promise<void> {
  const listeners = await subscribers(tx, type);
  if (listeners.length === 0) return;
  const order = await readOrder(tx, house.signer, orderId);
  if (!order) throw new Error(`there is no order ${orderId} to tell about`);
  // The schema decides what goes out: everything that it does not name is dropped here.
  await queueEvent(tx, type, { order: webhookOrder.parse(orderBody(order)) }, listeners);
}
