import { createHash, randomBytes } from 'node:crypto';

/** What outsiders carry is kept as a hash: a leaked table opens nothing. */
export const hashOf = (key: string) => createHash('sha256').update(key).digest('base64url');

/** 256 bits, base64url. */
export const newKey = () => randomBytes(32).toString('base64url');

/** Without letters that look like figures. Source: Crockford's base 32. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `K7QF-2MXP`: 40 bits, for a code that lives an hour and is asked for at a limited rate. */
export function newCode(): string {
  const letters = Array.from(randomBytes(8), (byte) => alphabet[byte % 32]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** The hash of a code as people type it: in small letters, without the dash, with O for 0. */
export function codeHash(typed: string): string {
  const read = typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
  return hashOf(read.replaceAll('O', '0').replaceAll(/[IL]/g, '1'));
}
