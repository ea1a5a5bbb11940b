import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tokensOf } from '../../server/auth/tokens.ts';
import { sql } from '../../server/db.ts';
import { endLogins } from '../../server/domain/accounts/end-logins.ts';
import { readRefreshToken, refreshToken } from '../../server/domain/accounts/refresh-token.ts';
import { aCustomer, accepted } from '../setup/house.ts';
import { type ApiHouse, apiHouse } from './api-house.ts';
import { type Answer, refusal } from './client.ts';
import { aMember, anAccount, anAddress, type Member, password, signedIn } from './members.ts';

let it: ApiHouse;
beforeAll(async () => {
  it = await apiHouse();
});
afterAll(() => it?.close());

const me = (authorization: string) => it.api.get('/auth/users/me/', { authorization });
const refresh = (token: string) => it.api.post('/auth/jwt/refresh/', { refresh: token }, anAddress());
const verify = (token: string) => it.api.post('/auth/jwt/verify/', { token }, anAddress());
const familyOf = ({ refresh: token }: Pick<Member, 'refresh'>) => token.split('.')[0] ?? '';
const run = (text: string, values: unknown[] = []) => sql(it.home.db).query(text, values);

async function families(token: string): Promise<number> {
  return (await run('SELECT FROM token_families WHERE id = $1', [token.split('.')[0]])).length;
}

function unauthenticated(answer: Answer): void {
  expect(refusal(answer)).toMatchObject({ status: 401, code: 'unauthenticated' });
  expect(answer.headers.get('www-authenticate')).toBe('Bearer');
}

describe('access tokens', () => {
  test('signing in gives a pair; its access token is taken as Bearer and as JWT, whatever the case', async () => {
    const member = await aMember(it.server);
    for (const scheme of ['Bearer', 'JWT', 'bearer', 'jwt']) {
      expect((await me(`${scheme} ${member.access}`)).json).toMatchObject({ id: member.id, email: member.email });
    }
    expect((await verify(member.access)).json).toEqual({});
    expect((await verify(member.refresh)).json).toEqual({});
  });

  test('it lasts a quarter of an hour and names nothing but who, whose and until when', async () => {
    const { access, id } = await aMember(it.server);
    const claims = JSON.parse(Buffer.from(access.split('.')[1] ?? '', 'base64url').toString());
    expect(claims.exp - claims.iat).toBe(900);
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'family', 'iat', 'iss', 'jti', 'sub']);
    expect(claims.sub).toBe(String(id));
  });

  test('of tokens that are shown in one moment each stands for its own person, and one that has ended for nobody', async () => {
    const members = await Promise.all(Array.from({ length: 6 }, () => aMember(it.server)));
    const [ended, locked, ...living] = members;
    await run('DELETE FROM token_families WHERE id = $1', [familyOf(ended as Member)]);
    await run('UPDATE users SET locked_at = now() WHERE id = $1', [locked?.id]);
    const answers = await Promise.all(
      [...members, ...members.toReversed()].map(async ({ access, id }) => ({
        id,
        answer: await me(`Bearer ${access}`),
      })),
    );
    for (const { id, answer } of answers) {
      if (living.some((member) => member.id === id)) expect(answer.json).toMatchObject({ id });
      else unauthenticated(answer);
    }
  });

  test('a token that is no good is a 401 also where guests may call, and nothing happens', async () => {
    const member = await aMember(it.server);
    const before = await it.fingerprint();
    for (const authorization of [
      '',
      'Bearer',
      'Bearer x',
      `Basic ${member.access}`,
      `Token ${member.access}`,
      `Bearer ${member.refresh}`,
      `Bearer ${member.access}x`,
      `Bearer ${await forged(member, {})}`,
    ]) {
      for (const path of ['/movies/', '/orders/', '/auth/users/me/']) {
        unauthenticated(await it.api.get(path, { authorization }));
      }
      unauthenticated(await it.api.post('/orders/', { session: 1, seats: [1], email: it.guest() }, { authorization }));
    }
    expect(await it.fingerprint()).toBe(before);
  });

  test('one that has run out, is for somebody else, from elsewhere or unsigned is no good', async () => {
    const member = await aMember(it.server);
    const other = await aMember(it.server);
    const key = it.home.house.signer.sign('access token', 'key', 32);
    expect((await me(`Bearer ${await forged(member, {}, key)}`)).status).toBe(200);
    for (const change of [
      { exp: Math.floor(Date.now() / 1000) - 1 },
      { sub: String(other.id) },
      { iss: 'https://elsewhere.test' },
      { aud: 'https://elsewhere.test' },
      { family: familyOf(other) },
    ]) {
      unauthenticated(await me(`Bearer ${await forged(member, change, key)}`));
    }
    const [, claims] = member.access.split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    unauthenticated(await me(`Bearer ${none}.${claims}.`));
  });

  test('where one comes for a token, an old one in the header does no harm', async () => {
    const { email } = await anAccount(it.server);
    const stale = { authorization: 'Bearer stale', ...anAddress() };
    expect((await it.api.post('/auth/jwt/create/', { email, password }, stale)).status).toBe(200);
    expect((await it.api.post('/auth/users/reset_password/', { email }, stale)).status).toBe(204);
  });

  test('signing out, a lock and ending all logins stop it at once, on every path', async () => {
    const out = await aMember(it.server);
    expect((await it.api.post('/auth/jwt/destroy/', { refresh: out.refresh })).status).toBe(204);
    const locked = await aMember(it.server);
    await run('UPDATE users SET locked_at = now() WHERE id = $1', [locked.id]);
    const ended = await aMember(it.server);
    accepted(await endLogins(it.home.house, { ...aCustomer(), userId: ended.id }, { userId: ended.id }));
    for (const member of [out, locked, ended]) {
      unauthenticated(await me(`Bearer ${member.access}`));
      unauthenticated(await it.api.get('/movies/', member.headers));
      unauthenticated(await verify(member.access));
      unauthenticated(await verify(member.refresh));
      unauthenticated(await refresh(member.refresh));
    }
  });
});

