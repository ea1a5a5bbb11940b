import { isRefusal, type Refusal } from '../../contract/refusals.ts';
import type { Actor } from '../actor.ts';
import type { House } from '../house.ts';
import { type ScreeningInput, scheduleProgramme } from './schedule-programme.ts';

/**
 * Puts a film on in a hall. Refusals: `screening_overlap` with the screening in the way, `plan_not_published`,
 * `local_time_missing`, `local_time_ambiguous` (say `which`), `not_found`.
 */
export async function scheduleScreening(
  house: House,
  actor: Actor,
  input: ScreeningInput,
): Promise<{ id: number } | Refusal> {
  const result = await scheduleProgramme(house, actor, [input]);
  if (isRefusal(result)) {
    const { index: _, ...details } = result.details;
    return { refused: result.refused, details };
  }
  const [id] = result.ids;
  if (id === undefined) throw new Error('a screening was scheduled without an id');
  return { id };
}
