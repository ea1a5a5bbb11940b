import { type Refusal, refuse } from '../../contract/refusals.ts';
import { type Db, sql } from '../../db.ts';

/** So many codes may a Telegram account send within an hour before it has to wait for the hour's end. */
const most = 10;

/** Counts a code before it is looked at, so that a hundred at once are counted as a hundred. */
export async function countTry(db: Db, tgId: number): Promise<Refusal | null> {
  const [row] = await sql(db).query<{ failures: number; seconds: number }>(
    `INSERT INTO sign_in_attempts AS a (key, failures, wait_until) VALUES ($1, 1, now() + interval '1 hour')
     ON CONFLICT (key) DO UPDATE SET
       failures = CASE WHEN a.wait_until <= now() THEN 1 ELSE a.failures + 1 END,
       wait_until = CASE WHEN a.wait_until <= now() THEN now() + interval '1 hour' ELSE a.wait_until END, at = now()
     RETURNING failures, ceil(extract(epoch FROM wait_until - now()))::int AS seconds`,
    [key(tgId)],
  );
  return row && row.failures > most ? refuse('rate_limited', { retryAfter: Math.max(1, row.seconds) }) : null;
}

export async function forgetTries(db: Db, tgId: number): Promise<void> {
  await sql(db).query('DELETE FROM sign_in_attempts WHERE key = $1', [key(tgId)]);
}

const key = (tgId: number) => `telegram:${tgId}`;
