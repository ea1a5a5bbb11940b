import { type Refusal, refuse } from '../../contract/refusals.ts';
import type { Tx } from '../../db.ts';
import { seatLabels } from './seat-labels.ts';

/** A claim that does not run out by itself. */
export type LastingClaim = { kind: 'sale'; holdId: number } | { kind: 'block'; reason: string };

/**
 * Claims seats of one screening that nobody else has, all or none, in seat order, so that two of us never wait for each
 * other in a circle. Dead holds are taken over. Refusals: `unknown_seat`, `seat_taken` with the seats by name; the
 * caller's transaction rolls back with them.
 */
export async function claimSeats(
  tx: Tx,
  screening: { id: number; seatPlanId: number },
  seats: readonly number[],
  claim: LastingClaim,
): Promise<Refusal | null> {
  const known = await tx.query('SELECT id FROM seats WHERE seat_plan_id = $1 AND id = ANY ($2)', [
    screening.seatPlanId,
    seats,
  ]);
  if (known.length < seats.length) return refuse('unknown_seat');
  const won = await tx.query<{ seat_id: number }>(
    `INSERT INTO seat_claims (screening_id, seat_id, kind, hold_id, reason)
     SELECT $1, wanted, $3::claim_kind, $4, $5 FROM unnest($2::int[]) wanted ORDER BY wanted
     ON CONFLICT (screening_id, seat_id) DO UPDATE
       SET kind = excluded.kind, hold_id = excluded.hold_id, reason = excluded.reason, expires_at = NULL
       WHERE seat_claims.expires_at <= now() AND seat_claims.kiosk_id IS NULL
     RETURNING seat_id`,
    [
      screening.id,
      seats,
      claim.kind,
      claim.kind === 'sale' ? claim.holdId : null,
      claim.kind === 'block' ? claim.reason : null,
    ],
  );
  if (won.length === seats.length) return null;
  const mine = new Set(won.map((row) => row.seat_id));
  const lost = seats.filter((seat) => !mine.has(seat));
  return refuse('seat_taken', { seats: lost, labels: await seatLabels(tx, lost) });
}
