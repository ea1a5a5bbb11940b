import { randomUUID } from 'node:crypto';
import { type Refusal, refuse } from '../../contract/refusals.ts';
import { sql } from '../../db.ts';
import type { House } from '../house.ts';
import type { FamilyAt } from './refresh-token.ts';
import type { Stranger } from './sign-in.ts';

/** A family of tokens, whose they are. */
export interface TokenFamily extends FamilyAt {
  userId: number;
}

/** Days without renewal that end a family, and days that end any. */
export const familyDays = { idle: 30, longest: 180 } as const;

/**
 * Begins the login of an API client, whose password has just been checked and noted. Refusal: `wrong_credentials` if
 * the person was locked meanwhile.
 */
export async function openTokenFamily(
  house: House,
  stranger: Stranger,
  { userId, userAgent }: { userId: number; userAgent: string | null },
): Promise<TokenFamily | Refusal> {
  const [family] = await sql(house.db).query<TokenFamily>(
    `INSERT INTO token_families (id, user_id, expires_at, user_agent, address)
     SELECT $1, id, now() + make_interval(days => $3), left($4, 300), $5 FROM users WHERE id = $2 AND locked_at IS NULL
     RETURNING id, generation, user_id AS "userId"`,
    [randomUUID(), userId, familyDays.idle, userAgent, stranger.address],
  );
  return family ?? refuse('wrong_credentials');
}
