import type { ActionContext, ActionRequest, RecordActionResponse } from 'adminjs';
import { isRefusal, type Refusal } from '../../server/contract/refusals.ts';
import { resourceWords as words } from '../../server/contract/words/en/office-resources.ts';
import type { Deps } from '../../server/deps.ts';
import type { Actor, Verb } from '../../server/domain/actor.ts';
import type { ComponentId } from '../components.ts';
import type { Values } from './resource.ts';
import { actorOf, refusalError, VerbResource } from './verb-resource.ts';

/** Something that a verb made and nobody sees again: a code. */
export interface Shown {
  text: string;
  /** A `data:` address, and what it shows. */
  picture: string;
  alt: string;
  hint: string;
  /** Where to go on with it. */
  open?: { href: string; label: string };
}

/** A button on a record that does a verb, after a sentence that says what will happen. */
export interface VerbAction {
  may: Verb;
  icon: string;
  danger?: true;
  /** A field to fill in beside the button. */
  asks?: 'pin';
  /** Also on several records at once, chosen from the list. */
  bulk?: true;
  /** On which records it makes sense, by their columns. */
  when?(record: Values): boolean;
  /** What it answers as `shown` is shown on the spot, this once. */
  act(deps: Deps, actor: Actor, id: number, given: Values): Promise<{ shown?: Shown } | object | Refusal>;
}

const confirm: ComponentId = 'ConfirmVerb';

/** The action as AdminJS wants it. Only a POST acts: a GET, which a link may cause, shows the record. */
export function verbAction(name: keyof typeof words.asks, { icon, danger, asks, when, act }: VerbAction) {
  return {
    actionType: 'record' as const,
    icon,
    component: confirm,
    showInDrawer: true,
    custom: { ask: words.asks[name], danger: danger === true, asks: asks ?? null },
    ...(danger ? { variant: 'danger' as const } : {}),
    isVisible: ({ record }: ActionContext) => !when || record === undefined || when(record.params),
    async handler(request: ActionRequest, _response: unknown, context: ActionContext): Promise<RecordActionResponse> {
      const { record, resource, currentAdmin, h } = context;
      if (!record || !(resource instanceof VerbResource)) throw new Error('a verb needs its record');
      if (request.method !== 'post') return { record: record.toJSON(currentAdmin) };
      const actor = actorOf(currentAdmin);
      if (!actor) throw new Error('a verb needs its actor');
      const done = await act(resource.deps, actor, Number(record.id()), request.payload ?? {});
      if (isRefusal(done)) throw refusalError(done);
      const after = (await resource.findOne(record.id())) ?? record;
      if ('shown' in done) return { record: after.toJSON(currentAdmin), shown: done.shown };
      return {
        record: after.toJSON(currentAdmin),
        notice: { message: words.done, type: 'success' },
        redirectUrl: h.resourceUrl({ resourceId: resource.id() }),
      };
    },
  };
}
