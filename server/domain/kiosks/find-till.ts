import type { Sql } from '../../db.ts';
import type { Role } from '../actor.ts';
import { hashOf } from './secrets.ts';

export interface Clerk {
  id: number;
  name: string;
  role: Exclude<Role, 'customer' | 'door'>;
}

export interface Till {
  id: number;
  name: string;
  /** Who has signed in there; null if nobody has. */
  clerk: Clerk | null;
}

/** Who may stand at a till: staff with a PIN who are not locked out. `u` is the person. */
export const mayStandAtTill = `u.role IN ('clerk', 'supervisor', 'manager', 'administrator')
  AND u.pin_hash IS NOT NULL AND u.locked_at IS NULL`;

/** Minutes without a request after which a clerk has to sign in again, whatever the till itself does. */
const idleMinutes = 60;

/**
 * The till that a device's token stands for, with the clerk that the other token stands for. Null: the token is unknown,
 * or the till was revoked or enrolled anew. A clerk's token of another till is nobody's.
 */
export async function findTill(sql: Sql, token: string, clerkToken: string | null): Promise<Till | null> {
  const [row] = await sql.query<{ id: number; name: string; clerk: Clerk | null }>(
    {
      name: 'find_till',
      text: `SELECT k.id, k.name, (
               SELECT json_build_object('id', u.id, 'name', u.name, 'role', u.role)
                 FROM clerk_sessions s JOIN users u ON u.id = s.user_id
                WHERE s.kiosk_id = k.id AND s.token_hash = $2 AND ${mayStandAtTill}
                  AND s.used_at > now() - make_interval(mins => $3)) AS clerk
               FROM kiosks k WHERE k.token_hash = $1 AND k.revoked_at IS NULL`,
    },
    [hashOf(token), clerkToken === null ? null : hashOf(clerkToken), idleMinutes],
  );
  if (row?.clerk) {
    await sql.query(
      `UPDATE clerk_sessions SET used_at = now() WHERE kiosk_id = $1 AND used_at < now() - interval '1 minute'`,
      [row.id],
    );
  }
  return row ?? null;
}

/** Which of these tokens of devices still stand for a till. */
export async function findStandingTokens(sql: Sql, tokens: string[]): Promise<Set<string>> {
  const byHash = new Map(tokens.map((token) => [hashOf(token), token]));
  const rows = await sql.query<{ hash: string }>(
    {
      name: 'standing_tills',
      text: 'SELECT token_hash AS hash FROM kiosks WHERE token_hash = ANY ($1) AND revoked_at IS NULL',
    },
    [[...byHash.keys()]],
  );
  return new Set(rows.flatMap(({ hash }) => byHash.get(hash) ?? []));
}
