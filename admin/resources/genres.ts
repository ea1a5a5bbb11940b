import { z } from 'zod';
import { resourceWords as words } from '../../server/contract/words/en/office-resources.ts';
import { addGenre } from '../../server/domain/programme/add-genre.ts';
import { changeGenre } from '../../server/domain/programme/change-genre.ts';
import { code, isProblem, line, readForm } from './form.ts';
import type { OfficeResource } from './resource.ts';

const facts = z.object({ name: line(60) });

export const genres: OfficeResource = {
  id: 'genres',
  icon: 'Bookmark',
  group: words.groups.programme,
  model: 'Genre',
  see: 'open_office',
  change: 'change_film',
  fields: {
    id: { type: 'Int', id: true },
    name: { type: 'String', required: true },
    code: { type: 'String', required: true },
  },
  async create(deps, actor, values) {
    const read = readForm(facts.extend({ code }), values);
    return isProblem(read) ? read : addGenre(deps, actor, read);
  },
  async update(deps, actor, id, values) {
    const read = readForm(facts, values);
    return isProblem(read) ? read : changeGenre(deps, actor, { genreId: id, ...read });
  },
  options: {
    titleProperty: 'name',
    sort: { sortBy: 'name', direction: 'asc' },
    listProperties: ['name', 'code'],
    filterProperties: ['name', 'code'],
    showProperties: ['name', 'code'],
    editProperties: ['name', 'code'],
    properties: { code: { components: { edit: 'CodeField' }, description: words.hints.code } },
  },
};
