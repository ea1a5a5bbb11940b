import { isRefusal, type Refusal } from '../../contract/refusals.ts';
import type { SignedInClerk } from '../../contract/till/devices.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { atTill } from './at-till.ts';
import { checkPin } from './check-pin.ts';
import { hashOf, newKey } from './secrets.ts';

/**
 * A person takes their place at a till, and whoever stood there before is signed out. Refusals: `wrong_pin`,
 * `pin_locked`, `rate_limited`.
 */
export async function signInClerk(
  house: House,
  actor: Actor,
  { clerk, pin }: { clerk: number; pin: string },
): Promise<SignedInClerk | Refusal> {
  const no = denied(actor, 'sign_in_at_till');
  if (no) return no;
  const till = atTill(actor);
  const person = await checkPin(house, till, { person: clerk, pin });
  if (isRefusal(person)) return person;
  return inTransaction(house.db, async (tx): Promise<SignedInClerk | Refusal> => {
    const token = newKey();
    await tx.query(
      `INSERT INTO clerk_sessions (kiosk_id, user_id, token_hash) VALUES ($1, $2, $3)
       ON CONFLICT (kiosk_id) DO UPDATE SET user_id = $2, token_hash = $3, created_at = now(), used_at = now()`,
      [till.kioskId, person.id, hashOf(token)],
    );
    const who: Actor = { ...till, kind: person.role, userId: person.id };
    await recordAudit(tx, who, { action: 'sign_in_at_till', entity: 'kiosk', entityId: till.kioskId });
    return { token, clerk: person };
  });
}

/** The person at a till leaves it; if nobody is there, nothing happens. */
export async function signOutClerk(house: House, actor: Actor): Promise<void> {
  const { kioskId, userId } = atTill(actor);
  if (userId === null) return;
  await inTransaction(house.db, async (tx) => {
    await tx.query('DELETE FROM clerk_sessions WHERE kiosk_id = $1 AND user_id = $2', [kioskId, userId]);
    await recordAudit(tx, actor, { action: 'sign_out_at_till', entity: 'kiosk', entityId: kioskId });
    return null;
  });
}
