import { randomUUID } from 'node:crypto';
import { sql } from '../../server/db.ts';
import { hashSecret } from '../../server/domain/accounts/password.ts';
import { loadCinema } from '../../server/domain/cinema.ts';
import type { AccountMailKind } from '../../server/domain/mail/queue-account-mail.ts';
import { writeAccountLetter } from '../../server/domain/mail/write-account-letter.ts';
import type { TestServer } from '../setup/server.ts';
import { type Answer, apiClient } from './client.ts';

export const password = 'red-rope-at-the-door';
const hashed = hashSecret(password);

export interface Member {
  id: number;
  email: string;
  access: string;
  refresh: string;
  /** For a call in the member's name. */
  headers: { authorization: string };
}

let addresses = 0;
/** An address that nobody has asked from before, so that no limit is met by chance. */
export const anAddress = () => ({ 'x-forwarded-for': `2001:db8:fe:${(addresses++).toString(16)}::1` });

/** Whoever has to wait for their next try has to for minutes: a second is over before a slow machine has asked again. */
export async function lengthenWaits(server: TestServer): Promise<void> {
  await sql(server.deps.db).query(
    `UPDATE sign_in_attempts SET wait_until = now() + interval '5 minutes' WHERE wait_until > 'epoch'`,
  );
}

/** A customer with a confirmed account, `password` and no tokens yet. */
export async function anAccount(server: TestServer, role = 'customer'): Promise<{ id: number; email: string }> {
  const email = `member-${randomUUID()}@foyer.test`;
  const [user] = await sql(server.deps.db).query<{ id: number }>(
    `INSERT INTO users (email, name, role, password_hash, confirmed_at) VALUES ($1, 'Marta', $2::role, $3, now())
     RETURNING id`,
    [email, role, await hashed],
  );
  if (!user) throw new Error('no account was made');
  return { id: user.id, email };
}

/** The same, signed in at the API. */
export async function aMember(server: TestServer, role = 'customer'): Promise<Member> {
  const account = await anAccount(server, role);
  return { ...account, ...(await signedIn(server, account.email)) };
}

/** Another sign-in of an account. */
export async function signedIn(server: TestServer, email: string): Promise<Omit<Member, 'id' | 'email'>> {
  const answer: Answer = await apiClient(server.url).post('/auth/jwt/create/', { email, password }, anAddress());
  if (answer.status !== 200) throw new Error(`not signed in: ${answer.text}`);
  const { access, refresh } = answer.json;
  return { access, refresh, headers: { authorization: `Bearer ${access}` } };
}

/** Both parts of the link in the latest letter to an address, as they stand at the end of it. */
export async function linkFor(server: TestServer, email: string): Promise<{ uid: string; token: string }> {
  const { deps } = server;
  const [mail] = await sql(deps.db).query<{ key: string; kind: AccountMailKind }>(
    'SELECT key, kind FROM mails WHERE recipient = $1 ORDER BY created_at DESC LIMIT 1',
    [email],
  );
  if (!mail) throw new Error(`no letter to ${email}`);
  const id = mail.key.split(':')[1] ?? '';
  const written = await writeAccountLetter(deps, mail.kind, id, await loadCinema(sql(deps.db)));
  const link = written?.letter.parts.flatMap((part) => ('url' in part ? [part.url] : []))[0];
  const [token, uid] = (link ?? '').split('/').reverse();
  if (!uid || !token) throw new Error(`no link in the letter to ${email}`);
  return { uid, token };
}
