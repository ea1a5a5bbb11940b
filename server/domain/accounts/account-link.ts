import { createHash, randomUUID } from 'node:crypto';
import type { LinkPurpose } from '@prisma/client';
import type { Sql, Tx } from '../../db.ts';
import type { Role } from '../actor.ts';
import type { House } from '../house.ts';
import type { Signer } from '../signer.ts';

export type { LinkPurpose };

/** Both parts of a link to a customer's page, as Djoser's clients know them. */
export interface LinkKey {
  uid: string;
  token: string;
}

const purpose = 'account link';
const validHours: Record<LinkPurpose, number> = { invitation: 7 * 24, reset_password: 2, change_email: 24 };

/** The key in a link: derived from its id, so that a letter can be written again and the table holds a hash alone. */
function keyOf(signer: Signer, linkId: string): string {
  return signer.sign(purpose, linkId, 24).toString('base64url');
}

const hashed = (key: string) => createHash('sha256').update(key).digest('base64url');

interface NewLink {
  purpose: LinkPurpose;
  /** The new address, for changing to it. */
  email?: string;
}

/**
 * A new link to do one thing, once, before long; those that the person had before for that open nothing more. For
 * nobody (`null`) it asks the database the same questions and makes none, so that time tells nothing.
 */
export async function makeLink(tx: Tx, signer: Signer, userId: number | null, link: NewLink): Promise<string> {
  const id = randomUUID();
  await tx.query('DELETE FROM account_links WHERE user_id = $1 AND purpose = $2 AND used_at IS NULL', [
    userId,
    link.purpose,
  ]);
  await tx.query(
    `INSERT INTO account_links (id, user_id, purpose, email, key_hash, expires_at)
     SELECT $1::uuid, u.id, $3::link_purpose, $4::citext, $5, now() + make_interval(hours => $6) FROM users u WHERE u.id = $2`,
    [id, userId, link.purpose, link.email ?? null, hashed(keyOf(signer, id)), validHours[link.purpose]],
  );
  return id;
}

/**
 * For verbs after which the account is opened otherwise than before: what was asked for until then, by whoever it was,
 * must not open it any more. Links of letters and codes for Telegram, all that were not used.
 */
export async function endLinks(tx: Tx, userId: number): Promise<void> {
  await tx.query('DELETE FROM account_links WHERE user_id = $1 AND used_at IS NULL', [userId]);
  await tx.query('DELETE FROM telegram_codes WHERE user_id = $1 AND used_at IS NULL', [userId]);
}

const pages = { reset_password: 'reset', change_email: 'email' } as const;

/** Where a link leads: staff to the back-office's door, customers to a page of their account. */
export function linkUrl(house: Pick<House, 'signer' | 'publicUrl'>, linkId: string, purpose: LinkPurpose): string {
  const key = keyOf(house.signer, linkId);
  if (purpose === 'invitation') return `${house.publicUrl}/staff/invitation/${key}`;
  return `${house.publicUrl}/account/${pages[purpose]}/${linkId}/${key}`;
}

export interface OpenLink {
  id: string;
  userId: number;
  email: string;
  name: string;
  role: Role;
  newEmail: string | null;
}

/** Whose link a key opens; null if it is unknown, for something else, used or past its time. */
export async function findLink(
  sql: Sql,
  key: string | LinkKey,
  purpose: LinkPurpose,
  { forUpdate = false } = {},
): Promise<OpenLink | null> {
  const { uid, token } = typeof key === 'string' ? { uid: null, token: key } : key;
  const [link] = await sql.query<OpenLink>(
    `SELECT l.id, u.id AS "userId", u.email::text, u.name, u.role, l.email::text AS "newEmail"
       FROM account_links l JOIN users u ON u.id = l.user_id
      WHERE l.key_hash = $1 AND l.purpose = $2 AND l.used_at IS NULL AND l.expires_at > now() AND u.locked_at IS NULL
      ${forUpdate ? 'FOR UPDATE OF l' : ''}`,
    [hashed(token), purpose],
  );
  return link && (uid === null || uid === link.id) ? link : null;
}
