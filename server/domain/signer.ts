import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Makes and checks what outsiders carry: order links and ticket codes. Nobody can forge them without the secret. */
export interface Signer {
  /** A MAC of `text` for one `purpose`, cut to `bytes`. Source: RFC 2104 with SHA-256, keys by RFC 5869. */
  sign(purpose: string, text: string, bytes: number): Buffer;
  /** Whether `mac` is that MAC, of whatever length it was cut to: 10 to 32 bytes. */
  verify(purpose: string, text: string, mac: Buffer): boolean;
}

/** Fewer could be guessed. */
const fewestBytes = 10;

export function signerFrom(secretKey: string): Signer {
  const keys = new Map<string, Buffer>();
  const keyFor = (purpose: string) => {
    const key = keys.get(purpose) ?? Buffer.from(hkdfSync('sha256', secretKey, '', purpose, 32));
    keys.set(purpose, key);
    return key;
  };
  const sign = (purpose: string, text: string, bytes: number) =>
    createHmac('sha256', keyFor(purpose)).update(text).digest().subarray(0, bytes);
  return {
    sign,
    verify(purpose, text, mac) {
      if (mac.length < fewestBytes) return false;
      const expected = sign(purpose, text, mac.length);
      // What is longer than any MAC of ours is none.
      return expected.length === mac.length && timingSafeEqual(expected, mac);
    },
  };
}
