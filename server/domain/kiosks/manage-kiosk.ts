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
    const [kiosk] = await tx.query<{ id: number }>(
      'INSERT INTO kiosks (name) VALUES ($1) ON CONFLICT (name) DO NOTHING RETURNING id',
      [name],
    );
    if (!kiosk) return refuse('name_taken');
    await recordAudit(tx, actor, { action: 'register_kiosk', entity: 'kiosk', entityId: kiosk.id, after: { name } });
    return kiosk;
  });
}

/**
 * Names a till, and says how many seats of each screening of tonight it keeps for a cut line (null: as the cinema has
 * it) and of which rows (`F, G`; empty: of any). Refusal: `name_taken`.
 */
export async function changeKiosk(
  house: House,
  actor: Actor,
  { kioskId, ...after }: { kioskId: number; name: string; allotmentSeats: number | null; allotmentRows: string },
): Promise<{ id: number } | Refusal> {
  return changing(house, actor, async (tx) => {
    const { name, allotmentSeats, allotmentRows } = after;
    if ((await tx.query('SELECT FROM kiosks WHERE name = $1 AND id <> $2', [name, kioskId])).length > 0) {
      return refuse('name_taken');
    }
    const [before] = await tx.query<typeof after>(
      `SELECT name, allotment_seats AS "allotmentSeats", allotment_rows AS "allotmentRows" FROM kiosks WHERE id = $1
          FOR NO KEY UPDATE`,
      [kioskId],
    );
    if (!before) return refuse('not_found', { kiosk: kioskId });
    await tx.query('UPDATE kiosks SET name = $2, allotment_seats = $3, allotment_rows = $4 WHERE id = $1', [
      kioskId,
      name,
      allotmentSeats,
      allotmentRows,
    ]);
    await recordAudit(tx, actor, { action: 'change_kiosk', entity: 'kiosk', entityId: kioskId, before, after });
    return { id: kioskId };
  });
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

/** A till is let in no more, from this moment on; a new code takes it back. Its seats are on sale again; its drawer stays as it is. */
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
