import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { type ApiHouse, apiHouse } from './api-house.ts';
import { refusal } from './client.ts';
import { aMember, anAccount, anAddress, lengthenWaits, linkFor, password, signedIn } from './members.ts';

let it: ApiHouse;
beforeAll(async () => {
  it = await apiHouse();
});
afterAll(() => it?.close());

const users = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  it.api.post(`/auth/users/${path}`, body, { ...anAddress(), ...headers });
const create = (email: string, secret = password) =>
  it.api.post('/auth/jwt/create/', { email, password: secret }, anAddress());
const me = (headers: Record<string, string>) => it.api.get('/auth/users/me/', headers);
const next = 'blue-curtain-at-noon';

describe('an account', () => {
  test('is made by the link of the letter, once, and not before', async () => {
    const email = it.guest();
    const made = await users('', { email, password, re_password: password, name: ' Олена ' });
    expect([made.status, made.json]).toEqual([201, { email, name: 'Олена' }]);
    expect((await create(email)).status).toBe(401);
    const link = await linkFor(it.server, email);
    expect((await users('activation', link)).status).toBe(204);
    expect(refusal(await users('activation/', link))).toMatchObject({ status: 409, code: 'link_expired' });
    expect((await create(email)).status).toBe(200);
  });

  test('is not made by a link whose last part is none of ours, however long: the API and the page call it dead', async () => {
    const email = it.guest();
    await users('', { email, password });
    const { uid } = await linkFor(it.server, email);
    for (const token of ['A', 'A'.repeat(32), 'A'.repeat(64), 'A'.repeat(128)]) {
      expect(refusal(await users('activation/', { uid, token })), token).toMatchObject({
        status: 409,
        code: 'link_expired',
      });
      const page = await fetch(`${it.server.url}/account/confirm/${uid}/${token}`);
      expect(page.status, token).toBe(410);
    }
  });

  test('gets its letter again on request', async () => {
    const email = it.guest();
    await users('', { email, password });
    expect((await users('resend_activation/', { email })).status).toBe(204);
    expect((await users('activation/', await linkFor(it.server, email))).status).toBe(204);
  });

  test('speaks the language in which it was asked for, and then the one that it chooses', async () => {
    const email = it.guest();
    await users('', { email, password }, { 'accept-language': 'uk' });
    await users('activation/', await linkFor(it.server, email));
    const { headers } = await signedIn(it.server, email);
    expect((await me(headers)).json).toMatchObject({ name: '', language: 'uk' });
    const ukrainian = refusal(await it.api.get('/orders/999999/', { ...headers, 'accept-language': 'en' })).message;
    const changed = await it.api.send('PATCH', '/auth/users/me/', {
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ language: 'en' }),
    });
    expect(changed.json.language).toBe('en');
    expect(refusal(await it.api.get('/orders/999999/', headers)).message).not.toBe(ukrainian);
  });

  test('changes what it is asked to change and keeps the rest', async () => {
    const { headers, id, email } = await aMember(it.server);
    const change = (body: object) =>
      it.api.send('PATCH', '/auth/users/me', {
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    expect((await change({ seat_preference: { depth: 'back', aisle: true } })).status).toBe(200);
    expect((await change({ name: 'Олена' })).status).toBe(200);
    expect((await change({ seat_preference: { aisle: false } })).json).toEqual({
      id,
      email,
      name: 'Олена',
      language: 'en',
      seat_preference: { depth: 'back', aisle: false },
    });
    expect((await change({ seat_preference: { depth: null }, name: '' })).json).toMatchObject({
      name: '',
      seat_preference: { depth: null, aisle: false },
    });
    for (const body of [
      { email: 'a@b.test' },
      { role: 'administrator' },
      { id: 1 },
      { language: 'xx' },
      { name: 'a\nb' },
    ]) {
      expect(refusal(await change(body))).toMatchObject({ status: 400, code: 'invalid_request' });
    }
  });

  test('changes its password, which ends every other sign-in but this one', async () => {
    const member = await aMember(it.server);
    const other = await signedIn(it.server, member.email);
    const set = (body: object) => users('set_password/', body, member.headers);
    const wrong = refusal(await set({ current_password: next, new_password: next }));
    expect(wrong).toMatchObject({ status: 400, details: { issues: [{ path: 'current_password' }] } });
    const weak = refusal(await set({ current_password: password, new_password: 'password123' }));
    expect(weak).toMatchObject({ status: 422, code: 'weak_password', details: { reason: 'common' } });
    expect((await set({ current_password: password, new_password: next, re_new_password: next })).status).toBe(204);
    expect((await me(member.headers)).status).toBe(200);
    expect((await me(other.headers)).status).toBe(401);
    expect((await create(member.email)).status).toBe(401);
    expect((await create(member.email, next)).status).toBe(200);
  });

  test('changes its address by the link in a letter to the new one, sent to activation as Djoser does', async () => {
    const member = await aMember(it.server);
    const email = it.guest();
    const asked = await users('set_email/', { current_password: password, new_email: email }, member.headers);
    expect(asked.status).toBe(204);
    expect((await me(member.headers)).json.email).toBe(member.email);
    const link = await linkFor(it.server, email);
    expect((await users('activation/', link)).status).toBe(204);
    expect(refusal(await users('activation/', link)).code).toBe('link_expired');
    expect((await me(member.headers)).json.email).toBe(email);
  });

  test('gets a new password by a letter, which ends every sign-in', async () => {
    const member = await aMember(it.server);
    expect((await users('reset_password/', { email: member.email })).status).toBe(204);
    const link = await linkFor(it.server, member.email);
    const confirm = (body: object) => users('reset_password_confirm/', { ...link, ...body });
    expect(refusal(await confirm({ new_password: 'short' })).code).toBe('weak_password');
    expect(refusal(await confirm({ uid: 'x', new_password: next })).code).toBe('link_expired');
    expect((await confirm({ new_password: next, re_new_password: next })).status).toBe(204);
    expect(refusal(await confirm({ new_password: next })).code).toBe('link_expired');
    expect((await me(member.headers)).status).toBe(401);
    expect((await create(member.email, next)).status).toBe(200);
  });

  test('is deleted with its password, and its tokens open nothing; that of staff is not', async () => {
    const erase = (headers: Record<string, string>, current_password: string) =>
      it.api.send('DELETE', '/auth/users/me/', {
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ current_password }),
      });
    const member = await aMember(it.server);
    expect(refusal(await erase(member.headers, next)).status).toBe(400);
    expect((await erase(member.headers, password)).status).toBe(204);
    expect((await me(member.headers)).status).toBe(401);
    expect((await create(member.email)).status).toBe(401);
    const clerk = await aMember(it.server, 'clerk');
    expect(refusal(await erase(clerk.headers, password))).toMatchObject({ status: 403, code: 'forbidden' });
  });
});

