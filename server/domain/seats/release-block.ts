import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { announceSeats } from '../../realtime/announce.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { seatLabels } from './seat-labels.ts';

/**
 * Puts house seats on sale again, all or none. Refused with `seat_not_blocked` and the names of those that the house
 * does not block: somebody has released them already, or they were never blocked. Refusal: `not_found`, of the screening.
 */
export async function releaseBlock(
  house: House,
  actor: Actor,
  { screeningId, seats }: { screeningId: number; seats: readonly number[] },
): Promise<{ released: number } | Refusal> {
  const no = denied(actor, 'release_block');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ released: number } | Refusal> => {
    const blocked = await tx.query<{ seat_id: number; reason: string | null }>(
      `SELECT seat_id, reason FROM seat_claims WHERE screening_id = $1 AND seat_id = ANY ($2) AND kind = 'block'
        ORDER BY seat_id FOR UPDATE`,
      [screeningId, seats],
    );
    const known = new Set(blocked.map((row) => row.seat_id));
    const others = seats.filter((seat) => !known.has(seat));
    if (others.length > 0) {
      const [screening] = await tx.query('SELECT FROM screenings WHERE id = $1', [screeningId]);
      if (!screening) return refuse('not_found');
      return refuse('seat_not_blocked', { seats: others, labels: await seatLabels(tx, others) });
    }
    await tx.query(`DELETE FROM seat_claims WHERE screening_id = $1 AND seat_id = ANY ($2)`, [screeningId, seats]);
    await announceSeats(tx, house, screeningId);
    await recordAudit(tx, actor, {
      action: 'release_block',
      entity: 'screening',
      entityId: screeningId,
      before: { seats: await seatLabels(tx, seats), reasons: [...new Set(blocked.map((row) => row.reason))] },
    });
    return { released: blocked.length };
  });
}
