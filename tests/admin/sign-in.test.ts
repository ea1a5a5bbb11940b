import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { changeStaff } from '../../server/domain/accounts/change-staff.ts';
import { inviteStaff } from '../../server/domain/accounts/invite-staff.ts';
import { lockAccount } from '../../server/domain/accounts/lock-account.ts';
import { hashSecret } from '../../server/domain/accounts/password.ts';
import { setPin } from '../../server/domain/accounts/set-pin.ts';
import type { Actor, Role } from '../../server/domain/actor.ts';
import { system } from '../../server/domain/actor.ts';
import { syncAllotments } from '../../server/domain/allotments/sync-allotments.ts';
import { sendMail } from '../../server/domain/mail/send-mail.ts';
import { openShift } from '../../server/domain/shifts/open-shift.ts';
import { sellAtTill } from '../../server/domain/till/sell-at-till.ts';
import type { MailMessage } from '../../server/gateways/mail.ts';
import { aSale } from '../setup/counter.ts';
import { accepted, aScreening, manager, refused, type TestHouse, testHouse } from '../setup/house.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { staffClient } from '../setup/staff.ts';
import { aTill } from '../setup/till.ts';

let home: TestHouse;
let server: TestServer;
const password = 'rope-and-velvet-9';
let passwordHash: string;

beforeAll(async () => {
  home = await testHouse();
  server = await testServer(home.url);
  passwordHash = await hash(password);
});
afterAll(async () => {
  await server.stop();
  await home.drop();
});

let people = 0;

/** An account with the password, whom nobody has tried to sign in as. */
async function person(role: Role): Promise<{ id: number; email: string; actor: Actor }> {
  const email = `person-${++people}@foyer.test`;
  const [user] = await sql(home.db).query<{ id: number }>(
    'INSERT INTO users (email, name, role, password_hash, confirmed_at) VALUES ($1, $2, $3, $4, now()) RETURNING id',
    [email, `Person ${people}`, role, passwordHash],
  );
  if (!user) throw new Error('no account was made');
  return { id: user.id, email, actor: { ...system, kind: role, userId: user.id } };
}

