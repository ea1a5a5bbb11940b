import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';

/** Writes something beside an order, for the staff after us. Notes are never changed. Refusal: `not_found`. */
export async function addOrderNote(
  house: House,
  actor: Actor,
  { orderId, text }: { orderId: number; text: string },
): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'add_order_note');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    const [note] = await tx.query<{ id: number }>(
      'INSERT INTO order_notes (order_id, user_id, text) SELECT id, $2, $3 FROM orders WHERE id = $1 RETURNING id',
      [orderId, actor.userId, text],
    );
    if (!note) return refuse('not_found');
    await recordAudit(tx, actor, {
      action: 'add_order_note',
      entity: 'order',
      entityId: orderId,
      after: { note: note.id },
    });
    return { id: note.id };
  });
}
