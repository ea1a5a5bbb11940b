import { isRefusal, type Refusal } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { tellScreenings } from '../webhooks/tell-screenings.ts';
import { insertScreenings, type NewScreening } from './insert-screenings.ts';
import { instantOfStart, type Start } from './screening-times.ts';

/** A screening to be: its start is venue wall-clock time or an instant. */
export type ScreeningInput = Omit<NewScreening, 'startsAt'> & Start;

/**
 * Schedules a set of screenings, all or none. A refusal says by `details.index` which of the set was the first that
 * could not be placed: `screening_overlap` names the screening in the way (its id is that of this set's own, not yet
 * kept, if they overlap each other); `plan_not_published`, `local_time_missing`, `local_time_ambiguous`, `not_found`.
 */
export async function scheduleProgramme(
  house: House,
  actor: Actor,
  wanted: readonly ScreeningInput[],
): Promise<{ ids: number[] } | Refusal> {
  const no = denied(actor, 'schedule_screening');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ ids: number[] } | Refusal> => {
    const cinema = await loadCinema(tx);
    const screenings: NewScreening[] = [];
    for (const [index, input] of wanted.entries()) {
      const startsAt = instantOfStart(input, cinema);
      if (isRefusal(startsAt)) return at(index, startsAt);
      screenings.push({ ...input, startsAt });
    }
    const ids: number[] = [];
    for (const [index, answer] of (await insertScreenings(tx, cinema, screenings)).entries()) {
      if (isRefusal(answer)) return at(index, answer);
      ids.push(answer);
      const after = screenings[index];
      await recordAudit(tx, actor, { action: 'schedule_screening', entity: 'screening', entityId: answer, after });
    }
    const shown = ids.filter((_, index) => screenings[index]?.status === 'published');
    await tellScreenings(tx, 'screening.published', shown);
    return { ids };
  });
}

function at(index: number, { refused, details }: Refusal): Refusal {
  return { refused, details: { index, ...details } };
}