describe('nobody learns', () => {
  test('whether an address has an account: known and unknown are answered alike', async () => {
    const calls: [string, (email: string) => object][] = [
      ['users/', (email) => ({ email, password })],
      ['users/resend_activation/', (email) => ({ email })],
      ['users/reset_password/', (email) => ({ email })],
      ['jwt/create/', (email) => ({ email, password: 'not the password' })],
    ];
    for (const [path, body] of calls) {
      const { email: known } = await anAccount(it.server);
      const answers = await Promise.all(
        [known, it.guest()].map(async (email) => {
          const answer = await it.api.post(`/auth/${path}`, body(email), anAddress());
          const names = [...answer.headers.keys()].sort();
          return { status: answer.status, text: answer.text.replaceAll(email, '<email>'), names };
        }),
      );
      expect(answers[0], path).toEqual(answers[1]);
      const queued = await sql(it.home.db).query('SELECT FROM mails WHERE recipient = $1', [known]);
      if (path !== 'jwt/create/') expect(queued, path).toHaveLength(1);
    }
    const member = await aMember(it.server);
    const { email: known } = await anAccount(it.server);
    for (const new_email of [known, it.guest()]) {
      const answer = await users('set_email/', { current_password: password, new_email }, member.headers);
      expect([answer.status, answer.text]).toEqual([204, '']);
    }
  });

  test('a password by trying: soon every try has to wait, the right one too, and the wait is told', async () => {
    const { email } = await anAccount(it.server);
    const here = anAddress();
    const attempt = (secret: string, from = here) =>
      it.api.post('/auth/jwt/create/', { email, password: secret }, from);
    for (let i = 0; i < 5; i++) expect(refusal(await attempt(`guess ${i}`)).code).toBe('wrong_credentials');
    await lengthenWaits(it.server);
    const slowed = await attempt(password);
    expect(refusal(slowed)).toMatchObject({ status: 429, code: 'rate_limited' });
    expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await attempt(password, anAddress())).status).toBe(200);
  });

  test('the password of an account whose token they have, nor do letters come without end', async () => {
    const { headers, email } = await aMember(it.server);
    const here = { ...headers, ...anAddress() };
    const attempt = async (guess: string) => {
      const body = { current_password: guess, new_password: next };
      return refusal(await it.api.post('/auth/users/set_password/', body, here)).code;
    };
    for (let i = 0; i < 5; i++) expect(await attempt(`guess ${i}`)).toBe('invalid_request');
    await lengthenWaits(it.server);
    expect(await attempt('guess 5')).toBe('rate_limited');
    const letter = async () => (await it.api.post('/auth/users/reset_password/', { email }, here)).status;
    for (let i = 0; i < 4; i++) expect(await letter()).toBe(204);
    await lengthenWaits(it.server);
    expect(await letter()).toBe(429);
  });
});

