import { type Refusal, refuse } from '../../contract/refusals.ts';
import type { Tx } from '../../db.ts';

export interface LockedScreening {
  id: number;
  seatPlanId: number;
  /** Companion seats are open to everyone by now. */
  accessibleReleased: boolean;
}

/**
 * A published screening, kept from being cancelled or moved until the transaction ends. Refusals: `not_found`,
 * `screening_cancelled`, and `screening_begun` for one so long past that its claims were cleared away.
 */
export async function lockScreeningOnSale(tx: Tx, screeningId: number): Promise<LockedScreening | Refusal> {
  const [row] = await tx.query<LockedScreening & { status: string; cleared: boolean }>(
    `SELECT sc.id, sc.seat_plan_id AS "seatPlanId", sc.status, sc.claims_cleared_at IS NOT NULL AS cleared,
            coalesce(sc.starts_at - make_interval(mins => c.accessible_release_minutes) <= now(), false) AS "accessibleReleased"
       FROM screenings sc CROSS JOIN cinema c WHERE sc.id = $1 FOR SHARE OF sc`,
    [screeningId],
  );
  if (!row || row.status === 'draft') return refuse('not_found');
  if (row.status === 'cancelled') return refuse('screening_cancelled');
  if (row.cleared) return refuse('screening_begun');
  const { status: _, cleared: __, ...screening } = row;
  return screening;
}
