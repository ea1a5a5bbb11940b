/** Whose word about a client's address is taken. Source: Express, "trust proxy"; RFC 1918, 4193, 3927, 4291. */
export const trustedProxies = 'loopback, linklocal, uniquelocal';
