import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction, type Sql, sql } from '../../db.ts';
import { secretIs } from '../accounts/password.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { type Clerk, mayStandAtTill } from './find-till.ts';

/** Wrong PINs that cost nothing; each one more doubles the wait, and the tenth locks. */
const free = 3;
const most = 10;

/**
 * Whether a PIN is that of a person who may stand at a till. It is counted before it is looked at, so that a hundred
 * guesses at once are a hundred. Refusals: `wrong_pin` whatever is wrong, `rate_limited`, and `pin_locked` for this
 * person at this till after ten in a row, until they have a new PIN.
 */
export async function checkPin(
  house: House,
  actor: Actor & { kioskId: number },
  { person, pin }: { person: number; pin: string },
): Promise<Clerk | Refusal> {
  const db = sql(house.db);
  const [known] = await db.query<Clerk & { pinHash: string }>(
    `SELECT u.id, u.name, u.role, u.pin_hash AS "pinHash" FROM users u WHERE u.id = $1 AND ${mayStandAtTill}`,
    [person],
  );
  if (!known) {
    await secretIs(null, pin);
    return refuse('wrong_pin');
  }
  const failures = await counted(db, actor.kioskId, person);
  if (typeof failures !== 'number') return failures;
  if (!(await secretIs(known.pinHash, pin))) {
    if (failures < most) return refuse('wrong_pin');
    await lock(house, actor, person);
    return refuse('pin_locked');
  }
  await db.query('DELETE FROM pin_failures WHERE kiosk_id = $1 AND user_id = $2', [actor.kioskId, person]);
  return { id: known.id, name: known.name, role: known.role };
}

async function counted(db: Sql, kioskId: number, person: number): Promise<number | Refusal> {
  const [now] = await db.query<{ failures: number }>(
    `INSERT INTO pin_failures AS p (kiosk_id, user_id, failures, wait_until) VALUES ($1, $2, 1, 'epoch')
     ON CONFLICT (kiosk_id, user_id) DO UPDATE SET failures = p.failures + 1,
       wait_until = CASE WHEN p.failures + 1 < $3 THEN 'epoch' ELSE now() + make_interval(secs => 2 ^ (p.failures + 1 - $3)) END
     WHERE p.wait_until <= now() AND p.failures < $4 RETURNING failures`,
    [kioskId, person, free, most],
  );
  if (now) return now.failures;
  const [held] = await db.query<{ failures: number; seconds: number }>(
    `SELECT failures, ceil(extract(epoch FROM wait_until - now()))::int AS seconds FROM pin_failures
      WHERE kiosk_id = $1 AND user_id = $2`,
    [kioskId, person],
  );
  return (held?.failures ?? 0) >= most
    ? refuse('pin_locked')
    : refuse('rate_limited', { retryAfter: Math.max(1, held?.seconds ?? 1) });
}

async function lock(house: House, actor: Actor & { kioskId: number }, person: number): Promise<void> {
  await inTransaction(house.db, async (tx) => {
    await tx.query('UPDATE pin_failures SET locked_at = now() WHERE kiosk_id = $1 AND user_id = $2', [
      actor.kioskId,
      person,
    ]);
    await recordAudit(tx, actor, { action: 'lock_pin', entity: 'user', entityId: person });
    return null;
  });
}
