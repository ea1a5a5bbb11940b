import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { announceSeats } from '../../realtime/announce.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { lockOrder } from '../orders/lock-order.ts';

/**
 * Takes a mistaken admission back: the ticket opens the door once more. Once taken back it stays so; asking again
 * changes nothing. Refusals: `not_found`, and `changed_meanwhile` if the ticket was cancelled after it came in.
 */
export async function undoAdmission(
  house: House,
  actor: Actor,
  { uuid }: { uuid: string },
): Promise<{ uuid: string } | Refusal> {
  const no = denied(actor, 'undo_admission');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ uuid: string } | Refusal> => {
    const [scan] = await tx.query<{ ticketId: number; orderId: number; screeningId: number }>(
      `SELECT t.id AS "ticketId", t.order_id AS "orderId", t.screening_id AS "screeningId"
         FROM door_scans d JOIN tickets t ON t.id = d.ticket_id WHERE d.uuid = $1 AND d.admitted`,
      [uuid],
    );
    if (!scan) return refuse('not_found');
    await lockOrder(tx, scan.orderId);
    const undone = await tx.query(
      'UPDATE door_scans SET undone_at = now(), undone_by = $2 WHERE uuid = $1 AND undone_at IS NULL RETURNING uuid',
      [uuid, actor.userId],
    );
    if (undone.length === 0) return { uuid };
    const outside = await tx.query(
      `UPDATE tickets SET status = 'valid', used_at = NULL WHERE id = $1 AND status = 'used' RETURNING id`,
      [scan.ticketId],
    );
    if (outside.length === 0) return refuse('changed_meanwhile');
    await announceSeats(tx, house, scan.screeningId);
    await recordAudit(tx, actor, {
      action: 'undo_admission',
      entity: 'ticket',
      entityId: scan.ticketId,
      before: { status: 'used' },
      after: { status: 'valid', tickets: [scan.ticketId] },
    });
    return { uuid };
  });
}
