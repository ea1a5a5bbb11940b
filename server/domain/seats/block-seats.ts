import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { announceSeats } from '../../realtime/announce.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { lockScreeningOnSale } from '../programme/lock-screening.ts';
import { claimSeats } from './claim-seats.ts';
import { seatLabels } from './seat-labels.ts';

export interface BlockInput {
  screeningId: number;
  seats: readonly number[];
  /** For other staff: "Press", "Broken armrest". */
  reason: string;
}

/**
 * Takes seats off sale for the house, all or none (rule 4). Refusals: `not_found`, `screening_cancelled`,
 * `unknown_seat`, `duplicate_seat`, and `seat_taken` with the names of those that are held, sold or blocked already.
 */
export async function blockSeats(
  house: House,
  actor: Actor,
  { screeningId, seats, reason }: BlockInput,
): Promise<{ blocked: number } | Refusal> {
  const no = denied(actor, 'block_seats');
  if (no) return no;
  if (new Set(seats).size < seats.length) return refuse('duplicate_seat');
  return inTransaction(house.db, async (tx): Promise<{ blocked: number } | Refusal> => {
    const screening = await lockScreeningOnSale(tx, screeningId);
    if ('refused' in screening) return screening;
    const refusal = await claimSeats(tx, screening, seats, { kind: 'block', reason });
    if (refusal) return refusal;
    await announceSeats(tx, house, screeningId);
    await recordAudit(tx, actor, {
      action: 'block_seats',
      entity: 'screening',
      entityId: screeningId,
      after: { seats: await seatLabels(tx, seats), reason },
    });
    return { blocked: seats.length };
  });
}
