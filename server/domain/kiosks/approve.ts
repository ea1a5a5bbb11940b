import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import type { Approvable } from '../../contract/till/common.ts';
import type { Approval } from '../../contract/till/devices.ts';
import { rfc3339 } from '../../contract/venue-time.ts';
import { inTransaction, type Tx } from '../../db.ts';
import { type Actor, denied, may } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { atTill, clerkAt } from './at-till.ts';
import { checkPin } from './check-pin.ts';
import { mayStandAtTill } from './find-till.ts';
import { hashOf, newKey } from './secrets.ts';

/**
 * A supervisor says yes with their PIN to one act at this till, within two minutes. They may allow what they are doing
 * themselves, by typing the PIN once more; a clerk allows nothing. Refusals: as `checkPin`, `forbidden` for a right PIN
 * of somebody who may not.
 */
export async function approve(
  house: House,
  actor: Actor,
  { supervisor, pin, what }: { supervisor: number; pin: string; what: Approvable },
): Promise<Approval | Refusal> {
  const no = denied(actor, 'ask_approval');
  if (no) return no;
  const clerk = clerkAt(actor);
  const person = await checkPin(house, clerk, { person: supervisor, pin });
  if (isRefusal(person)) return person;
  if (!may({ kind: person.role }, 'approve_at_till')) return refuse('forbidden', { verb: 'approve_at_till' });
  return inTransaction(house.db, async (tx): Promise<Approval | Refusal> => {
    const key = newKey();
    const [made] = await tx.query<{ id: number; expiresAt: Date }>(
      `INSERT INTO approvals (kiosk_id, supervisor_id, clerk_id, what, key_hash, expires_at)
       VALUES ($1, $2, $3, $4, $5, now() + interval '2 minutes') RETURNING id, expires_at AS "expiresAt"`,
      [clerk.kioskId, person.id, clerk.userId, what, hashOf(key)],
    );
    if (!made) throw new Error('an approval was not written');
    await recordAudit(
      tx,
      { ...actor, kind: person.role, userId: person.id },
      { action: 'approve', entity: 'approval', entityId: made.id, after: { what, askedBy: clerk.userId } },
    );
    const { timeZone } = await loadCinema(tx);
    return { key, by: person.name, expiresAt: rfc3339(made.expiresAt, timeZone) };
  });
}

export interface Spent {
  id: number;
  supervisorId: number;
  by: string;
}

/**
 * Spends a supervisor's yes in the transaction of the act that needs it: of two acts at once, one gets it. Refusals:
 * `approval_needed` without a key; `approval_invalid` if it is another till's, for something else, spent or too late.
 */
export async function spendApproval(
  tx: Tx,
  actor: Actor,
  what: Approvable,
  key: string | undefined,
): Promise<Spent | Refusal> {
  if (key === undefined) return refuse('approval_needed', { what });
  const [spent] = await tx.query<Spent>(
    `UPDATE approvals a SET spent_at = now() FROM users u
      WHERE a.key_hash = $1 AND a.kiosk_id = $2 AND a.what = $3 AND a.spent_at IS NULL AND a.expires_at > now()
        AND u.id = a.supervisor_id AND ${mayStandAtTill} AND u.role <> 'clerk'
      RETURNING a.id, u.id AS "supervisorId", u.name AS by`,
    [hashOf(key), atTill(actor).kioskId, what],
  );
  return spent ?? refuse('approval_invalid');
}
