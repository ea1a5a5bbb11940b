import { createHash, randomUUID } from 'node:crypto';
import type { Sql, Tx } from '../../db.ts';
import type { Signer } from '../signer.ts';

const purpose = 'telegram code';
/** Rule 15. */
const validMinutes = 15;
/** One that is about to run out is not handed out again. */
const usableSeconds = 300;

/** 192 bits as 32 characters of `[A-Za-z0-9_-]`, derived from the row's id, so that the table holds a hash alone. */
const codeOf = (signer: Signer, id: string) => signer.sign(purpose, id, 24).toString('base64url');

const hashed = (code: string) => createHash('sha256').update(code).digest('base64url');

/**
 * A code for a person: the last one while it has minutes to live, else a new one. Earlier ones stay good until they run
 * out, so that a page opened twice does not spoil the link that somebody is just about to press.
 */
export async function giveCode(tx: Tx, signer: Signer, userId: number): Promise<{ code: string; expiresAt: Date }> {
  await tx.query('SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId]);
  await tx.query('DELETE FROM telegram_codes WHERE user_id = $1 AND expires_at <= now()', [userId]);
  const [last] = await tx.query<{ id: string; expiresAt: Date }>(
    `SELECT id, expires_at AS "expiresAt" FROM telegram_codes
      WHERE user_id = $1 AND used_at IS NULL AND expires_at > now() + make_interval(secs => $2)
      ORDER BY expires_at DESC LIMIT 1`,
    [userId, usableSeconds],
  );
  if (last) return { code: codeOf(signer, last.id), expiresAt: last.expiresAt };
  const id = randomUUID();
  const code = codeOf(signer, id);
  const [made] = await tx.query<{ expiresAt: Date }>(
    `INSERT INTO telegram_codes (id, user_id, code_hash, expires_at) VALUES ($1, $2, $3, now() + make_interval(mins => $4))
     RETURNING expires_at AS "expiresAt"`,
    [id, userId, hashed(code), validMinutes],
  );
  if (!made) throw new Error('no code was made');
  return { code, expiresAt: made.expiresAt };
}

/** Whose code it is, locked; null if it is unknown, used or past its time. It is found by its hash: no timing tells. */
export async function lockCode(sql: Sql, code: string): Promise<{ id: string; userId: number } | null> {
  const [found] = await sql.query<{ id: string; userId: number }>(
    `SELECT k.id, k.user_id AS "userId" FROM telegram_codes k JOIN users u ON u.id = k.user_id
      WHERE k.code_hash = $1 AND k.used_at IS NULL AND k.expires_at > now() AND u.locked_at IS NULL
        FOR UPDATE OF k`,
    [hashed(code)],
  );
  return found ?? null;
}
