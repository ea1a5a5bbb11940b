import { createHash } from 'node:crypto';
import { networkOf } from '../../contract/network-of.ts';
import { type Refusal, refuse } from '../../contract/refusals.ts';
import { type Db, sql } from '../../db.ts';

/**
 * Attempts that cost nothing, by what they are counted for; each one more doubles the wait. Guesses at passwords, and
 * letters to an address that somebody typed: nobody's mailbox is to be filled by a stranger.
 */
const free = {
  sign_in: { both: 5, account: 20, address: 30 },
  letter: { both: 4, account: 8, address: 60 },
} as const;
const longestSeconds = 900;
const forgottenAfter = '1 hour';

export type Attempt = keyof typeof free;
type Scope = keyof (typeof free)[Attempt];
type Key = [scope: Scope, key: string];

/** What an attempt counts for. Somebody else's guesses at an account slow its owner only once they are many. */
function keysOf(account: string, address: string | null, attempt: Attempt): Key[] {
  const who = createHash('sha256').update(account.toLowerCase()).digest('base64url');
  const from = networkOf(address);
  const kind = attempt === 'sign_in' ? '' : `${attempt}:`;
  return [
    ['both', `${kind}both:${who}:${from}`],
    ['account', `${kind}account:${who}`],
    ['address', `${kind}address:${from}`],
  ];
}

/**
 * Counts an attempt before its password is looked at, so that a hundred at once are counted as a hundred. Refusal:
 * `rate_limited` with the seconds to wait. What succeeds is forgiven by `forgiveAttempts`.
 */
export async function countAttempt(
  db: Db,
  account: string,
  address: string | null,
  attempt: Attempt = 'sign_in',
): Promise<Refusal | null> {
  for (const [scope, key] of keysOf(account, address, attempt)) {
    const [counted] = await sql(db).query<{ failures: number }>(
      `INSERT INTO sign_in_attempts AS a (key, failures, wait_until) VALUES ($1, 1, 'epoch')
       ON CONFLICT (key) DO UPDATE SET
         failures = CASE WHEN a.at < now() - $2::interval THEN 1 ELSE a.failures + 1 END,
         wait_until = CASE WHEN a.at < now() - $2::interval OR a.failures + 1 < $3 THEN 'epoch'
           ELSE now() + make_interval(secs => least($4, 2 ^ least(a.failures + 1 - $3, 20))) END,
         at = now()
       WHERE a.wait_until <= now()
       RETURNING failures`,
      [key, forgottenAfter, free[attempt][scope], longestSeconds],
    );
    if (!counted) return refuse('rate_limited', { retryAfter: await secondsLeft(db, key) });
  }
  return null;
}

/** The right password: the account's slate is clean. What others tried from this address still counts, one less. */
export async function forgiveAttempts(db: Db, account: string, address: string | null): Promise<void> {
  const [both, own, from] = keysOf(account, address, 'sign_in').map(([, key]) => key);
  await sql(db).query('DELETE FROM sign_in_attempts WHERE key = ANY($1)', [[both, own]]);
  await sql(db).query(
    `UPDATE sign_in_attempts SET failures = greatest(failures - 1, 0), wait_until = 'epoch' WHERE key = $1`,
    [from],
  );
}

async function secondsLeft(db: Db, key: string): Promise<number> {
  const [row] = await sql(db).query<{ seconds: number }>(
    'SELECT ceil(extract(epoch FROM wait_until - now()))::int AS seconds FROM sign_in_attempts WHERE key = $1',
    [key],
  );
  return Math.max(1, row?.seconds ?? 1);
}
