import { type Refusal, refuse } from '../../contract/refusals.ts';
import type { Tx } from '../../db.ts';

/**
 * Whoever pays for a screening that was called off would only have it sent back: its orders end one by one, and some are
 * still pending. Refusal: `screening_cancelled`.
 */
export async function refuseIfOff(tx: Tx, screeningId: number): Promise<Refusal | null> {
  const [off] = await tx.query(`SELECT FROM screenings WHERE id = $1 AND status = 'cancelled'`, [screeningId]);
  return off ? refuse('screening_cancelled') : null;
}
