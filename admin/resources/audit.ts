import { auditWords } from '../../server/contract/words/en/office-audit.ts';
import { resourceWords as words } from '../../server/contract/words/en/office-resources.ts';
import { sql } from '../../server/db.ts';
import type { OfficeResource } from './resource.ts';

/** Who did what: to read, by nobody to change. The database itself refuses (`audit_entries_only_grow`). */
export const audit: OfficeResource = {
  id: 'audit',
  icon: 'FileText',
  group: words.groups.house,
  model: 'AuditEntry',
  see: 'read_audit',
  sorts: ['id', 'at'],
  fields: {
    id: { type: 'BigInt', id: true },
    at: { type: 'DateTime' },
    actor: { type: 'String', oneOf: Object.keys(auditWords.actors) },
    userId: { type: 'Int' },
    action: { type: 'String', oneOf: Object.keys(auditWords.acts) },
    entity: { type: 'String', oneOf: Object.keys(auditWords.of) },
    entityId: { type: 'String', whole: true },
    before: { type: 'Json' },
    after: { type: 'Json' },
    requestId: { type: 'String' },
    address: { type: 'String' },
    kioskId: { type: 'Int' },
  },
  /** The notes keep numbers alone: an account that was erased has no name here either. */
  async extend({ db }, ids) {
    const rows = await sql(db).query<{ id: number; who: string | null; till: string | null }>(
      `SELECT a.id::int AS id, coalesce(nullif(u.name, ''), u.email::text) AS who, k.name AS till
         FROM audit_entries a LEFT JOIN users u ON u.id = a.user_id LEFT JOIN kiosks k ON k.id = a.kiosk_id
        WHERE a.id = ANY ($1)`,
      [ids],
    );
    return new Map(rows.map(({ id, who, till }) => [id, { who, till }]));
  },
  options: {
    titleProperty: 'action',
    sort: { sortBy: 'id', direction: 'desc' },
    listProperties: ['at', 'who', 'actor', 'action', 'entity', 'entityId'],
    filterProperties: ['at', 'actor', 'userId', 'action', 'entity', 'entityId'],
    showProperties: [
      'at',
      'who',
      'actor',
      'userId',
      'action',
      'entity',
      'entityId',
      'before',
      'after',
      'requestId',
      'address',
      'till',
    ],
    properties: {
      who: { isSortable: false },
      till: { isSortable: false },
      actor: { isSortable: false },
      userId: { isSortable: false },
      action: { isSortable: false },
      entity: { isSortable: false },
      entityId: { isSortable: false },
      before: { components: { show: 'JsonShown' } },
      after: { components: { show: 'JsonShown' } },
      address: { type: 'string' },
    },
  },
};
