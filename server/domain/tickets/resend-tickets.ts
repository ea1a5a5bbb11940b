import { randomUUID } from 'node:crypto';
import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { lockOrder } from '../orders/lock-order.ts';

/**
 * Sends the tickets of an order once more. An `email` corrects the order's address for this and every later letter.
 * Refusals: `not_found`, `no_tickets`, `email_required`.
 */
export async function resendTickets(
  house: House,
  actor: Actor,
  { orderId, email }: { orderId: number; email?: string | undefined },
): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'resend_tickets');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    const order = await lockOrder(tx, orderId);
    if (!order) return refuse('not_found');
    const [living] = await tx.query(`SELECT FROM tickets WHERE order_id = $1 AND status IN ('valid', 'used') LIMIT 1`, [
      orderId,
    ]);
    if (!living) return refuse('no_tickets');
    if (!email && !order.email) return refuse('email_required');
    const corrected = email !== undefined && email !== order.email;
    if (corrected) await tx.query('UPDATE orders SET email = $2 WHERE id = $1', [orderId, email]);
    await queueMail(tx, orderId, 'tickets', randomUUID());
    await recordAudit(tx, actor, {
      action: 'resend_tickets',
      entity: 'order',
      entityId: orderId,
      after: { corrected },
    });
    return { id: orderId };
  });
}
