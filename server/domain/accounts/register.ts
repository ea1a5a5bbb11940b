import { randomUUID } from 'node:crypto';
import type { Refusal } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import type { House } from '../house.ts';
import { queueAccountMail } from '../mail/queue-account-mail.ts';
import { hashSecret, weakPassword } from './password.ts';
import { browserHash } from './registration-link.ts';
import type { Stranger } from './sign-in.ts';
import { countAttempt } from './slow-down.ts';

export interface Registration {
  email: string;
  password: string;
  name: string;
  /** BCP 47: of the letter, and of the account. */
  language: string;
  /** What tells the browser at which this is typed from every other one, if it is a browser. */
  browser?: string;
}

const validHours = 24;

/**
 * Notes that somebody wants an account, and writes to the address. The account comes to be when the link in the letter
 * is used (see `confirmRegistration` for its password). An address that has an account takes the same way,
 * and its letter says so: neither answer nor time tells. Refusals: `weak_password`, `rate_limited`.
 */
export async function register(
  house: House,
  stranger: Stranger,
  { email, password, name, language, browser }: Registration,
): Promise<{ email: string; name: string } | Refusal> {
  const no = weakPassword(password, email) ?? (await countAttempt(house.db, email, stranger.address, 'letter'));
  if (no) return no;
  const passwordHash = await hashSecret(password);
  return inTransaction(house.db, async (tx): Promise<{ email: string; name: string }> => {
    const id = randomUUID();
    await tx.query(
      `INSERT INTO registrations (id, email, name, language, password_hash, browser_hash, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(hours => $7))`,
      [id, email, name, language, passwordHash, browser === undefined ? null : browserHash(browser), validHours],
    );
    await queueAccountMail(tx, 'registration', id, email);
    return { email, name };
  });
}
