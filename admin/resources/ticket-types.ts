import { z } from 'zod';
import { resourceWords as words } from '../../server/contract/words/en/office-resources.ts';
import { addTicketType } from '../../server/domain/pricing/add-ticket-type.ts';
import { changeTicketType } from '../../server/domain/pricing/change-ticket-type.ts';
import { code, isProblem, line, maybeWhole, readForm, whole, yesNo } from './form.ts';
import type { FormProblem, OfficeResource } from './resource.ts';

const facts = z.object({
  name: line(60),
  minAge: maybeWhole(0, 120),
  maxAge: maybeWhole(0, 120),
  isChild: yesNo,
  isDefault: yesNo,
  sortOrder: whole(0, 1000).default(0),
});

function agesProblem({ minAge, maxAge }: { minAge: number | null; maxAge: number | null }): FormProblem | null {
  const upsideDown = minAge !== null && maxAge !== null && maxAge < minAge;
  return upsideDown ? { problems: { maxAge: words.problems.ages } } : null;
}

export const ticketTypes: OfficeResource = {
  id: 'ticket-types',
  icon: 'Tag',
  group: words.groups.programme,
  model: 'TicketType',
  see: 'see_price_cards',
  change: 'change_price_card',
  fields: {
    id: { type: 'Int', id: true },
    name: { type: 'String', required: true },
    code: { type: 'String', required: true },
    minAge: { type: 'Int' },
    maxAge: { type: 'Int' },
    isChild: { type: 'Boolean' },
    isDefault: { type: 'Boolean' },
    sortOrder: { type: 'Int' },
  },
  async create(deps, actor, values) {
    const read = readForm(facts.extend({ code }), values);
    if (isProblem(read)) return read;
    const { minAge, maxAge, ...rest } = read;
    const ages = { ...(minAge === null ? {} : { minAge }), ...(maxAge === null ? {} : { maxAge }) };
    return agesProblem(read) ?? addTicketType(deps, actor, { ...rest, ...ages });
  },
  async update(deps, actor, id, values) {
    const read = readForm(facts, values);
    if (isProblem(read)) return read;
    return agesProblem(read) ?? changeTicketType(deps, actor, { typeId: id, ...read });
  },
  options: {
    titleProperty: 'name',
    sort: { sortBy: 'sortOrder', direction: 'asc' },
    listProperties: ['name', 'code', 'minAge', 'maxAge', 'isChild', 'isDefault', 'sortOrder'],
    filterProperties: ['name', 'code', 'isChild'],
    showProperties: ['name', 'code', 'minAge', 'maxAge', 'isChild', 'isDefault', 'sortOrder'],
    editProperties: ['name', 'code', 'minAge', 'maxAge', 'isChild', 'isDefault', 'sortOrder'],
    properties: { code: { components: { edit: 'CodeField' }, description: words.hints.code } },
  },
};
