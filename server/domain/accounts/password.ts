import { hash, verify } from '@node-rs/argon2';
import { type Refusal, refuse } from '../../contract/refusals.ts';

const fewest = 10;
const most = 200;

/** A password that may be set; otherwise `weak_password`. Long beats complicated. Source: NIST SP 800-63B, 5.1.1.2. */
export function weakPassword(password: string, email: string): Refusal | null {
  const [name = ''] = email.toLowerCase().split('@');
  const lower = password.toLowerCase();
  if (password.length < fewest || password.length > most) return refuse('weak_password', { fewest, most });
  const easy = lower === email.toLowerCase() || lower === name.repeat(2) || new Set(lower).size < 5;
  return easy ? refuse('weak_password', { fewest, most }) : null;
}

/** Argon2id in PHC format, with OWASP's numbers, which are the library's own: 19 MiB, two passes. */
export function hashSecret(secret: string): Promise<string> {
  return hash(secret);
}

// Checked where there is no account, so that the answer takes as long as where there is one.
const nobody = hash('nobody has this password');

export async function secretIs(hashed: string | null, secret: string): Promise<boolean> {
  const right = await verify(hashed ?? (await nobody), secret.slice(0, most));
  return right && hashed !== null;
}
