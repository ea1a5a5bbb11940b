import type { ActionContext, PropertyOptions, ResourceOptions } from 'adminjs';
import { resourceWords as words } from '../../server/contract/words/en/office-resources.ts';
import { denied, type Verb } from '../../server/domain/actor.ts';
import type { ComponentId } from '../components.ts';
import { bulkAction } from './bulk-action.ts';
import { type Field, manyOf, type OfficeResource } from './resource.ts';
import { verbAction } from './verb-action.ts';
import { actorOf } from './verb-resource.ts';

/** How a column is shown and edited, where its table says nothing else. */
function componentsOf(type: Field['type'], choice: boolean): Record<string, ComponentId> {
  const filter = 'FilterField';
  if (choice) return { list: 'ChoiceShown', show: 'ChoiceShown', edit: 'ChoiceField', filter };
  if (type === 'DateTime') return { list: 'VenueTime', show: 'VenueTime', filter };
  return type === 'Boolean' ? {} : { filter };
}

/** What every table has in common: who may open it, venue time, and nothing that deletes. */
export function resourceOptions(office: OfficeResource): ResourceOptions {
  const may = (verb: Verb | undefined) => (context: ActionContext) => {
    const actor = actorOf(context.currentAdmin);
    return actor !== null && verb !== undefined && !denied(actor, verb);
  };
  const see = { isAccessible: may(office.see) };
  const never = { isAccessible: false, isVisible: false };
  const { actions, properties, ...rest } = office.options;
  const verbs = Object.entries(office.verbs ?? {});
  return {
    ...rest,
    id: office.id,
    navigation: { name: office.group, icon: office.icon },
    properties: merged(fieldOptions(office), properties ?? {}),
    actions: {
      list: see,
      show: see,
      search: see,
      new: office.create ? { isAccessible: may(office.change) } : never,
      edit: office.update ? { isAccessible: may(office.change) } : never,
      delete: never,
      bulkDelete: never,
      ...Object.fromEntries(
        verbs.map(([name, verb]) => [
          name,
          { ...verbAction(name as keyof typeof words.asks, verb), isAccessible: may(verb.may) },
        ]),
      ),
      ...Object.fromEntries(
        verbs
          .filter(([, { bulk }]) => bulk)
          .map(([name, verb]) => [
            manyOf(name),
            { ...bulkAction(name as keyof typeof words.asksMany, verb), isAccessible: may(verb.may) },
          ]),
      ),
      ...actions,
    },
  };
}

function fieldOptions({ fields }: OfficeResource): Record<string, PropertyOptions> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { type, required, oneOf }]) => [
      name,
      {
        ...(name in words.hints ? { description: words.hints[name as keyof typeof words.hints] } : {}),
        ...(oneOf ? { availableValues: oneOf.map((value) => ({ value, label: valueWords(name, value) })) } : {}),
        ...(required ? { isRequired: true } : {}),
        components: componentsOf(type, oneOf !== undefined),
      },
    ]),
  );
}

function valueWords(name: string, value: string): string {
  const known: Record<string, Record<string, string>> = words.values;
  return known[name]?.[value] ?? value;
}

function merged(usual: Record<string, PropertyOptions>, own: Record<string, PropertyOptions>) {
  const each = Object.entries(own).map(([name, options]) => {
    const { components, ...rest } = options;
    return [name, { ...usual[name], ...rest, components: { ...usual[name]?.components, ...components } }];
  });
  return { ...usual, ...Object.fromEntries(each) };
}
