import { type Refusal, refuse } from '../../contract/refusals.ts';
import type { Tx } from '../../db.ts';
import type { Role } from '../actor.ts';
import { endLinks, findLink, type LinkKey, type LinkPurpose } from './account-link.ts';
import { deleteLogins } from './end-logins.ts';
import { hashSecret, weakPassword } from './password.ts';

interface Given {
  key: string | LinkKey;
  purpose: LinkPurpose;
  password: string;
}

/**
 * Sets the password of whoever has the link of a letter, which shows that the address is theirs. The link is used up,
 * and every login and other link of the account ends. Refusals: `link_expired`, `weak_password`.
 */
export async function setPasswordByLink(
  tx: Tx,
  { key, purpose, password }: Given,
): Promise<{ userId: number; email: string; role: Role } | Refusal> {
  const link = await findLink(tx, key, purpose, { forUpdate: true });
  if (!link) return refuse('link_expired');
  const weak = weakPassword(password, link.email);
  if (weak) return weak;
  const { userId, email, role } = link;
  await tx.query('UPDATE users SET password_hash = $2, confirmed_at = coalesce(confirmed_at, now()) WHERE id = $1', [
    userId,
    await hashSecret(password),
  ]);
  await tx.query('UPDATE account_links SET used_at = now() WHERE id = $1', [link.id]);
  await deleteLogins(tx, userId);
  await endLinks(tx, userId);
  return { userId, email, role };
}
