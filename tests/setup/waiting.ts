import { expect } from 'vitest';
import { type Db, sql } from '../../server/db.ts';

/**
 * Until so many of this database's connections wait for a lock; `asking`: with a statement in which this stands. What
 * other tests do meanwhile in theirs does not count, as it does in `pg_locks`.
 */
export async function untilWaiting(db: Db, count: number, asking = ''): Promise<void> {
  const waiting = () =>
    sql(db).query(
      `SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND strpos(query, $1) > 0`,
      [asking],
    );
  await expect.poll(async () => (await waiting()).length).toBe(count);
}
