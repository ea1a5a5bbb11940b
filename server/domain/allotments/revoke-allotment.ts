import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { endLease, giveBack, lockKiosk, lockScreeningsOf } from './lease.ts';

/**
 * Takes from a till the seats that it keeps: they are on sale everywhere at once. What it sells of them from then on
 * without connection is rejected and waits in the queue; as soon as it is heard again it gets a new lease. Refusal:
 * `not_found`.
 */
export async function revokeAllotment(
  house: House,
  actor: Actor,
  { kioskId }: { kioskId: number },
): Promise<{ id: number; released: number } | Refusal> {
  const no = denied(actor, 'revoke_allotment');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number; released: number } | Refusal> => {
    if (!(await lockKiosk(tx, kioskId))) return refuse('not_found', { kiosk: kioskId });
    await endLease(tx, kioskId);
    await lockScreeningsOf(tx, kioskId);
    const given = await giveBack(tx, house, kioskId);
    const released = [...given.values()].reduce((sum, seats) => sum + seats, 0);
    await recordAudit(tx, actor, {
      action: 'revoke_allotment',
      entity: 'kiosk',
      entityId: kioskId,
      before: { seats: Object.fromEntries(given) },
    });
    return { id: kioskId, released };
  });
}
