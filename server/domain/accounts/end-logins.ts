import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction, type Tx } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';

/**
 * Ends one login (`loginId`, of a browser or of an app) or all of a person. One's own always; others' by whoever manages
 * staff. Answers how many have ended.
 */
export async function endLogins(
  house: House,
  actor: Actor,
  { userId, loginId }: { userId: number; loginId?: string },
): Promise<{ ended: number } | Refusal> {
  const no = actor.userId === userId ? null : denied(actor, 'manage_staff');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ ended: number } | Refusal> => {
    const [person] = await tx.query('SELECT FROM users WHERE id = $1', [userId]);
    if (!person) return refuse('not_found', { user: userId });
    const ended = await deleteLogins(tx, userId, { only: loginId });
    const action = loginId ? 'sign_out' : 'sign_out_everywhere';
    await recordAudit(tx, actor, { action, entity: 'user', entityId: userId, after: { ended } });
    return { ended };
  });
}

/**
 * For verbs after which nobody may go on as they were: locking, another role, a new password. Ends logins of browsers
 * and families of tokens: all, `only` one, or all `except` one. Without `only`, a place at a till goes too.
 */
export async function deleteLogins(
  tx: Tx,
  userId: number,
  { only, except }: { only?: string | undefined; except?: string | undefined } = {},
): Promise<number> {
  const [gone] = await tx.query<{ count: number }>(
    `WITH browsers AS (
       DELETE FROM sessions WHERE user_id = $1 AND ($2::text IS NULL OR id = $2) AND id IS DISTINCT FROM $3 RETURNING id
     ), apps AS (
       DELETE FROM token_families
        WHERE user_id = $1 AND ($2::text IS NULL OR id::text = $2) AND id::text IS DISTINCT FROM $3 RETURNING id
     ) SELECT ((SELECT count(*) FROM browsers) + (SELECT count(*) FROM apps))::int AS count`,
    [userId, only ?? null, except ?? null],
  );
  if (only === undefined) await tx.query('DELETE FROM clerk_sessions WHERE user_id = $1', [userId]);
  return gone?.count ?? 0;
}
