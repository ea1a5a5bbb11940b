import { createHash, randomUUID } from 'node:crypto';
import type { Sql, Tx } from '../../db.ts';
import type { House } from '../house.ts';
import type { Signer } from '../signer.ts';

const purpose = 'account link';
const validDays = 7;

/** The key in a link: derived from its id, so that a letter can be written again and the table holds a hash alone. */
function keyOf(signer: Signer, linkId: string): string {
  return signer.sign(purpose, linkId, 24).toString('base64url');
}

const hashed = (key: string) => createHash('sha256').update(key).digest('base64url');

/** A new link that lets a person set a password, once, within 7 days. Links that they had before open nothing more. */
export async function makeLink(tx: Tx, signer: Signer, userId: number): Promise<string> {
  const id = randomUUID();
  await tx.query('DELETE FROM account_links WHERE user_id = $1 AND used_at IS NULL', [userId]);
  await tx.query(
    `INSERT INTO account_links (id, user_id, key_hash, expires_at)
     VALUES ($1, $2, $3, now() + make_interval(days => $4))`,
    [id, userId, hashed(keyOf(signer, id)), validDays],
  );
  return id;
}

export function linkUrl(house: Pick<House, 'signer' | 'publicUrl'>, linkId: string): string {
  return `${house.publicUrl}/staff/invitation/${keyOf(house.signer, linkId)}`;
}

/** Whose link a key opens; null if it is unknown, used or past its time. */
export async function findLink(
  sql: Sql,
  key: string,
  { forUpdate = false } = {},
): Promise<{ id: string; userId: number; email: string; name: string } | null> {
  const [link] = await sql.query<{ id: string; userId: number; email: string; name: string }>(
    `SELECT l.id, u.id AS "userId", u.email::text, u.name
       FROM account_links l JOIN users u ON u.id = l.user_id
      WHERE l.key_hash = $1 AND l.used_at IS NULL AND l.expires_at > now() AND u.locked_at IS NULL
      ${forUpdate ? 'FOR UPDATE OF l' : ''}`,
    [hashed(key)],
  );
  return link ?? null;
}
