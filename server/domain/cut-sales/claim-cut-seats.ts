import { type Refusal, refuse } from '../../contract/refusals.ts';
import type { Tx } from '../../db.ts';
import { seatLabels } from '../seats/seat-labels.ts';

interface Claimant {
  holdId: number;
  kioskId: number;
  /** A sale in the queue: the seats that are kept for it are its own, and free ones are to be had. */
  cutSaleId?: number;
}

/**
 * Claims the seats of a sale made without connection for its hold, all or none: those that the till keeps, also if it
 * holds them for a customer who has not ordered. Refusals: `unknown_seat`, `seat_taken` with the seats by name.
 */
export async function claimCutSeats(
  tx: Tx,
  screeningId: number,
  seats: readonly number[],
  { holdId, kioskId, cutSaleId }: Claimant,
): Promise<Refusal | null> {
  const known = await tx.query(
    'SELECT s.id FROM seats s JOIN screenings sc ON sc.seat_plan_id = s.seat_plan_id WHERE sc.id = $1 AND s.id = ANY ($2)',
    [screeningId, seats],
  );
  if (known.length < seats.length) return refuse('unknown_seat');
  // The clerk had chosen these seats when the line was cut: the choice became the sale.
  await tx.query(
    `SELECT end_hold(h.id) FROM holds h
      WHERE h.buyer = $3 AND h.ended_at IS NULL AND NOT EXISTS (SELECT FROM orders o WHERE o.hold_id = h.id)
        AND h.id IN (SELECT hold_id FROM seat_claims WHERE screening_id = $1 AND seat_id = ANY ($2) AND kind = 'hold')`,
    [screeningId, seats, `kiosk:${kioskId}`],
  );
  const won = await tx.query<{ seat: number }>(
    `INSERT INTO seat_claims (screening_id, seat_id, kind, hold_id, expires_at)
     SELECT $1, wanted, 'hold', $3, h.expires_at FROM unnest($2::int[]) wanted JOIN holds h ON h.id = $3
      WHERE $5::int IS NOT NULL OR EXISTS (SELECT FROM seat_claims WHERE screening_id = $1 AND seat_id = wanted)
      ORDER BY wanted
     ON CONFLICT (screening_id, seat_id) DO UPDATE
       SET kind = 'hold', hold_id = $3, expires_at = excluded.expires_at, reason = NULL, cut_sale_id = NULL, kiosk_id = NULL
       WHERE (seat_claims.kind = 'allotment' AND seat_claims.kiosk_id = $4)
          OR seat_claims.cut_sale_id = $5
          OR ($5::int IS NOT NULL AND seat_claims.expires_at <= now() AND seat_claims.kiosk_id IS NULL)
     RETURNING seat_id AS seat`,
    [screeningId, seats, holdId, kioskId, cutSaleId ?? null],
  );
  if (won.length === seats.length) return null;
  const mine = new Set(won.map(({ seat }) => seat));
  const lost = seats.filter((seat) => !mine.has(seat));
  return refuse('seat_taken', { seats: lost, labels: await seatLabels(tx, lost) });
}
