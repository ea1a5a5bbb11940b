import { type Refusal, refuse } from '../../contract/refusals.ts';
import type { OfflineSale } from '../../contract/till/allotments.ts';
import type { Tx } from '../../db.ts';
import { lockKiosk } from '../allotments/lease.ts';

/** A rejected sale that nobody has settled, locked: with its drawer and its till, in the order in which all lock them. */
export interface WaitingSale {
  id: number;
  kioskId: number;
  screeningId: number;
  receivedAt: Date;
  soldAt: Date | null;
  entry: OfflineSale;
  /** Whether its till has that drawer, and it has not been counted; null: it is none of its till's. */
  drawerOpen: boolean | null;
}

/** Refusals: `not_found`; `changed_meanwhile` if somebody has settled it. */
export async function lockWaitingSale(tx: Tx, id: number): Promise<WaitingSale | Refusal> {
  const [named] = await tx.query<{ kioskId: number; shift: number }>(
    `SELECT kiosk_id AS "kioskId", (sale ->> 'shift')::int AS shift FROM cut_sales WHERE id = $1 AND outcome = 'rejected'`,
    [id],
  );
  if (!named) return refuse('not_found');
  const [drawer] = await tx.query<{ open: boolean }>(
    'SELECT closed_at IS NULL AS open FROM shifts WHERE id = $1 AND kiosk_id = $2 FOR SHARE',
    [named.shift, named.kioskId],
  );
  await lockKiosk(tx, named.kioskId);
  const [waiting] = await tx.query<Omit<WaitingSale, 'drawerOpen'> & Record<string, unknown>>(
    `SELECT id, kiosk_id AS "kioskId", screening_id AS "screeningId", received_at AS "receivedAt", sold_at AS "soldAt",
            sale AS entry
       FROM cut_sales WHERE id = $1 AND settled_at IS NULL FOR UPDATE`,
    [id],
  );
  return waiting ? { ...waiting, drawerOpen: drawer?.open ?? null } : refuse('changed_meanwhile');
}
