import { z } from 'zod';
import { isRefusal } from '../../server/contract/refusals.ts';
import { resourceWords as words } from '../../server/contract/words/en/office-resources.ts';
import { addHall } from '../../server/domain/halls/add-hall.ts';
import { archiveHall } from '../../server/domain/halls/archive-hall.ts';
import { changeHall } from '../../server/domain/halls/change-hall.ts';
import { code, isProblem, line, maybeLine, readForm, whole } from './form.ts';
import { overlapProblem } from './overlap-problem.ts';
import type { OfficeResource } from './resource.ts';

const facts = z.object({
  name: line(60),
  description: maybeLine(1000),
  cleaningMinutes: whole(0, 240),
  sortOrder: whole(0, 1000),
});

export const halls: OfficeResource = {
  id: 'halls',
  icon: 'Grid',
  group: words.groups.programme,
  model: 'Hall',
  see: 'open_office',
  change: 'change_hall',
  fields: {
    id: { type: 'Int', id: true },
    name: { type: 'String', required: true },
    code: { type: 'String', required: true },
    description: { type: 'String' },
    cleaningMinutes: { type: 'Int', required: true },
    sortOrder: { type: 'Int', required: true },
    archivedAt: { type: 'DateTime' },
  },
  async create(deps, actor, values) {
    const read = readForm(facts.partial({ sortOrder: true, cleaningMinutes: true }).extend({ code }), values);
    if (isProblem(read)) return read;
    const { cleaningMinutes = 15, sortOrder = 0, ...rest } = read;
    return addHall(deps, actor, { ...rest, cleaningMinutes, sortOrder });
  },
  async update(deps, actor, id, values) {
    const read = readForm(facts, values);
    if (isProblem(read)) return read;
    const changed = await changeHall(deps, actor, { hallId: id, ...read });
    if (isRefusal(changed) && changed.refused === 'stretch_overlaps') {
      return { problems: { cleaningMinutes: overlapProblem(changed) } };
    }
    return isRefusal(changed) ? changed : { id };
  },
  verbs: {
    archiveHall: {
      may: 'change_hall',
      bulk: true,
      icon: 'Archive',
      danger: true,
      when: ({ archivedAt }) => !archivedAt,
      act: (deps, actor, hallId) => archiveHall(deps, actor, { hallId, archived: true }),
    },
    reopenHall: {
      may: 'change_hall',
      bulk: true,
      icon: 'RotateCcw',
      when: ({ archivedAt }) => Boolean(archivedAt),
      act: (deps, actor, hallId) => archiveHall(deps, actor, { hallId, archived: false }),
    },
  },
  options: {
    titleProperty: 'name',
    sort: { sortBy: 'sortOrder', direction: 'asc' },
    listProperties: ['name', 'code', 'cleaningMinutes', 'sortOrder', 'archivedAt'],
    filterProperties: ['name', 'code'],
    showProperties: ['name', 'code', 'description', 'cleaningMinutes', 'sortOrder', 'archivedAt'],
    editProperties: ['name', 'code', 'description', 'cleaningMinutes', 'sortOrder'],
    properties: {
      description: { type: 'textarea' },
      code: { components: { edit: 'CodeField' }, description: words.hints.code },
    },
  },
};
