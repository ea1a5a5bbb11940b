import { type Refusal, refuse } from '../../contract/refusals.ts';
import { bestAvailable, type SeatTaste } from '../../contract/seat-rules.ts';
import type { House } from '../house.ts';
import { loadFloor } from './load-floor.ts';

/**
 * The ids of the best `count` seats that the rules accept at this moment (rule 10), near where somebody of that taste
 * sits. Holds nothing. Refusals: `not_found`, `no_seats_left`, and why nothing is sold to the public at all.
 */
export async function findBestAvailable(
  house: House,
  screeningId: number,
  count: number,
  taste: SeatTaste | null = null,
): Promise<number[] | Refusal> {
  const floor = await loadFloor(house.db, screeningId);
  if (!floor) return refuse('not_found');
  if (floor.closed.toPublic) return refuse(floor.closed.toPublic);
  return (
    bestAvailable({ ...floor, taste }, count) ??
    refuse('no_seats_left', { count, free: floor.states.filter((s) => s === 'free').length })
  );
}
