import {
  moveScreening,
  type NewScreeningBody,
  scheduleScreening,
  unscheduleScreenings,
} from '../../../server/contract/api/staff/schedule.ts';
import { isRefused, operate, type Refused } from '../client.ts';
import { currentId, type Step } from './history.ts';
import type { Block } from './model.ts';

/** What puts a screening on again as it was. */
export function screeningOf(block: Block): NewScreeningBody {
  const { filmId, hallId, priceCardId, format, language, subtitles, startsAt } = block;
  return { filmId, hallId, priceCardId, format, language, subtitles, start: { at: new Date(startsAt).toISOString() } };
}

/** Calls the verbs of some steps one after the other, up to the first that is refused. */
export async function runSteps(
  steps: readonly Step[],
  renamed: ReadonlyMap<number, number>,
): Promise<{ renamed: ReadonlyMap<number, number>; refusal: Refused | null }> {
  let names = renamed;
  for (const step of steps) {
    const answer = await callOf(step, names);
    if (isRefused(answer)) return { renamed: names, refusal: answer };
    if (step.kind === 'schedule' && 'id' in answer) names = new Map(names).set(currentId(names, step.id), answer.id);
  }
  return { renamed: names, refusal: null };
}

function callOf(
  step: Step,
  names: ReadonlyMap<number, number>,
): Promise<{ id: number } | { removed: number[] } | Refused> {
  const now = (id: number) => currentId(names, id);
  switch (step.kind) {
    case 'schedule':
      return operate(scheduleScreening, { body: step.screening });
    case 'remove':
      return operate(unscheduleScreenings, { body: { ids: step.ids.map(now) } });
    case 'move':
      return operate(moveScreening, {
        params: { id: now(step.id) },
        body: { hallId: step.to.hallId, start: { at: new Date(step.to.startsAt).toISOString() } },
      });
  }
}
