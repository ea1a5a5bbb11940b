import type { Tender } from '../../contract/till/sales.ts';
import type { Tx } from '../../db.ts';
import type { Actor } from '../actor.ts';
import { clerkAt } from '../kiosks/at-till.ts';

/** The row of `till_sales` that goes with an order of a till. Amounts in minor units. */
export interface NewTillSale {
  orderId: number;
  uuid: string;
  shiftId: number;
  ageConfirmed: boolean;
  override: boolean;
  /** Of an exchange: what of the old tickets' price is carried over. */
  carried?: number;
}

export async function writeTillSale(tx: Tx, actor: Actor, sale: NewTillSale): Promise<void> {
  const { kioskId, userId } = clerkAt(actor);
  await tx.query(
    `INSERT INTO till_sales (order_id, kiosk_id, uuid, shift_id, clerk_id, carried, age_confirmed, override)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [sale.orderId, kioskId, sale.uuid, sale.shiftId, userId, sale.carried ?? 0, sale.ageConfirmed, sale.override],
  );
}

/** Do the tenders say how exactly this amount is paid, cards first, and is each cash part covered? */
export function addsUp(tenders: readonly Tender[], due: number): boolean {
  const firstCash = tenders.findIndex((tender) => tender.method === 'cash');
  const inOrder = firstCash === -1 || tenders.slice(firstCash).every((tender) => tender.method === 'cash');
  const covered = tenders.every((tender) => tender.method === 'card' || tender.tendered >= tender.amount);
  const real = tenders.every((tender) => tender.amount > 0);
  const cashParts = tenders.filter((tender) => tender.method === 'cash').length;
  return (
    inOrder && covered && real && cashParts <= 1 && tenders.reduce((sum, tender) => sum + tender.amount, 0) === due
  );
}
