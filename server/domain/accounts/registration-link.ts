import { createHash } from 'node:crypto';
import { sql } from '../../db.ts';
import type { House } from '../house.ts';
import type { LinkKey } from './account-link.ts';

const purpose = 'registration';
const keyBytes = 24;

/** Where the letter about a registration leads: its id, and a key that only we can derive from it. */
export function registrationUrl(house: Pick<House, 'signer' | 'publicUrl'>, id: string): string {
  return `${house.publicUrl}/account/confirm/${id}/${house.signer.sign(purpose, id, keyBytes).toString('base64url')}`;
}

export function opensRegistration({ signer }: Pick<House, 'signer'>, { uid, token }: LinkKey): boolean {
  const key = Buffer.from(token, 'base64url');
  return /^[0-9a-f-]{36}$/.test(uid) && key.length === keyBytes && signer.verify(purpose, uid, key);
}

export const browserHash = (browser: string) => createHash('sha256').update(browser).digest('base64url');

/** Whether the registration of a living link was typed at this very browser; null: the link is dead. */
export async function isOfBrowser(
  house: Pick<House, 'db' | 'signer'>,
  key: LinkKey,
  browser: string,
): Promise<boolean | null> {
  if (!opensRegistration(house, key)) return null;
  const [found] = await sql(house.db).query<{ here: boolean }>(
    `SELECT browser_hash IS NOT DISTINCT FROM $2 AS here FROM registrations WHERE id = $1 AND expires_at > now()`,
    [key.uid, browserHash(browser)],
  );
  return found?.here ?? null;
}
