import { type Db, sql } from '../../db.ts';

export interface OwnLogin {
  id: string;
  kind: 'browser' | 'api';
  userAgent: string | null;
  seenAt: Date;
}

/** Where an account is signed in, by browser or by an app's tokens, the latest used first. */
export async function listLogins(db: Db, userId: number): Promise<OwnLogin[]> {
  return sql(db).query<OwnLogin>(
    `SELECT id, 'browser' AS kind, user_agent AS "userAgent", seen_at AS "seenAt" FROM sessions
      WHERE user_id = $1 AND expires_at > now()
     UNION ALL
     SELECT id::text, 'api', user_agent, seen_at FROM token_families WHERE user_id = $1 AND expires_at > now()
      ORDER BY 4 DESC`,
    [userId],
  );
}
