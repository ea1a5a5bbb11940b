import type { OfflineSale } from '../../contract/till/allotments.ts';
import { cutSaleWords } from '../../contract/words/en/office-cut-sales.ts';
import type { Tx } from '../../db.ts';
import { announceSeats } from '../../realtime/announce.ts';
import type { House } from '../house.ts';

/**
 * Keeps the seats of a rejected sale until somebody has settled it: a customer holds paper for them. Only seats that are
 * free or the till's own, of a screening that is still to come or going on. Answers how many are kept.
 */
export async function keepSeats(
  tx: Tx,
  house: House,
  { id, kioskId, entry }: { id: number; kioskId: number; entry: OfflineSale },
): Promise<number> {
  const [screening] = await tx.query<{ plan: number }>(
    `SELECT seat_plan_id AS plan FROM screenings WHERE id = $1 AND status = 'published' AND ends_at > now() FOR SHARE`,
    [entry.screening],
  );
  if (!screening) return 0;
  const kept = await tx.query(
    `INSERT INTO seat_claims (screening_id, seat_id, kind, reason, cut_sale_id)
     SELECT $1, s.id, 'block', $5, $4 FROM seats s WHERE s.seat_plan_id = $2 AND s.id = ANY ($3) ORDER BY s.id
     ON CONFLICT (screening_id, seat_id) DO UPDATE
       SET kind = 'block', reason = $5, cut_sale_id = $4, hold_id = NULL, expires_at = NULL, kiosk_id = NULL
       WHERE (seat_claims.kind = 'allotment' AND seat_claims.kiosk_id = $6)
          OR (seat_claims.expires_at <= now() AND seat_claims.kiosk_id IS NULL)
     RETURNING seat_id`,
    [entry.screening, screening.plan, entry.lines.map(({ seat }) => seat), id, cutSaleWords.kept, kioskId],
  );
  if (kept.length > 0) await announceSeats(tx, house, entry.screening);
  return kept.length;
}
