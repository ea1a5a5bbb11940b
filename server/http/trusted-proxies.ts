import express, { type Express, type Request } from 'express';

/** Whose word about a client's address is taken. Source: Express, "trust proxy"; RFC 1918, 4193, 3927, 4291. */
export const trustedProxies = 'loopback, linklocal, uniquelocal';

/** The same, looked at once for each of the few addresses that connect to us: reading an address is dear. */
export function rememberTrust(trusts: (address: string, hop: number) => boolean) {
  const known = new Map<string, boolean>();
  return (address: string, hop: number): boolean => {
    const before = known.get(address);
    if (before !== undefined) return before;
    const trusted = trusts(address, hop);
    if (known.size < 1_000) known.set(address, trusted);
    return trusted;
  };
}

const address = Symbol('address');

/** Reads the address of whoever asks once a request: limits, verbs and the audit all want to know it. */
export function rememberAddress(app: Express): void {
  const read = Object.getOwnPropertyDescriptor(express.request, 'ip')?.get;
  if (!read) throw new Error('Express has no address of a request');
  Object.defineProperty(app.request, 'ip', {
    configurable: true,
    enumerable: true,
    get(this: Request & { [address]?: string | undefined }) {
      this[address] ??= read.call(this);
      return this[address];
    },
  });
}
