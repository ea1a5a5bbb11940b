import { scrypt } from 'node:crypto';

/** 32 MiB and some tens of milliseconds for each PIN: a lost till does not give its PINs away in an afternoon. */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

/** scrypt (RFC 7914), 32 bytes in hexadecimal. */
export function hashPin(pin: string, salt: string): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, 32, cost, (error, hash) => (error ? reject(error) : resolve(hash.toString('hex'))));
  });
}