describe('what is malformed is a 400 that says where, and changes nothing', () => {
  const link = { uid: 'x', token: 'y' };
  const bad: [string, unknown, string][] = [
    ['users/', { password }, 'email'],
    ['users/', { email: 'no address', password }, 'email'],
    ['users/', { email: `${'a'.repeat(250)}@foyer.test`, password }, 'email'],
    ['users/', { email: 'a@foyer.test' }, 'password'],
    ['users/', { email: 'a@foyer.test', password: 12345678901 }, 'password'],
    ['users/', { email: 'a@foyer.test', password: 'x'.repeat(2000) }, 'password'],
    ['users/', { email: 'a@foyer.test', password, re_password: next }, 're_password'],
    ['users/', { email: 'a@foyer.test', password, name: 'a\u0007b' }, 'name'],
    ['users/', { email: 'a@foyer.test', password, role: 'administrator' }, 'role'],
    ['users/activation/', { uid: 'x' }, 'token'],
    ['users/activation/', { uid: 1, token: 'y' }, 'uid'],
    ['users/resend_activation/', {}, 'email'],
    ['users/reset_password/', { email: ['a@foyer.test'] }, 'email'],
    ['users/reset_password_confirm/', link, 'new_password'],
    ['users/reset_password_confirm/', { ...link, new_password: next, re_new_password: password }, 're_new_password'],
    ['users/set_password/', { new_password: next }, 'current_password'],
    ['users/set_password/', { current_password: password, new_password: next, re_new_password: '' }, 're_new_password'],
    ['users/set_email/', { current_password: password, new_email: 'x' }, 'new_email'],
    [
      'users/set_email/',
      { current_password: password, new_email: 'a@b.test', re_new_email: 'c@b.test' },
      're_new_email',
    ],
    ['jwt/create/', { email: 'a@foyer.test' }, 'password'],
    ['jwt/create/', { username: 'a@foyer.test', email: 'a@foyer.test', password }, 'username'],
    ['jwt/refresh/', {}, 'refresh'],
    ['jwt/refresh/', { refresh: null }, 'refresh'],
    ['jwt/verify/', { token: 'x'.repeat(5000) }, 'token'],
    ['jwt/destroy/', { refresh: 7 }, 'refresh'],
    ['jwt/create/', undefined, ''],
  ];

  test.each(bad)('%s %j', async (path, body, where) => {
    const { headers } = await aMember(it.server);
    const before = await it.fingerprint();
    const said = refusal(await it.api.post(`/auth/${path}`, body, { ...headers, ...anAddress() }));
    expect(said).toMatchObject({ status: 400, code: 'invalid_request' });
    expect(said.details?.issues).toContainEqual({ path: where, message: expect.any(String) });
    expect(await it.fingerprint()).toBe(before);
  });
});
