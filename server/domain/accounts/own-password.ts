import { type Refusal, refuse } from '../../contract/refusals.ts';
import { sql } from '../../db.ts';
import type { Actor } from '../actor.ts';
import type { House } from '../house.ts';
import { secretIs } from './password.ts';
import { countAttempt, forgiveAttempts } from './slow-down.ts';

/**
 * Asks a signed-in person for their password once more. Answers who they are, or `wrong_credentials`, `rate_limited`.
 */
export async function askPassword(
  house: House,
  { userId, address }: Actor,
  password: string,
): Promise<{ userId: number; email: string; role: string } | Refusal> {
  const [person] = await sql(house.db).query<{ email: string; role: string; passwordHash: string | null }>(
    'SELECT email::text, role, password_hash AS "passwordHash" FROM users WHERE id = $1',
    [userId],
  );
  if (userId === null || !person) return refuse('forbidden');
  const wait = await countAttempt(house.db, person.email, address);
  if (wait) return wait;
  if (!(await secretIs(person.passwordHash, password))) return refuse('wrong_credentials');
  await forgiveAttempts(house.db, person.email, address);
  return { userId, email: person.email, role: person.role };
}
