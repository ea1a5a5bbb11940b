import { resourceWords as words } from '../../server/contract/words/en/office-resources.ts';
import type { OfficeResource } from './resource.ts';

/** Who did what: to read, by nobody to change. The database itself refuses (`audit_entries_only_grow`). */
export const audit: OfficeResource = {
  id: 'audit',
  icon: 'FileText',
  group: words.groups.house,
  model: 'AuditEntry',
  see: 'read_audit',
  fields: {
    id: { type: 'BigInt', id: true },
    at: { type: 'DateTime' },
    actor: { type: 'String' },
    userId: { type: 'Int' },
    action: { type: 'String' },
    entity: { type: 'String' },
    entityId: { type: 'String' },
    before: { type: 'Json' },
    after: { type: 'Json' },
    requestId: { type: 'String' },
    address: { type: 'String' },
    kioskId: { type: 'Int' },
  },
  options: {
    titleProperty: 'action',
    sort: { sortBy: 'id', direction: 'desc' },
    listProperties: ['at', 'actor', 'userId', 'action', 'entity', 'entityId'],
    filterProperties: ['at', 'actor', 'userId', 'action', 'entity', 'entityId'],
    showProperties: [
      'at',
      'actor',
      'userId',
      'action',
      'entity',
      'entityId',
      'before',
      'after',
      'requestId',
      'address',
      'kioskId',
    ],
    properties: {
      before: { components: { show: 'JsonShown' } },
      after: { components: { show: 'JsonShown' } },
      address: { type: 'string' },
    },
  },
};
