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
 * `screening_cancelled`.
 */
export async function lockScreeningOnSale(tx: Tx, screeningId: number): Promise<LockedScreening | Refusal> {
  const [row] = await tx.query<LockedScreening & { status: string }>(
    `SELECT sc.id, sc.seat_plan_id AS "seatPlanId", sc.status,
            coalesce(sc.starts_at - make_interval(mins => c.accessible_release_minutes) <= now(), false) AS "accessibleReleased"
       FROM screenings sc CROSS JOIN cinema c WHERE sc.id = $1 FOR SHARE OF sc`,
    [screeningId],
  );
  if (!row || row.status === 'draft') return refuse('not_found');
  if (row.status === 'cancelled') return refuse('screening_cancelled');
  const { status: _, ...screening } = row;
  return screening;
}
