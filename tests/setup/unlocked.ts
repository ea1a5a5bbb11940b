import type pg from 'pg';
import type { Db } from '../../server/db.ts';

/**
 * The same database for a negative control: row locks are left out of what is asked, and whoever has asked what matches
 * `meetAt` goes on only once as many as `people` have. What parallel requests may do when nothing holds them.
 */
export function withoutLocks(db: Db, meetAt: RegExp, people = 2): Db {
  const { promise: all, resolve: come } = Promise.withResolvers<void>();
  let there = 0;
  return asking(db, {
    instead: (text) => text.replaceAll(/FOR (NO KEY UPDATE|UPDATE|SHARE)( OF \w+)?( SKIP LOCKED)?/g, ''),
    async after(text) {
      if (!meetAt.test(text)) return;
      there += 1;
      if (there === people) come();
      await all;
    },
  });
}

/** The same database, whose transactions ask something else `instead`, or wait a while `before` or `after` they ask. */
export function asking(
  db: Db,
  {
    instead = (text) => text,
    before = async () => {},
    after = async () => {},
  }: {
    instead?: (text: string) => string;
    before?: (text: string) => Promise<void>;
    after?: (text: string) => Promise<void>;
  },
): Db {
  const asked = (client: pg.PoolClient): pg.PoolClient =>
    new Proxy(client, {
      get(target, key) {
        if (key === 'query') {
          return async (query: string | pg.QueryConfig) => {
            const statement: pg.QueryConfig = typeof query === 'string' ? { text: query } : query;
            const text = instead(statement.text);
            await before(text);
            // A prepared statement's name stands for one text.
            const { values = [] } = statement;
            const answer = await target.query(text === statement.text ? statement : { text, values });
            await after(text);
            return answer;
          };
        }
        const own = Reflect.get(target, key);
        return typeof own === 'function' ? own.bind(target) : own;
      },
    });
  const pool = new Proxy(db.pool, {
    get(target, key) {
      if (key === 'connect') return async () => asked(await target.connect());
      const own = Reflect.get(target, key);
      return typeof own === 'function' ? own.bind(target) : own;
    },
  });
  return { ...db, pool };
}
