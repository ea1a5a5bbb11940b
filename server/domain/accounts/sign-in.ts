import { type Refusal, refuse } from '../../contract/refusals.ts';
import type { AuditAct } from '../../contract/words/en/office-audit.ts';
import { inTransaction, sql } from '../../db.ts';
import { type Actor, isStaff, type Role } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { secretIs } from './password.ts';
import { countAttempt, forgiveAttempts } from './slow-down.ts';

/** From where somebody asks who has not said yet who they are. */
export type Stranger = Pick<Actor, 'requestId' | 'address'>;

interface Known {
  id: number;
  role: Role;
  passwordHash: string | null;
  locked: boolean;
}

/**
 * Checks the password of a member of staff; the caller begins the login. Whatever is wrong, the refusal is
 * `wrong_credentials`: nobody learns which addresses have an account. `rate_limited` after too many attempts.
 */
export async function signIn(
  house: House,
  stranger: Stranger,
  { email, password }: { email: string; password: string },
): Promise<{ userId: number; role: Role } | Refusal> {
  const wait = await countAttempt(house.db, email, stranger.address);
  if (wait) return wait;
  const [known] = await sql(house.db).query<Known>(
    `SELECT id, role, password_hash AS "passwordHash", locked_at IS NOT NULL AS locked FROM users WHERE email = $1`,
    [email],
  );
  const right = await secretIs(known?.passwordHash ?? null, password);
  const welcome = right && known !== undefined && isStaff(known.role) && !known.locked;
  if (known) await note(house, stranger, known, welcome ? 'sign_in' : 'sign_in_refused');
  if (!welcome) return refuse('wrong_credentials');
  await forgiveAttempts(house.db, email, stranger.address);
  return { userId: known.id, role: known.role };
}

async function note(house: House, stranger: Stranger, { id, role }: Known, action: AuditAct): Promise<void> {
  const actor: Actor = { ...stranger, kind: role, userId: id, buyer: `user:${id}`, channel: 'office' };
  await inTransaction(house.db, async (tx) => {
    await recordAudit(tx, actor, { action, entity: 'user', entityId: id });
    return null;
  });
}
