import { type Refusal, refuse } from '../../contract/refusals.ts';
import type { EnrolledKiosk } from '../../contract/till/devices.ts';
import { inTransaction, sql } from '../../db.ts';
import type { Stranger } from '../accounts/sign-in.ts';
import { endLease, giveBack, lockScreeningsOf } from '../allotments/lease.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { codeHash, hashOf, newKey } from './secrets.ts';

/**
 * Lets an installation in with a code, and uses the code up. Whatever was let in under that till before is let out: its
 * token, its clerk, its seats: what it sells of them later waits in the queue. An open drawer stays open. `demo`: the
 * demo's own codes work again and again. Refusal: `wrong_code`.
 */
export async function enrolKiosk(
  house: House,
  stranger: Stranger,
  { code, instance, demo }: { code: string; instance: string; demo: boolean },
): Promise<EnrolledKiosk | Refusal> {
  return inTransaction(house.db, async (tx): Promise<EnrolledKiosk | Refusal> => {
    const token = newKey();
    const [kiosk] = await tx.query<{ id: number; name: string; epoch: number }>(
      `UPDATE kiosks SET token_hash = $2, instance = $3, epoch = epoch + 1, enrolled_at = now(), last_seen_at = now(),
              enrolment_hash = CASE WHEN $4 AND enrolment_stays THEN enrolment_hash END, enrolment_expires_at = NULL
        WHERE enrolment_hash = $1 AND revoked_at IS NULL
          AND (enrolment_expires_at > now() OR ($4 AND enrolment_stays))
        RETURNING id, name, epoch`,
      [codeHash(code), hashOf(token), instance, demo],
    );
    if (!kiosk) return refuse('wrong_code');
    await tx.query('DELETE FROM clerk_sessions WHERE kiosk_id = $1', [kiosk.id]);
    await endLease(tx, kiosk.id);
    await lockScreeningsOf(tx, kiosk.id);
    await giveBack(tx, house, kiosk.id);
    const actor = { ...stranger, kind: 'kiosk', userId: null, buyer: `kiosk:${kiosk.id}`, channel: 'kiosk' } as const;
    await recordAudit(
      tx,
      { ...actor, kioskId: kiosk.id },
      { action: 'enrol_kiosk', entity: 'kiosk', entityId: kiosk.id, after: { instance, epoch: kiosk.epoch } },
    );
    return { kiosk: { id: kiosk.id, name: kiosk.name }, token };
  });
}

/** What the page that asks for a code may offer in the demo. */
export async function demoCodes(house: Pick<House, 'db'>): Promise<string[]> {
  const kiosks = await sql(house.db).query<{ name: string }>(
    'SELECT name FROM kiosks WHERE enrolment_stays AND enrolment_hash IS NOT NULL AND revoked_at IS NULL ORDER BY id',
  );
  return kiosks.map(({ name }) => `FOYER-${name.toUpperCase().replaceAll(/\W+/g, '-')}`);
}