describe('refresh tokens', () => {
  test('a renewal gives a new pair, and the family goes on', async () => {
    const member = await aMember(it.server);
    let { refresh: token } = member;
    for (let i = 0; i < 3; i++) {
      const answer = await refresh(token);
      expect(answer.status).toBe(200);
      expect(answer.json.refresh).not.toBe(token);
      expect((await me(`JWT ${answer.json.access}`)).status).toBe(200);
      token = answer.json.refresh;
    }
    expect(readRefreshToken(it.home.house.signer, token)).toEqual({ id: familyOf(member), generation: 4 });
  });

  test('one that was used before ends the whole family, the thief’s tokens and the owner’s, and nothing else', async () => {
    const member = await aMember(it.server);
    const elsewhere = await signedIn(it.server, member.email);
    const thief = (await refresh(member.refresh)).json;
    unauthenticated(await refresh(member.refresh));
    unauthenticated(await refresh(thief.refresh));
    for (const access of [member.access, thief.access]) unauthenticated(await me(`Bearer ${access}`));
    expect((await me(`Bearer ${elsewhere.access}`)).status).toBe(200);
    const noted = await run(`SELECT FROM audit_entries WHERE action = 'token_reused' AND user_id = $1`, [member.id]);
    expect(noted).toHaveLength(1);
  });

  test('what nobody was given opens nothing and ends nothing', async () => {
    const member = await aMember(it.server);
    const family = familyOf(member);
    const mac = member.refresh.split('.')[2] ?? '';
    const ahead = refreshToken(it.home.house.signer, { id: family, generation: 2 });
    for (const token of [
      'x',
      family,
      `${family}.1.${'A'.repeat(32)}`,
      `${family}.0.${mac}`,
      `${family}.2.${mac}`,
      `${family}.01.${mac}`,
      `${member.refresh}.`,
      member.refresh.toUpperCase(),
      member.access,
      ahead,
    ]) {
      unauthenticated(await refresh(token));
      if (token !== member.access) unauthenticated(await verify(token));
    }
    expect((await it.api.post('/auth/jwt/destroy/', { refresh: `${family}.1.${'A'.repeat(32)}` })).status).toBe(204);
    expect((await refresh(member.refresh)).status).toBe(200);
  });

  test('30 days without a renewal end it, and 180 days always', async () => {
    const idle = await aMember(it.server);
    await run(`UPDATE token_families SET expires_at = now() - interval '1 second' WHERE id = $1`, [familyOf(idle)]);
    unauthenticated(await refresh(idle.refresh));
    unauthenticated(await me(`Bearer ${idle.access}`));
    const old = await aMember(it.server);
    await run(`UPDATE token_families SET created_at = now() - interval '179 days' WHERE id = $1`, [familyOf(old)]);
    const days = () =>
      run(
        'SELECT round(extract(epoch FROM expires_at - now()) / 86400)::int AS days FROM token_families WHERE id = $1',
        [familyOf(old)],
      );
    expect(await days()).toEqual([{ days: 30 }]);
    expect((await refresh(old.refresh)).status).toBe(200);
    expect(await days()).toEqual([{ days: 1 }]);
  });
});

describe('of renewals at once', () => {
  const rounds = 12;

  test('exactly one is answered, and the family ends', async () => {
    for (let round = 0; round < rounds; round++) {
      const member = await aMember(it.server);
      const answers = await Promise.all(Array.from({ length: 4 }, () => refresh(member.refresh)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
      expect(await families(member.refresh)).toBe(0);
    }
  });

  test('negative control: looking first and counting up afterwards answers several', async () => {
    const member = await aMember(it.server);
    const id = familyOf(member);
    const looks = Array.from({ length: 4 }, () =>
      run('SELECT FROM token_families WHERE id = $1 AND generation = 1', [id]),
    );
    const found = await Promise.all(looks);
    const answered = await Promise.all(
      found.map(async ({ length }) => {
        if (length === 1) await run('UPDATE token_families SET generation = generation + 1 WHERE id = $1', [id]);
        return length === 1;
      }),
    );
    expect(answered.filter(Boolean).length).toBeGreaterThan(1);
  });
});

/** An access token with other claims, or by another key. */
async function forged(member: Member, change: object, key: Uint8Array = new Uint8Array(32)): Promise<string> {
  const { publicUrl } = it.server.deps;
  const real = { iss: publicUrl, aud: `${publicUrl}/api/`, sub: String(member.id), jti: 'x', family: familyOf(member) };
  const exp = Math.floor(Date.now() / 1000) + 60;
  return new SignJWT({ ...real, exp, ...change }).setProtectedHeader({ alg: 'HS256' }).sign(key);
}

test('a copy of the table makes no token: every part of one is signed', async () => {
  const member = await aMember(it.server);
  const [row] = await run('SELECT * FROM token_families WHERE id = $1', [familyOf(member)]);
  const stored = JSON.stringify(row);
  const { access, refresh: token } = await tokensOf(it.server.deps, {
    id: familyOf(member),
    generation: 1,
    userId: member.id,
  });
  expect(token).toBe(member.refresh);
  for (const part of [token.split('.')[2] ?? '', access.split('.')[2] ?? '']) expect(stored).not.toContain(part);
});
