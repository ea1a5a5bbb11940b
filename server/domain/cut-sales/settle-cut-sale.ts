import { isRefusal, type Refusal } from '../../contract/refusals.ts';
import { inTransaction, type Tx } from '../../db.ts';
import { announceSeats } from '../../realtime/announce.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { lockWaitingSale, type WaitingSale } from './waiting-sale.ts';

type Settlement = { how: 'refunded' | 'written_off'; note: string } | { how: 'placed'; note: string; orderId: number };

/**
 * Settles a rejected sale without an order: its money went back to the customer, or nobody came for it. Books no cash: a
 * rejected sale never counted in a drawer. Its seats are on sale again. Refusals: `not_found`, `changed_meanwhile`.
 */
export async function settleCutSale(
  house: House,
  actor: Actor,
  { id, ...settlement }: { id: number; how: 'refunded' | 'written_off'; note: string },
): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'settle_cut_sales');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    const waiting = await lockWaitingSale(tx, id);
    if (isRefusal(waiting)) return waiting;
    await writeSettlement(tx, house, actor, waiting, settlement);
    return { id };
  });
}

/** Says how it was settled and by whom, and frees what is still kept for it. */
export async function writeSettlement(
  tx: Tx,
  house: House,
  actor: Actor,
  { id, screeningId, entry }: WaitingSale,
  settlement: Settlement,
): Promise<void> {
  const orderId = settlement.how === 'placed' ? settlement.orderId : null;
  await tx.query(
    `UPDATE cut_sales SET settlement = $2::cut_settlement, settled_at = now(), settled_by = $3, note = $4, order_id = $5
      WHERE id = $1`,
    [id, settlement.how, actor.userId, settlement.note, orderId],
  );
  const freed = await tx.query('DELETE FROM seat_claims WHERE cut_sale_id = $1 RETURNING seat_id', [id]);
  if (freed.length > 0) await announceSeats(tx, house, screeningId);
  await recordAudit(tx, actor, {
    action: settlement.how === 'placed' ? 'place_cut_sale' : 'settle_cut_sale',
    entity: 'cut_sale',
    entityId: id,
    after: { how: settlement.how, order: orderId, total: entry.total, freed: freed.length },
  });
}
