import { invitationWords as words } from '../../contract/words/en/office-accounts.ts';
import { type Db, sql } from '../../db.ts';
import { linkUrl } from '../accounts/account-link.ts';
import type { Cinema } from '../cinema.ts';
import type { House } from '../house.ts';
import type { Letter } from './letter.ts';

/** The letter to a new member of staff; null if its link has been used or replaced meanwhile. */
export async function writeInvitation(
  house: Pick<House, 'signer' | 'publicUrl'> & { db: Db },
  linkId: string,
  cinema: Cinema,
): Promise<Letter | null> {
  const [link] = await sql(house.db).query<{ name: string; role: string }>(
    `SELECT u.name, u.role FROM account_links l JOIN users u ON u.id = l.user_id
      WHERE l.id = $1 AND l.used_at IS NULL AND l.expires_at > now()`,
    [linkId],
  );
  if (!link) return null;
  return {
    subject: words.subject(cinema.name),
    summary: words.intro(cinema.name, link.role),
    parts: [
      { text: words.greeting(link.name) },
      { text: words.intro(cinema.name, link.role) },
      { button: words.button, url: linkUrl(house, linkId, 'invitation') },
      { text: words.once },
    ],
  };
}
