import { hash, verify } from '@node-rs/argon2';
import { type Refusal, refuse } from '../../contract/refusals.ts';
import { commonPasswords } from './common-passwords.ts';

const fewest = 10;
const most = 128;

/**
 * A password that may be set; otherwise `weak_password` with a `reason`: `length`, `email`, `common` or `simple`. Long
 * beats complicated. Source: NIST SP 800-63B, 5.1.1.2.
 */
export function weakPassword(password: string, email: string): Refusal | null {
  const [name = ''] = email.toLowerCase().split('@');
  const lower = password.normalize('NFC').toLowerCase();
  const reason =
    password.length < fewest || password.length > most
      ? 'length'
      : [email.toLowerCase(), name, name.repeat(2)].includes(lower)
        ? 'email'
        : commonPasswords.has(lower)
          ? 'common'
          : new Set(lower).size < 5
            ? 'simple'
            : null;
  return reason && refuse('weak_password', { fewest, most, reason });
}

/** Argon2id in PHC format, with OWASP's numbers, which are the library's own: 19 MiB, two passes. */
export function hashSecret(secret: string): Promise<string> {
  return hash(secret);
}

// Checked where there is no account, so that the answer takes as long as where there is one.
const nobody = hash('nobody has this password');

export async function secretIs(hashed: string | null, secret: string): Promise<boolean> {
  const right = await verify(hashed ?? (await nobody), secret.slice(0, most));
  return right && hashed !== null && secret.length <= most;
}
