import type { Tx } from '../../db.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';

/**
 * Gives an account the orders that a guest placed with its address, which the account has confirmed. Answers how many.
 */
export async function takeGuestOrders(
  tx: Tx,
  actor: Actor,
  { id, email }: { id: number; email: string },
): Promise<number> {
  const orders = await tx.query<{ id: number }>(
    'UPDATE orders SET user_id = $1 WHERE lower(email) = lower($2) AND user_id IS NULL RETURNING id',
    [id, email],
  );
  if (orders.length > 0) {
    await recordAudit(tx, actor, {
      action: 'claim_guest_orders',
      entity: 'user',
      entityId: id,
      after: { orders: orders.map((order) => order.id) },
    });
  }
  return orders.length;
}
