import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction, type Tx } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';

/**
 * Ends one login (`loginId`) or all of a person. One's own always; others' by whoever manages staff. Answers how many
 * have ended.
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
    const ended = await deleteLogins(tx, userId, loginId);
    const action = loginId ? 'sign_out' : 'sign_out_everywhere';
    await recordAudit(tx, actor, { action, entity: 'user', entityId: userId, after: { ended } });
    return { ended };
  });
}

/**
 * For verbs after which nobody may go on as they were: locking, another role, a new password. Without `loginId`, their
 * place at a till goes too.
 */
export async function deleteLogins(tx: Tx, userId: number, loginId?: string): Promise<number> {
  const gone = await tx.query(
    'DELETE FROM sessions WHERE user_id = $1 AND ($2::text IS NULL OR id = $2) RETURNING id',
    [userId, loginId ?? null],
  );
  if (loginId === undefined) await tx.query('DELETE FROM clerk_sessions WHERE user_id = $1', [userId]);
  return gone.length;
}
