import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction, type Tx } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { endLease, giveBack, lockScreeningsOf } from '../allotments/lease.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { codeHash, newCode } from './secrets.ts';

/** Registers a till by a name that no other has; a code then lets an installation in. Refusal: `name_taken`. */
export async function registerKiosk(
  house: House,
  actor: Actor,
  { name }: { name: string },
): Promise<{ id: number } | Refusal> {
  return changing(house, actor, async (tx) => {
    if (!(await nameIsFree(tx, name, null))) return refuse('name_taken');
    const [kiosk] = await tx.query<{ id: number }>('INSERT INTO kiosks (name) VALUES ($1) RETURNING id', [name]);
    if (!kiosk) throw new Error('a till was registered without a row');
    await recordAudit(tx, actor, { action: 'register_kiosk', entity: 'kiosk', entityId: kiosk.id, after: { name } });
    return kiosk;
  });
}

export interface KioskSettings {
  name: string;
  /** How many seats of each screening of tonight it keeps for a cut line; null: as the cinema has it. */
  allotmentSeats: number | null;
  /** The code of a seat category; null: of any. */
  allotmentCategory: string | null;
  /** Names of rows: `F, G`; empty: of any. */
  allotmentRows: string;
}

/** Names a till, and says which seats it keeps for a cut line. Refusals: `name_taken`, `not_found`. */
export async function changeKiosk(
  house: House,
  actor: Actor,
  { kioskId, ...after }: KioskSettings & { kioskId: number },
): Promise<{ id: number } | Refusal> {
  return changing(house, actor, async (tx) => {
    const { name, allotmentSeats, allotmentCategory: code, allotmentRows } = after;
    if (!(await nameIsFree(tx, name, kioskId))) return refuse('name_taken');
    const [category] = await tx.query<{ id: number }>('SELECT id FROM seat_categories WHERE code = $1', [code]);
    if (code !== null && !category) return refuse('not_found', { codes: [code] });
    const [before] = await tx.query<KioskSettings & Record<string, unknown>>(
      `SELECT k.name, k.allotment_seats AS "allotmentSeats", c.code AS "allotmentCategory", k.allotment_rows AS "allotmentRows"
         FROM kiosks k LEFT JOIN seat_categories c ON c.id = k.allotment_category_id WHERE k.id = $1 FOR NO KEY UPDATE OF k`,
      [kioskId],
    );
    if (!before) return refuse('not_found', { kiosk: kioskId });
    await tx.query(
      'UPDATE kiosks SET name = $2, allotment_seats = $3, allotment_category_id = $4, allotment_rows = $5 WHERE id = $1',
      [kioskId, name, allotmentSeats, category?.id ?? null, allotmentRows],
    );
    await recordAudit(tx, actor, { action: 'change_kiosk', entity: 'kiosk', entityId: kioskId, before, after });
    return { id: kioskId };
  });
}

/** Two who want the same name at once are told apart by looking, and not by a broken index. */
async function nameIsFree(tx: Tx, name: string, kioskId: number | null): Promise<boolean> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('kiosk names', 0))");
  const others = await tx.query('SELECT FROM kiosks WHERE name = $1 AND id IS DISTINCT FROM $2', [name, kioskId]);
  return others.length === 0;
}

/** A code that lets one installation in, once, within the hour; one made before opens nothing more. Shown once. */
export async function makeEnrolmentCode(
  house: House,
  actor: Actor,
  { kioskId }: { kioskId: number },
): Promise<{ id: number; code: string; expiresAt: Date } | Refusal> {
  return changing(house, actor, async (tx) => {
    const code = newCode();
    const [kiosk] = await tx.query<{ id: number; expiresAt: Date }>(
      `UPDATE kiosks SET enrolment_hash = $2, enrolment_expires_at = now() + interval '1 hour', enrolment_stays = false,
              revoked_at = NULL WHERE id = $1 RETURNING id, enrolment_expires_at AS "expiresAt"`,
      [kioskId, codeHash(code)],
    );
    if (!kiosk) return refuse('not_found', { kiosk: kioskId });
    await recordAudit(tx, actor, { action: 'make_enrolment_code', entity: 'kiosk', entityId: kioskId });
    return { ...kiosk, code };
  });
}

/**
 * A till is let in no more, from this moment on; a new code takes it back. Its seats are on sale again; its drawer stays
 * as it is.
 */
export async function revokeKiosk(
  house: House,
  actor: Actor,
  { kioskId }: { kioskId: number },
): Promise<{ id: number } | Refusal> {
  return changing(house, actor, async (tx) => {
    const [kiosk] = await tx.query<{ id: number }>(
      `UPDATE kiosks SET revoked_at = now(), token_hash = NULL, enrolment_hash = NULL, epoch = epoch + 1
        WHERE id = $1 RETURNING id`,
      [kioskId],
    );
    if (!kiosk) return refuse('not_found', { kiosk: kioskId });
    await tx.query('DELETE FROM clerk_sessions WHERE kiosk_id = $1', [kioskId]);
    await endLease(tx, kioskId);
    await lockScreeningsOf(tx, kioskId);
    await giveBack(tx, house, kioskId);
    await recordAudit(tx, actor, { action: 'revoke_kiosk', entity: 'kiosk', entityId: kioskId });
    return kiosk;
  });
}

async function changing<T extends { id: number }>(
  house: House,
  actor: Actor,
  work: (tx: Tx) => Promise<T | Refusal>,
): Promise<T | Refusal> {
  const no = denied(actor, 'manage_kiosks');
  if (no) return no;
  return inTransaction(house.db, work);
}
