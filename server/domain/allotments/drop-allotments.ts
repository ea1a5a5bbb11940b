import type { Tx } from '../../db.ts';

/**
 * Takes back what the tills keep of a locked screening that goes to another seat plan. They get new seats when they are
 * next heard; what they sell of the old ones meanwhile waits for a supervisor, because the lease names the plan.
 */
export async function dropAllotments(tx: Tx, screeningId: number): Promise<void> {
  await tx.query(`DELETE FROM seat_claims WHERE screening_id = $1 AND kind = 'allotment'`, [screeningId]);
}
