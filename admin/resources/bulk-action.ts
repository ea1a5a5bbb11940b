import type { ActionContext, ActionRequest, BulkActionResponse } from 'adminjs';
import type { BulkOutcome } from '../../server/contract/api/staff/bulk.ts';
import { isRefusal } from '../../server/contract/refusals.ts';
import { resourceWords as words } from '../../server/contract/words/en/office-resources.ts';
import { refusalWords } from '../../server/contract/words/en/refusals.ts';
import type { ComponentId } from '../components.ts';
import type { VerbAction } from './verb-action.ts';
import { actorOf, VerbResource } from './verb-resource.ts';

const confirm: ComponentId = 'ConfirmMany';

/**
 * A verb on each of the chosen records, as AdminJS wants it: one after the other, each for itself, so that what is
 * refused keeps none of the others back. Records on which it makes no sense are passed over. Only a POST acts.
 */
export function bulkAction(name: keyof typeof words.asksMany, { icon, danger, when, act }: VerbAction) {
  const concerns = (record: ActionContext['record']) => !when || !record || when(record.params);
  return {
    actionType: 'bulk' as const,
    icon,
    component: confirm,
    showInDrawer: true,
    custom: { ask: words.asksMany[name], danger: danger === true },
    ...(danger ? { variant: 'danger' as const } : {}),
    isVisible: ({ record }: ActionContext) => concerns(record),
    async handler(
      request: ActionRequest,
      _response: unknown,
      context: ActionContext,
    ): Promise<BulkActionResponse & Partial<BulkOutcome>> {
      const { resource, currentAdmin, h } = context;
      const chosen = (context.records ?? []).filter(concerns);
      const records = chosen.map((record) => record.toJSON(currentAdmin));
      if (request.method !== 'post') return { records };
      const actor = actorOf(currentAdmin);
      if (!actor || !(resource instanceof VerbResource)) throw new Error('a verb needs its actor and its table');
      const refused: BulkOutcome['refused'] = [];
      for (const record of chosen) {
        const id = Number(record.id());
        const done = await act(resource.deps, actor, id, {});
        if (!isRefusal(done)) continue;
        refused.push({ id, title: record.title(), why: refusalWords[done.refused](done.details) });
      }
      return {
        records,
        done: chosen.length - refused.length,
        refused,
        notice: { message: words.doneMany(chosen.length - refused.length), type: 'success' },
        redirectUrl: h.resourceUrl({ resourceId: resource.id() }),
      };
    },
  };
}
