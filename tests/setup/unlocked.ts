import type pg from 'pg';
import type { Db } from '../../server/db.ts';

/**
 * The same database for a negative control: row locks are left out of what is asked, and whoever has asked what matches
 * `meetAt` goes on only once as many as `people` have. What parallel requests may do when nothing holds them.
 */
export function withoutLocks(db: Db, meetAt: RegExp, people = 2): Db {
  const { promise: all, resolve: come } = Promise.withResolvers<void>();
  let there = 0;
  const free = (client: pg.PoolClient): pg.PoolClient =>
    new Proxy(client, {
      get(target, key) {
        if (key === 'query') {
          return async (asked: string | pg.QueryConfig) => {
            const statement = typeof asked === 'string' ? { text: asked } : asked;
            const text = statement.text.replaceAll(/FOR (NO KEY UPDATE|UPDATE|SHARE)( OF \w+)?/g, '');
            const answer = await target.query({ ...statement, text });
            if (meetAt.test(text)) {
              there += 1;
              if (there === people) come();
              await all;
            }
            return answer;
          };
        }
        const own = Reflect.get(target, key);
        return typeof own === 'function' ? own.bind(target) : own;
      },
    });
  const pool = new Proxy(db.pool, {
    get(target, key) {
      if (key === 'connect') return async () => free(await target.connect());
      const own = Reflect.get(target, key);
      return typeof own === 'function' ? own.bind(target) : own;
    },
  });
  return { ...db, pool };
}
