import { randomUUID } from 'node:crypto';
import type { Refusal } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import type { House } from '../house.ts';
import { queueAccountMail } from '../mail/queue-account-mail.ts';
import { hashSecret, weakPassword } from './password.ts';
import type { Stranger } from './sign-in.ts';
import { countAttempt } from './slow-down.ts';

export interface Registration {
  email: string;
  password: string;
  name: string;
  /** BCP 47: of the letter, and of the account. */
  language: string;
}

const validHours = 24;

/**
 * Notes that somebody wants an account, and writes to the address. The account comes to be when the link in the letter
 * is used, with the password that came with this very registration. An address that has an account takes the same way,
 * and its letter says so: neither answer nor time tells. Refusals: `weak_password`, `rate_limited`.
 */
export async function register(
  house: House,
  stranger: Stranger,
  { email, password, name, language }: Registration,
): Promise<{ email: string; name: string } | Refusal> {
  const no = weakPassword(password, email) ?? (await countAttempt(house.db, email, stranger.address, 'letter'));
  if (no) return no;
  const passwordHash = await hashSecret(password);
  return inTransaction(house.db, async (tx): Promise<{ email: string; name: string }> => {
    const id = randomUUID();
    await tx.query(
      `INSERT INTO registrations (id, email, name, language, password_hash, expires_at)
       VALUES ($1, $2, $3, $4, $5, now() + make_interval(hours => $6))`,
      [id, email, name, language, passwordHash, validHours],
    );
    await queueAccountMail(tx, 'registration', id, email);
    return { email, name };
  });
}
