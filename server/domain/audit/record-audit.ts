import type { AuditAct, AuditSubject } from '../../contract/words/en/office-audit.ts';
import type { Sql } from '../../db.ts';
import type { Actor } from '../actor.ts';

export interface AuditNote {
  /** The verb: `cancel_order`. */
  action: AuditAct;
  entity: AuditSubject;
  entityId: number | string;
  before?: unknown;
  after?: unknown;
}

/** Writes who did what, in the transaction of the change (rule 16). Notes carry ids and numbers, not names or e-mails. */
export async function recordAudit(tx: Sql, actor: Actor, note: AuditNote): Promise<void> {
  await tx.query(
    {
      name: 'record_audit',
      text: `INSERT INTO audit_entries (actor, user_id, action, entity, entity_id, before, after, request_id, address, kiosk_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    },
    [
      actor.kind,
      actor.userId,
      note.action,
      note.entity,
      String(note.entityId),
      json(note.before),
      json(note.after),
      actor.requestId,
      actor.address,
      actor.kioskId ?? null,
    ],
  );
}

/** The same act, done to many at once. */
export async function recordAuditOfEach(
  tx: Sql,
  actor: Actor,
  { action, entity }: Pick<AuditNote, 'action' | 'entity'>,
  entityIds: readonly number[],
): Promise<void> {
  await tx.query(
    `INSERT INTO audit_entries (actor, user_id, action, entity, entity_id, request_id, address, kiosk_id)
     SELECT $1, $2, $3, $4, id::text, $5, $6, $7 FROM unnest($8::int[]) id`,
    [actor.kind, actor.userId, action, entity, actor.requestId, actor.address, actor.kioskId ?? null, entityIds],
  );
}

const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
