import { randomUUID } from 'node:crypto';
import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { sql } from '../db.ts';
import type { TokenFamily } from '../domain/accounts/open-token-family.ts';
import { readRefreshToken, refreshToken } from '../domain/accounts/refresh-token.ts';
import type { House } from '../domain/house.ts';
import { together } from '../domain/together.ts';

// Everything that knows jose. See docs/decisions/0012-api-tokens.md.

type Keeper = Pick<House, 'signer' | 'publicUrl'>;

const accessMinutes = 15;
const algorithm = 'HS256';

/** Of its own purpose: no other MAC of the house can be taken for a token's. */
const keyOf = ({ signer }: Keeper) => signer.sign('access token', 'key', 32);
const audienceOf = ({ publicUrl }: Keeper) => `${publicUrl}/api/`;

export interface TokenPair {
  access: string;
  refresh: string;
}

/** What an API client is given at a sign-in and at every renewal. */
export async function tokensOf(keeper: Keeper, family: TokenFamily): Promise<TokenPair> {
  const access = await new SignJWT({ family: family.id })
    .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
    .setIssuer(keeper.publicUrl)
    .setAudience(audienceOf(keeper))
    .setSubject(String(family.userId))
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${accessMinutes}m`)
    .sign(keyOf(keeper));
  return { access, refresh: refreshToken(keeper.signer, family) };
}

/** Whom an access token stands for at this moment. */
export interface TokenHolder {
  userId: number;
  email: string;
  name: string;
  familyId: string;
  /** BCP 47. */
  language: string;
}

/** Null for a token that is not ours, has run out, or whose family has ended or person is locked: looked up each time. */
export async function holderOf(house: House, access: string): Promise<TokenHolder | null> {
  const claims = await claimsOf(house, access);
  if (!claims) return null;
  return findHolder(house.db, { family: String(claims.family), user: Number(claims.sub) });
}

/** Whoever shows a token while others are looked up goes with the next look, which begins after that. */
const findHolder = together<{ family: string; user: number }, TokenHolder | null>({
  trips: 1,
  most: 100,
  async go(db, asks) {
    const rows = await sql(db).query<TokenHolder & { place: number }>(
      {
        name: 'token_holders',
        text: `SELECT place, user_id AS "userId", email, name, family_id AS "familyId", language FROM token_holders($1, $2)`,
      },
      [asks.map(({ family }) => family), asks.map(({ user }) => user)],
    );
    const holders = new Map(rows.map(({ place, ...holder }) => [place, holder]));
    return asks.map((_ask, at) => holders.get(at + 1) ?? null);
  },
});

/** What a token says, if it is ours and has not run out. */
async function claimsOf(keeper: Keeper, access: string): Promise<JWTPayload | null> {
  const known = checked.get(keeper.signer)?.get(access);
  if (known) return (known.exp ?? 0) * 1000 > Date.now() ? known : null;
  const claims = await jwtVerify(access, keyOf(keeper), {
    algorithms: [algorithm],
    issuer: keeper.publicUrl,
    audience: audienceOf(keeper),
    requiredClaims: ['exp', 'sub', 'jti', 'family'],
  }).then(
    ({ payload }) => payload,
    () => null,
  );
  if (claims) remember(keeper, access, claims);
  return claims;
}

/** A signature that was right stays right: it is checked once, on another thread, and the end of the token each time. */
const checked = new WeakMap<Keeper['signer'], Map<string, JWTPayload>>();
const mostRemembered = 5_000;

function remember({ signer }: Keeper, access: string, claims: JWTPayload): void {
  const tokens = checked.get(signer) ?? new Map<string, JWTPayload>();
  checked.set(signer, tokens);
  tokens.set(access, claims);
  const [oldest] = tokens.keys();
  if (tokens.size > mostRemembered && oldest !== undefined) tokens.delete(oldest);
}

/** Whether a token, of either kind, would be taken now. Asking spends nothing. */
export async function tokenHolds(house: House, token: string): Promise<boolean> {
  const refresh = readRefreshToken(house.signer, token);
  if (!refresh) return (await holderOf(house, token)) !== null;
  const rows = await sql(house.db).query(
    `SELECT FROM token_families f JOIN users u ON u.id = f.user_id
      WHERE f.id = $1 AND f.generation = $2 AND f.expires_at > now() AND u.locked_at IS NULL`,
    [refresh.id, refresh.generation],
  );
  return rows.length > 0;
}

/** The token in `Authorization: Bearer <token>`, or `JWT <token>` as clients of Djoser say it. */
export function tokenIn(authorization: string): string | null {
  return /^(?:Bearer|JWT) +([\w.-]+)$/i.exec(authorization)?.[1] ?? null;
}
