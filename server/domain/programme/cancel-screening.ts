import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { announceSeats } from '../../realtime/announce.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { tellScreenings } from '../webhooks/tell-screenings.ts';

export interface CancelledScreening {
  /** Holds that were no order yet; their seats are free at once. */
  holdsEnded: number;
  /** Orders, pending or paid, that the job now cancels and refunds one after the other. */
  ordersToCancel: number;
}

/**
 * Calls a screening off. From the commit on nothing of it can be held or sold; its orders are cancelled, refunded and
 * told by the job `cancel_screening_orders`, which starts if and only if this commits. Refusals: `not_found`, and
 * `screening_cancelled` for one that was called off before.
 */
export async function cancelScreening(
  house: House,
  actor: Actor,
  { screeningId, reason }: { screeningId: number; reason: string },
): Promise<CancelledScreening | Refusal> {
  const no = denied(actor, 'cancel_screening');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<CancelledScreening | Refusal> => {
    // Waits for holds in flight, whose claims share a lock on this row, and makes later ones wait and see.
    const [screening] = await tx.query<{ status: string }>('SELECT status FROM screenings WHERE id = $1 FOR UPDATE', [
      screeningId,
    ]);
    if (!screening) return refuse('not_found', { screening: screeningId });
    if (screening.status === 'cancelled') return refuse('screening_cancelled');
    await tx.query(
      "UPDATE screenings SET status = 'cancelled', cancelled_at = now(), cancel_reason = $2 WHERE id = $1",
      [screeningId, reason],
    );
    // A hold that became an order ends with the order, which first closes its checkout. One that is locked at this
    // moment is being ended or ordered, and waiting for it here could mean waiting in a circle.
    const ended = await tx.query(
      `SELECT end_hold(id) FROM (
         SELECT id FROM holds h
          WHERE screening_id = $1 AND ended_at IS NULL AND NOT EXISTS (SELECT FROM orders WHERE hold_id = h.id)
          ORDER BY id FOR UPDATE SKIP LOCKED) living`,
      [screeningId],
    );
    const [orders] = await tx.query<{ count: number }>(
      "SELECT count(*) FROM orders WHERE screening_id = $1 AND status IN ('pending', 'paid', 'partially_refunded')",
      [screeningId],
    );
    const result = { holdsEnded: ended.length, ordersToCancel: orders?.count ?? 0 };
    await enqueue(tx, 'cancel_screening_orders', { screeningId }, { key: `cancel_screening_orders:${screeningId}` });
    await announceSeats(tx, house, screeningId);
    if (screening.status === 'published') await tellScreenings(tx, 'screening.cancelled', [screeningId]);
    await recordAudit(tx, actor, {
      action: 'cancel_screening',
      entity: 'screening',
      entityId: screeningId,
      before: { status: screening.status },
      after: { reason, ...result },
    });
    return result;
  });
}
