import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { lockAddress } from './lock-address.ts';
import { hashSecret, weakPassword } from './password.ts';

/**
 * Makes an administrator with a password, for whoever stands at the server: how the first account comes to be. Refusals:
 * `weak_password`, `email_taken`.
 */
export async function createAdministrator(
  house: Pick<House, 'db'>,
  actor: Actor,
  { email, name, password }: { email: string; name: string; password: string },
): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'manage_staff') ?? weakPassword(password, email);
  if (no) return no;
  const passwordHash = await hashSecret(password);
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    await lockAddress(tx, email);
    const [person] = await tx.query<{ id: number }>(
      `INSERT INTO users (email, name, role, password_hash, confirmed_at) VALUES ($1, $2, 'administrator', $3, now())
       ON CONFLICT (email) DO NOTHING RETURNING id`,
      [email, name, passwordHash],
    );
    if (!person) return refuse('email_taken');
    await recordAudit(tx, actor, { action: 'create_administrator', entity: 'user', entityId: person.id });
    return person;
  });
}
