import { type Db, sql } from '../db.ts';
import { nextTurn } from '../domain/programme/next-turn.ts';
import type { Look } from '../http/pulse.ts';

/** Whatever happens to clocks or behind the database's back: what is kept of the programme is made anew after a minute. */
const longestMs = 60_000;

/** How the pulse of a process looks: one statement, and two more when the programme has changed. One look at a time. */
export function lookAtHouse(db: Db): () => Promise<Look> {
  let known: { version: number; edition: number; until: number } | null = null;
  return async () => {
    const now = new Date();
    const [row] = await sql(db).query<{ version: number; stamp: string }>({ name: 'look_at_house', text });
    if (!row) throw new Error('the programme has no version: the table "programme_version" is empty');
    if (known?.version !== row.version || now.getTime() >= known.until) {
      const turn = await nextTurn(sql(db), now);
      const until = Math.min(turn.getTime(), now.getTime() + longestMs);
      known = { version: row.version, edition: (known?.edition ?? 0) + 1, until };
    }
    return { edition: known.edition, stamp: row.stamp };
  };
}

// Two snapshots that say the same see the same of every table.
const text = 'SELECT version, pg_current_snapshot()::text AS stamp FROM programme_version';
