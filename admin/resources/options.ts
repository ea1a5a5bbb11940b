import type { ActionContext, PropertyOptions, ResourceOptions } from 'adminjs';
import { resourceWords as words } from '../../server/contract/words/en/office-resources.ts';
import { denied, type Verb } from '../../server/domain/actor.ts';
import type { ComponentId } from '../components.ts';
import type { OfficeResource } from './resource.ts';
import { verbAction } from './verb-action.ts';
import { actorOf } from './verb-resource.ts';

const venueTime: ComponentId = 'VenueTime';

/** What every table has in common: who may open it, venue time, and nothing that deletes. */
export function resourceOptions(office: OfficeResource): ResourceOptions {
  const may = (verb: Verb | undefined) => (context: ActionContext) => {
    const actor = actorOf(context.currentAdmin);
    return actor !== null && verb !== undefined && !denied(actor, verb);
  };
  const see = { isAccessible: may(office.see) };
  const never = { isAccessible: false, isVisible: false };
  const { actions, properties, ...rest } = office.options;
  return {
    ...rest,
    id: office.id,
    navigation: { name: office.group, icon: office.icon },
    properties: { ...fieldOptions(office), ...properties },
    actions: {
      list: see,
      show: see,
      search: see,
      new: office.create ? { isAccessible: may(office.change) } : never,
      edit: office.update ? { isAccessible: may(office.change) } : never,
      delete: never,
      bulkDelete: never,
      ...Object.fromEntries(
        Object.entries(office.verbs ?? {}).map(([name, verb]) => [
          name,
          { ...verbAction(name as keyof typeof words.asks, verb), isAccessible: may(verb.may) },
        ]),
      ),
      ...actions,
    },
  };
}

function fieldOptions({ fields }: OfficeResource): Record<string, PropertyOptions> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { type, list, required, oneOf }]) => [
      name,
      {
        ...(name in words.hints ? { description: words.hints[name as keyof typeof words.hints] } : {}),
        ...(oneOf ? { availableValues: oneOf.map((value) => ({ value, label: valueWords(name, value) })) } : {}),
        ...(list ? { isArray: true } : {}),
        ...(required ? { isRequired: true } : {}),
        ...(type === 'DateTime' ? { components: { list: venueTime, show: venueTime } } : {}),
      },
    ]),
  );
}

function valueWords(name: string, value: string): string {
  const known: Record<string, Record<string, string>> = words.values;
  return known[name]?.[value] ?? value;
}
