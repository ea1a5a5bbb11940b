import { wordsFor } from '../../contract/words/words.ts';
import { sql } from '../../db.ts';
import { linkUrl } from '../accounts/account-link.ts';
import { registrationUrl } from '../accounts/registration-link.ts';
import type { Cinema } from '../cinema.ts';
import type { House } from '../house.ts';
import type { Letter } from './letter.ts';
import type { AccountMailKind } from './queue-account-mail.ts';

/** What a letter is about, as it is when it goes; null if there is nothing to say any more. */
interface Matter {
  language: string;
  name: string;
  words: 'confirm_email' | 'already_registered' | Exclude<AccountMailKind, 'registration'>;
  url?: string;
  /** The address that an account has now. */
  email?: string;
}

/** The letter about an account with the queue's `id` (see queue-account-mail.ts); null if it has nothing to say. */
export async function writeAccountLetter(
  house: House,
  kind: AccountMailKind,
  id: string,
  cinema: Cinema,
): Promise<{ letter: Letter; language: string } | null> {
  const matter = await matterOf(house, kind, id);
  if (!matter) return null;
  const words = wordsFor(matter.language);
  const say = words.accountMail[matter.words];
  const intro = typeof say.intro === 'function' ? say.intro(matter.email ?? '') : say.intro;
  const letter: Letter = {
    subject: say.subject(cinema.name),
    summary: intro,
    parts: [
      { text: words.mail.greeting(matter.name || null) },
      { text: intro },
      ...('button' in say && matter.url ? [{ button: say.button, url: matter.url }] : []),
      { text: say.note },
      { text: words.mail.closing(cinema.name) },
    ],
  };
  return { letter, language: words.language };
}

async function matterOf(house: House, kind: AccountMailKind, id: string): Promise<Matter | null> {
  switch (kind) {
    case 'registration':
      return registration(house, id);
    case 'reset_password':
    case 'change_email':
      return link(house, kind, id);
    case 'account_erased':
      return { language: id, name: '', words: kind };
    default: {
      const [user] = await sql(house.db).query<{ language: string; name: string; email: string }>(
        'SELECT language, name, email::text FROM users WHERE id = $1',
        [id],
      );
      return user ? { ...user, words: kind, url: `${house.publicUrl}/account/forgot` } : null;
    }
  }
}

async function registration(house: House, id: string): Promise<Matter | null> {
  const [row] = await sql(house.db).query<{ language: string; known: boolean }>(
    `SELECT r.language, EXISTS (SELECT FROM users u WHERE u.email = r.email) AS known
       FROM registrations r WHERE r.id = $1 AND r.expires_at > now()`,
    [id],
  );
  if (!row) return null;
  // Somebody else may have typed the address: its owner reads no word of theirs in our name, not even as a name.
  const { language } = row;
  if (row.known) return { language, name: '', words: 'already_registered', url: `${house.publicUrl}/account/forgot` };
  return { language, name: '', words: 'confirm_email', url: registrationUrl(house, id) };
}

async function link(house: House, kind: 'reset_password' | 'change_email', id: string): Promise<Matter | null> {
  const [row] = await sql(house.db).query<{ language: string; name: string }>(
    `SELECT u.language, u.name FROM account_links l JOIN users u ON u.id = l.user_id
      WHERE l.id = $1 AND l.used_at IS NULL AND l.expires_at > now()
        AND NOT EXISTS (SELECT FROM users other WHERE other.email = l.email)`,
    [id],
  );
  // A letter to a new address may reach a stranger: see `registration`.
  return row
    ? { ...row, ...(kind === 'change_email' && { name: '' }), words: kind, url: linkUrl(house, id, kind) }
    : null;
}