/** Every form comes from an address of its own, unless the test is about addresses. */
let addresses = 0;
function form(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  addresses += 1;
  return fetch(`${server.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: server.url, 'x-forwarded-for': `198.51.100.${addresses % 250}`, ...headers },
    body: new URLSearchParams(fields),
  });
}

const cookieOf = (answer: Response) => answer.headers.getSetCookie().at(-1)?.split(';')[0] ?? '';
const get = (path: string, cookie: string) =>
  fetch(`${server.url}${path}`, { redirect: 'manual', headers: { cookie } });
const isIn = async (cookie: string) => (await get('/staff/account', cookie)).status === 200;

test('The right password opens the office, with a cookie that scripts cannot read', async () => {
  const { email } = await person('manager');
  const answer = await form('/staff/sign-in', { email: email.toUpperCase(), password, next: '/admin/resources/films' });
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/admin/resources/films');
  expect(answer.headers.getSetCookie().join()).toMatch(/foyer_login=[\w-]{43}; HttpOnly; .*SameSite=Lax/);
  expect(await isIn(cookieOf(answer))).toBe(true);
});

test('Wrong password, no such account, a customer, a locked account: the answer is one and the same', async () => {
  const [staff, customer, locked] = [await person('clerk'), await person('customer'), await person('clerk')];
  await sql(home.db).query('UPDATE users SET locked_at = now() WHERE id = $1', [locked.id]);
  const tries = [
    { email: staff.email, password: 'not the password' },
    { email: 'nobody@foyer.test', password },
    { email: customer.email, password },
    { email: locked.email, password },
    { email: '', password: '' },
  ];
  const said = await Promise.all(
    tries.map(async (one) => {
      const answer = await form('/staff/sign-in', one);
      const [, words] = /role="alert">([^<]*)</.exec(await answer.text()) ?? [];
      return `${answer.status} ${words} ${answer.headers.getSetCookie().length}`;
    }),
  );
  expect(new Set(said)).toEqual(new Set(['401 That e-mail address and password do not go together. 0']));
});

test('After the sign-in only paths of the office are led to', async () => {
  const { email } = await person('manager');
  for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example/admin', '/admin@evil.example', '/']) {
    const answer = await form('/staff/sign-in', { email, password, next });
    expect(answer.headers.get('location'), next).toBe('/admin');
  }
});

test('A sign-in begins a new login and ends the one that the browser brought', async () => {
  const { email } = await person('manager');
  const first = cookieOf(await form('/staff/sign-in', { email, password }));
  const second = cookieOf(await form('/staff/sign-in', { email, password }, { cookie: first }));
  expect(second).not.toBe(first);
  expect(await isIn(first)).toBe(false);
  expect(await isIn(second)).toBe(true);
  const planted = 'foyer_login=a-key-that-somebody-planted';
  expect(cookieOf(await form('/staff/sign-in', { email, password }, { cookie: planted }))).not.toBe(planted);
  expect(await isIn(planted)).toBe(false);
});

test('The table of logins does not hold what the browser carries', async () => {
  const { email } = await person('manager');
  const [, key = ''] = cookieOf(await form('/staff/sign-in', { email, password })).split('=');
  const rows = await sql(home.db).query('SELECT FROM sessions WHERE id = $1', [key]);
  expect(key).toHaveLength(43);
  expect(rows).toHaveLength(0);
});

test('A login ends after 12 hours without use, after 7 days always, and when its person is locked', async () => {
  const idle = await staffClient(server, 'clerk');
  await sql(home.db).query("UPDATE sessions SET expires_at = now() - interval '1 second' WHERE user_id = $1", [
    idle.userId,
  ]);
  const old = await staffClient(server, 'clerk');
  await sql(home.db).query("UPDATE sessions SET created_at = now() - interval '7 days' WHERE user_id = $1", [
    old.userId,
  ]);
  const locked = await staffClient(server, 'clerk');
  expect(await isIn(locked.cookie)).toBe(true);
  await sql(home.db).query('UPDATE users SET locked_at = now() WHERE id = $1', [locked.userId]);
  for (const { cookie } of [idle, old, locked]) expect(await isIn(cookie)).toBe(false);
});

test('A login in use is prolonged, its cookie too', async () => {
  const busy = await staffClient(server, 'clerk');
  await sql(home.db).query("UPDATE sessions SET expires_at = now() + interval '1 hour' WHERE user_id = $1", [
    busy.userId,
  ]);
  const answer = await get('/staff/account', busy.cookie);
  expect(cookieOf(answer)).toBe(busy.cookie);
  const [{ left } = { left: 0 }] = await sql(home.db).query<{ left: number }>(
    'SELECT extract(epoch FROM expires_at - now())::int AS left FROM sessions WHERE user_id = $1',
    [busy.userId],
  );
  expect(left).toBeGreaterThan(11 * 3600);
});

test('Guessing is slowed: after five tries each waits longer, and the right password waits too', async () => {
  const { email } = await person('manager');
  const from = { 'x-forwarded-for': '203.0.113.1' };
  for (let i = 0; i < 5; i++) {
    expect((await form('/staff/sign-in', { email, password: 'a guess' }, from)).status).toBe(401);
  }
  // Now the wait is one second, which a slow machine needs for a guess; it doubles with each that it lets through.
  const guessed = async () => (await form('/staff/sign-in', { email, password: 'a guess' }, from)).status;
  await expect.poll(guessed, { interval: 1 }).toBe(429);
  await waitIsLong('203.0.113.1');
  const wait = await form('/staff/sign-in', { email, password }, from);
  expect(wait.status).toBe(429);
  expect(Number(wait.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect(await wait.text()).toMatch(/Too many attempts. Please wait \d+ second/);
  // The owner, from elsewhere, and others from the same address are not locked out by it.
  expect((await form('/staff/sign-in', { email, password })).status).toBe(303);
  const other = await person('manager');
  expect((await form('/staff/sign-in', { email: other.email, password }, from)).status).toBe(303);
});

/** A wait that has begun, made so long that it is not over before the next can ask. */
async function waitIsLong(address: string): Promise<void> {
  const changed = await sql(home.db).query(
    `UPDATE sign_in_attempts SET wait_until = now() + interval '1 minute' WHERE key LIKE 'both:%' || $1 AND wait_until > at
     RETURNING key`,
    [address],
  );
  expect(changed).toHaveLength(1);
}

test('The wait doubles with every failure, up to a quarter of an hour', async () => {
  const { email } = await person('manager');
  const from = { 'x-forwarded-for': '203.0.113.9' };
  const waits: number[] = [];
  for (let i = 0; i < 16; i++) {
    await form('/staff/sign-in', { email, password: 'a guess' }, from);
    const [row] = await sql(home.db).query<{ wait: number }>(
      "SELECT greatest(0, round(extract(epoch FROM wait_until - at)))::int AS wait FROM sign_in_attempts WHERE key LIKE 'both:%203.0.113.9'",
    );
    waits.push(row?.wait ?? -1);
    await sql(home.db).query("UPDATE sign_in_attempts SET wait_until = now() - interval '1 ms'");
  }
  expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
});

test('Guesses sent all at once are counted one by one', async () => {
  const { email } = await person('manager');
  const from = { 'x-forwarded-for': '203.0.113.2' };
  const began = performance.now();
  const all = await Promise.all(
    Array.from({ length: 30 }, () => form('/staff/sign-in', { email, password: 'a guess' }, from)),
  );
  // After the fifth the waits are 1, 2, 4… seconds: on a slow machine one may end while the others are still on their way.
  const waitsOver = Math.floor(Math.log2(1 + (performance.now() - began) / 1000));
  const tried = all.filter(({ status }) => status === 401).length;
  expect(tried).toBeGreaterThanOrEqual(5);
  expect(tried).toBeLessThanOrEqual(5 + waitsOver);
  expect(all.filter(({ status }) => status === 429)).toHaveLength(30 - tried);
});

test('A form sent from another site signs nobody in or out', async () => {
  const { email } = await person('manager');
  const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
  expect((await form('/staff/sign-in', { email, password }, evil)).status).toBe(403);
  const { cookie } = await staffClient(server, 'manager');
  await form('/staff/sign-out', {}, { ...evil, cookie });
  await fetch(`${server.url}/staff/sign-out`, { method: 'POST', redirect: 'manual', headers: { cookie } });
  expect(await isIn(cookie)).toBe(true);
  const out = await form('/staff/sign-out', {}, { cookie });
  expect(out.headers.get('location')).toBe('/staff/sign-in?out');
  expect(await isIn(cookie)).toBe(false);
});

test('Signing out everywhere ends the logins of every device', async () => {
  const { email } = await person('clerk');
  const cookies = [0, 1, 2].map(async () => cookieOf(await form('/staff/sign-in', { email, password })));
  const [here = '', ...there] = await Promise.all(cookies);
  await form('/staff/account/everywhere', {}, { cookie: here });
  for (const cookie of [here, ...there]) expect(await isIn(cookie)).toBe(false);
});

test('A new password wants the old one, ends every other login and lets nobody in with the old one', async () => {
  const { email } = await person('clerk');
  const [here = '', there = ''] = await Promise.all(
    [0, 1].map(async () => cookieOf(await form('/staff/sign-in', { email, password }))),
  );
  const change = (fields: Record<string, string>) => form('/staff/account/password', fields, { cookie: here });
  expect((await change({ password: 'wrong', 'new-password': 'a-longer-secret-1' })).status).toBe(401);
  expect((await change({ password, 'new-password': 'short' })).status).toBe(422);
  const changed = await change({ password, 'new-password': 'a-longer-secret-1' });
  expect(changed.status).toBe(200);
  expect([await isIn(here), await isIn(there), await isIn(cookieOf(changed))]).toEqual([false, false, true]);
  expect((await form('/staff/sign-in', { email, password })).status).toBe(401);
  expect((await form('/staff/sign-in', { email, password: 'a-longer-secret-1' })).status).toBe(303);
});

/** The letters that wait, as they would be sent. */
async function letters(): Promise<MailMessage[]> {
  const sent: MailMessage[] = [];
  const waiting = await sql(home.db).query<{ key: string }>(
    "SELECT key FROM mails WHERE kind = 'invitation' AND sent_at IS NULL",
  );
  for (const { key } of waiting) {
    await sendMail({ ...home.house, signer: server.deps.signer }, { send: async (mail) => void sent.push(mail) }, key);
  }
  return sent;
}

const linkIn = (mail: MailMessage | undefined) => /\/staff\/invitation\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '';

test('Whoever is invited sets a password through the link of the letter, once', async () => {
  const { actor } = await person('administrator');
  const invited = { email: 'new-clerk@foyer.test', name: 'Nadiia', role: 'clerk' } as const;
  accepted(await inviteStaff(home.house, actor, invited));
  const [mail] = await letters();
  expect(mail?.to).toBe(invited.email);
  const link = linkIn(mail);
  expect(await (await fetch(server.url + link)).text()).toContain('Welcome, Nadiia');
  const stored = await sql(home.db).query<{ row: string }>(
    'SELECT account_links::text AS row FROM account_links UNION ALL SELECT mails::text FROM mails',
  );
  expect(stored.map(({ row }) => row).join()).not.toContain(link.split('/').at(-1));
  expect((await form(link, { password: 'short' })).status).toBe(422);
  const set = await form(link, { password: 'a-seat-in-row-f' });
  expect(set.status).toBe(303);
  expect(await isIn(cookieOf(set))).toBe(true);
  expect((await form(link, { password: 'another-secret-2' })).status).toBe(404);
  expect((await form('/staff/sign-in', { email: invited.email, password: 'a-seat-in-row-f' })).status).toBe(303);
  expect(refused(await inviteStaff(home.house, actor, invited)).refused).toBe('email_taken');
});

test('A link opens nothing after seven days, after a newer one, or when it is made up', async () => {
  const { actor } = await person('administrator');
  const invited = { email: 'late@foyer.test', name: '', role: 'door' } as const;
  accepted(await inviteStaff(home.house, actor, invited));
  const first = linkIn((await letters())[0]);
  accepted(await inviteStaff(home.house, actor, invited));
  const second = linkIn((await letters())[0]);
  await sql(home.db).query("UPDATE account_links SET expires_at = now() - interval '1 second' WHERE used_at IS NULL");
  for (const link of [first, second, '/staff/invitation/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA']) {
    expect((await form(link, { password: 'a-seat-in-row-f' })).status).toBe(404);
  }
});

test('Only an administrator invites, changes roles, locks; customers are locked by a manager', async () => {
  const clerk = await person('clerk');
  const customer = await person('customer');
  const invitation = { email: 'x@foyer.test', name: 'X', role: 'administrator' } as const;
  expect(refused(await inviteStaff(home.house, manager, invitation)).refused).toBe('forbidden');
  expect(refused(await changeStaff(home.house, clerk.actor, { userId: clerk.id, role: 'manager' })).refused).toBe(
    'forbidden',
  );
  expect(refused(await lockAccount(home.house, manager, { userId: clerk.id, locked: true })).refused).toBe('forbidden');
  accepted(await lockAccount(home.house, manager, { userId: customer.id, locked: true }));
});

test('Another role or a lock ends the logins of the person', async () => {
  const { actor } = await person('administrator');
  const [promoted, locked] = [await staffClient(server, 'clerk'), await staffClient(server, 'clerk')];
  accepted(await changeStaff(home.house, actor, { userId: promoted.userId, role: 'supervisor' }));
  accepted(await lockAccount(home.house, actor, { userId: locked.userId, locked: true }));
  expect([await isIn(promoted.cookie), await isIn(locked.cookie)]).toEqual([false, false]);
});

test('The last administrator can neither leave nor be locked, not even by two at once', async () => {
  await sql(home.db).query("UPDATE users SET role = 'manager' WHERE role = 'administrator'");
  const [a, b] = [await person('administrator'), await person('administrator')];
  const both = await Promise.all([
    lockAccount(home.house, a.actor, { userId: b.id, locked: true }),
    changeStaff(home.house, b.actor, { userId: a.id, role: 'clerk' }),
  ]);
  expect(both.filter((one) => 'refused' in one)).toMatchObject([{ refused: 'last_administrator' }]);
});

test('A PIN is 4 to 8 figures, neither all the same nor in a row, and is kept as a hash', async () => {
  const { id, actor } = await person('clerk');
  for (const pin of ['123', '1234', '8765', '7777', '123456789', '12a4', '']) {
    expect(refused(await setPin(home.house, actor, { userId: id, pin })).refused, pin).toBe('weak_pin');
  }
  accepted(await setPin(home.house, actor, { userId: id, pin: '4096' }));
  const [row] = await sql(home.db).query<{ hash: string }>('SELECT pin_hash AS hash FROM users WHERE id = $1', [id]);
  expect(row?.hash).toMatch(/^\$argon2id\$/);
  const other = await person('clerk');
  expect(refused(await setPin(home.house, actor, { userId: other.id, pin: '4096' })).refused).toBe('forbidden');
});

test('Every act on an account is in the audit log', async () => {
  const rows = await sql(home.db).query<{ action: string }>(
    "SELECT DISTINCT action FROM audit_entries WHERE entity = 'user'",
  );
  expect(new Set(rows.map(({ action }) => action))).toEqual(
    new Set([
      'sign_in',
      'sign_in_refused',
      'sign_out',
      'sign_out_everywhere',
      'change_password',
      'invite_staff',
      'accept_invitation',
      'change_role',
      'lock_account',
      'set_pin',
    ]),
  );
});

test('Whoever works at the door lands on the door page, and sells nothing anywhere', async () => {
  const { email, id } = await person('door');
  await sql(home.db).query('UPDATE users SET pin_hash = $2 WHERE id = $1', [id, await hashSecret('1357')]);
  const answer = await form('/staff/sign-in', { email, password });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/door/']);
  const cookie = cookieOf(answer);
  const page = await get('/door/', cookie);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('<title>');
  for (const path of ['orders?q=x', 'cash-up', 'cut-sales', 'house', 'price-cards']) {
    const told = await get(`/api/staff/${path}`, cookie);
    expect([path, told.status, (await told.json()).code]).toEqual([path, 403, 'forbidden']);
  }
  const till = await aTill(server);
  const signedIn = await till.send('POST', '/clerk/sign-in', { clerk: id, pin: '1357' });
  expect(signedIn.status).toBeGreaterThanOrEqual(400);
  expect((await till.send('GET', '/kiosk')).json.clerks.map((each: { id: number }) => each.id)).not.toContain(id);
  const actor: Actor = { ...system, kind: 'door', userId: id, kioskId: till.id, buyer: `kiosk:${till.id}` };
  const screening = await aScreening(home.house);
  const sale = aSale(home, screening, ['A1']);
  expect(refused(await sellAtTill(home.house, actor, sale)).refused).toBe('forbidden');
  expect(refused(await openShift(home.house, actor, { uuid: sale.uuid, float: 0 })).refused).toBe('forbidden');
  expect(
    refused(await syncAllotments(home.house, actor, { uuid: sale.uuid, instance: sale.uuid, epoch: 0 })).refused,
  ).toBe('forbidden');
});
