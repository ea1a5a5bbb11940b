import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSessions } from '../../../server/auth/sessions.ts';
import { isRefusal } from '../../../server/contract/refusals.ts';
import { sql } from '../../../server/db.ts';
import { linkUrl } from '../../../server/domain/accounts/account-link.ts';
import { changeEmail } from '../../../server/domain/accounts/change-email.ts';
import { changeOwnPassword } from '../../../server/domain/accounts/change-own-password.ts';
import { confirmNewEmail } from '../../../server/domain/accounts/confirm-new-email.ts';
import { confirmRegistration } from '../../../server/domain/accounts/confirm-registration.ts';
import { endLogins } from '../../../server/domain/accounts/end-logins.ts';
import { eraseAccount } from '../../../server/domain/accounts/erase-account.ts';
import { exportAccount } from '../../../server/domain/accounts/export-account.ts';
import { listLogins } from '../../../server/domain/accounts/list-logins.ts';
import { register } from '../../../server/domain/accounts/register.ts';
import { isOfBrowser, registrationUrl } from '../../../server/domain/accounts/registration-link.ts';
import { requestPasswordReset } from '../../../server/domain/accounts/request-password-reset.ts';
import { resetPassword } from '../../../server/domain/accounts/reset-password.ts';
import { signInCustomer } from '../../../server/domain/accounts/sign-in-customer.ts';
import type { Actor } from '../../../server/domain/actor.ts';
import { loadCinema } from '../../../server/domain/cinema.ts';
import { sendMail } from '../../../server/domain/mail/send-mail.ts';
import { writeAccountLetter } from '../../../server/domain/mail/write-account-letter.ts';
import { cancelOrder } from '../../../server/domain/orders/cancel-order.ts';
import { listOwnOrders } from '../../../server/domain/orders/list-own-orders.ts';
import { confirmTelegramLink } from '../../../server/domain/telegram/confirm-link.ts';
import { offerTelegramLink } from '../../../server/domain/telegram/offer-link.ts';
import { sweepPlumbing } from '../../../server/jobs/sweep-plumbing.ts';
import { aCustomer, accepted, aScreening, refused, type TestHouse, testHouse } from '../../setup/house.ts';
import { anOrder, runOut, view } from '../../setup/sales.ts';
import { untilWaiting } from '../../setup/waiting.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t.drop());

const password = 'harbour lantern quiet';
let count = 0;
/** Of its own address, so that nobody's waiting slows another test. */
const guest = (): Actor => {
  count += 1;
  return { ...aCustomer(), address: `198.51.100.${count}` };
};

const keyIn = (url: string) => {
  const [uid = '', token = ''] = url.split('/').slice(-2);
  return { uid, token };
};

async function registrations(email: string): Promise<string[]> {
  const rows = await sql(t.db).query<{ id: string }>(
    'SELECT id FROM registrations WHERE email = $1 ORDER BY created_at, id',
    [email],
  );
  return rows.map((row) => row.id);
}

async function anAccount(email: string): Promise<Actor & { userId: number }> {
  accepted(await register(t.house, guest(), { email, password, name: 'Olena', language: 'uk' }));
  const [id = ''] = await registrations(email);
  const { userId } = accepted(await confirmRegistration(t.house, guest(), keyIn(registrationUrl(t.house, id)), null));
  return { ...guest(), userId, buyer: `user:${userId}` };
}

const lettersTo = async (email: string) =>
  (
    await sql(t.db).query<{ kind: string }>('SELECT kind FROM mails WHERE recipient = $1 ORDER BY created_at', [email])
  ).map((row) => row.kind);

test('Somebody who registered an address first gains nothing: the account has the password of the letter that was used', async () => {
  const email = 'two@example.com';
  accepted(await register(t.house, guest(), { email, password: 'a stranger was here', name: '', language: 'en' }));
  accepted(await register(t.house, guest(), { email, password, name: 'Olena', language: 'en' }));
  const ids = await registrations(email);
  const [mine = ''] = (
    await sql(t.db).query<{ id: string }>(`SELECT id FROM registrations WHERE email = $1 AND name = 'Olena'`, [email])
  ).map((row) => row.id);
  accepted(await confirmRegistration(t.house, guest(), keyIn(registrationUrl(t.house, mine)), null));
  for (const id of ids) {
    const again = await confirmRegistration(t.house, guest(), keyIn(registrationUrl(t.house, id)), null);
    expect(refused(again).refused).toBe('link_expired');
  }
  const stranger = await signInCustomer(t.house, guest(), { email, password: 'a stranger was here' });
  expect(refused(stranger).refused).toBe('wrong_credentials');
  accepted(await signInCustomer(t.house, guest(), { email, password }));
});

test('Whoever opens the letter of a registration that somebody else typed chooses the password', async () => {
  const email = 'hijacked@example.com';
  const stranger = { email, password: 'a stranger was here', name: '', language: 'en', browser: 'browser:stranger' };
  accepted(await register(t.house, guest(), stranger));
  const [id = ''] = await registrations(email);
  const key = keyIn(registrationUrl(t.house, id));
  expect(await isOfBrowser(t.house, key, 'browser:stranger')).toBe(true);
  expect(await isOfBrowser(t.house, key, 'browser:owner')).toBe(false);
  expect(refused(await confirmRegistration(t.house, guest(), key, 'short')).refused).toBe('weak_password');
  accepted(await confirmRegistration(t.house, guest(), key, password));
  expect(await isOfBrowser(t.house, key, 'browser:stranger')).toBeNull();
  const tries = [stranger.password, password].map((typed) =>
    signInCustomer(t.house, guest(), { email, password: typed }),
  );
  const [theirs, mine] = await Promise.all(tries);
  expect(refused(theirs).refused).toBe('wrong_credentials');
  accepted(mine ?? null);
});

test('A registration that nobody confirmed opens nothing, and says the same as a wrong password', async () => {
  const email = 'waiting@example.com';
  accepted(await register(t.house, guest(), { email, password, name: '', language: 'en' }));
  expect(refused(await signInCustomer(t.house, guest(), { email, password })).refused).toBe('wrong_credentials');
});

test('A key that is not ours, or is another one’s, confirms nothing', async () => {
  const email = 'forged@example.com';
  accepted(await register(t.house, guest(), { email, password, name: '', language: 'en' }));
  const [id = ''] = await registrations(email);
  const other = keyIn(registrationUrl(t.house, '00000000-0000-4000-8000-000000000000')).token;
  for (const key of [
    { uid: id, token: other },
    { uid: id, token: '' },
    { uid: 'none', token: other },
    { uid: '\u0000', token: '\u0000' },
  ]) {
    expect(refused(await confirmRegistration(t.house, guest(), key, null)).refused).toBe('link_expired');
  }
});

test('The owner of a known address gets another letter than a stranger’s, with the same answer', async () => {
  const email = 'known@example.com';
  await anAccount(email);
  const wish = { email, password, name: 'Mallory', language: 'en' };
  expect(await register(t.house, guest(), wish)).toEqual({ email, name: 'Mallory' });
  const [id = ''] = await registrations(email);
  const cinema = await loadCinema(sql(t.db));
  const written = await writeAccountLetter(t.house, 'registration', id, cinema);
  expect(JSON.stringify(written?.letter)).toContain('You have an account');
  expect(JSON.stringify(written?.letter)).not.toContain('Mallory');
});

test('Asking for a new password for an unknown address queues a letter that is dropped unsent', async () => {
  const email = 'unknown@example.com';
  expect(await requestPasswordReset(t.house, guest(), { email })).toEqual({ email });
  const [row] = await sql(t.db).query<{ key: string }>('SELECT key FROM mails WHERE recipient = $1', [email]);
  const sent: unknown[] = [];
  await sendMail(t.house, { send: async (message) => void sent.push(message) }, row?.key ?? '');
  expect(sent).toEqual([]);
  expect(await lettersTo(email)).toEqual([]);
});

test('An address changes only when its letter is used, the old one is told, and another’s address cannot be taken', async () => {
  const me = await anAccount('old@example.com');
  await anAccount('taken@example.com');
  const linkTo = async (email: string) => {
    accepted(await changeEmail(t.house, me, { email, password }));
    const [link] = await sql(t.db).query<{ id: string }>('SELECT id FROM account_links WHERE email = $1', [email]);
    return keyIn(linkUrl(t.house, link?.id ?? '', 'change_email'));
  };
  const taken = await linkTo('taken@example.com');
  expect(refused(await confirmNewEmail(t.house, guest(), taken)).refused).toBe('link_expired');
  const fresh = await linkTo('new@example.com');
  accepted(await signInCustomer(t.house, guest(), { email: 'old@example.com', password }));
  accepted(await confirmNewEmail(t.house, guest(), fresh));
  expect(refused(await signInCustomer(t.house, guest(), { email: 'old@example.com', password })).refused).toBe(
    'wrong_credentials',
  );
  accepted(await signInCustomer(t.house, guest(), { email: 'new@example.com', password }));
  expect(await lettersTo('old@example.com')).toContain('email_changed');
  const wrong = await changeEmail(t.house, me, { email: 'x@example.com', password: 'not the password' });
  expect(refused(wrong).refused).toBe('wrong_credentials');
});

test('Signing out everywhere ends the logins of browsers and apps, and nobody ends another’s', async () => {
  const [me, other] = [await anAccount('everywhere@example.com'), await anAccount('other@example.com')];
  const sessions = openSessions(t.db, false);
  const device = { userAgent: 'Mozilla/5.0 (X11; Linux) Firefox/130', address: '198.51.100.7' };
  const cookie = (await sessions.open(me.userId, device)).split(';')[0];
  await sql(t.db).query(
    `INSERT INTO token_families (id, user_id, expires_at) VALUES (gen_random_uuid(), $1, now() + interval '1 day')`,
    [me.userId],
  );
  const [first] = await listLogins(t.db, me.userId);
  expect(refused(await endLogins(t.house, other, { userId: me.userId, loginId: first?.id ?? '' })).refused).toBe(
    'forbidden',
  );
  expect(await endLogins(t.house, other, { userId: other.userId, loginId: first?.id ?? '' })).toEqual({ ended: 0 });
  expect(await endLogins(t.house, me, { userId: me.userId })).toEqual({ ended: 2 });
  expect(await sessions.find(cookie)).toBeNull();
});

test('A customer’s login lasts for weeks, one of staff for hours, through whichever door they come', async () => {
  const [me, boss] = [await anAccount('weeks@example.com'), await anAccount('hours@example.com')];
  const sessions = openSessions(t.db, false);
  const device = { userAgent: null, address: null };
  const early = (await sessions.open(boss.userId, device)).split(';')[0];
  await sql(t.db).query(`UPDATE users SET role = 'manager' WHERE id = $1`, [boss.userId]);
  expect(await sessions.find(early)).toBeNull();
  const days = async (userId: number) => {
    const cookie = (await sessions.open(userId, device)).split(';')[0];
    expect((await sessions.find(cookie))?.person.id).toBe(userId);
    const [row] = await sql(t.db).query<{ days: number }>(
      `SELECT round(extract(epoch FROM expires_at - now()) / 86400, 1)::float AS days FROM sessions WHERE user_id = $1`,
      [userId],
    );
    return row?.days;
  };
  expect(await days(me.userId)).toBe(30);
  expect(await days(boss.userId)).toBe(0.5);
});

test('What was asked for before a new password or address opens the account no more: links and codes', async () => {
  const me = await anAccount('before@example.com');
  const keyOf = async (purpose: 'change_email' | 'reset_password') => {
    const [link] = await sql(t.db).query<{ id: string }>(
      'SELECT id FROM account_links WHERE user_id = $1 AND purpose = $2::link_purpose AND used_at IS NULL',
      [me.userId, purpose],
    );
    return keyIn(linkUrl(t.house, link?.id ?? '', purpose));
  };
  const thiefsAddress = async () => {
    accepted(await changeEmail(t.house, me, { email: 'thief@example.com', password }));
    return keyOf('change_email');
  };
  const forgotten = async () => {
    accepted(await requestPasswordReset(t.house, guest(), { email: 'before@example.com' }));
    return keyOf('reset_password');
  };
  let thief = await thiefsAddress();
  const { code } = accepted(await offerTelegramLink(t.house, me));
  accepted(await resetPassword(t.house, guest(), { ...(await forgotten()), password }));
  expect(refused(await confirmNewEmail(t.house, guest(), thief)).refused).toBe('link_expired');
  const telegram = await confirmTelegramLink(t.house, guest(), { code, tgId: 4711, name: 'thief' });
  expect(refused(telegram).refused).toBe('telegram_link_invalid');
  thief = await thiefsAddress();
  accepted(await changeOwnPassword(t.house, me, { password, next: password }));
  expect(refused(await confirmNewEmail(t.house, guest(), thief)).refused).toBe('link_expired');
  const old = await forgotten();
  accepted(await confirmNewEmail(t.house, guest(), await thiefsAddress()));
  expect(refused(await resetPassword(t.house, guest(), { ...old, password })).refused).toBe('link_expired');
});

test('A letter to an address that anybody may have typed says nothing in their words', async () => {
  const email = 'advert@example.com';
  accepted(await register(t.house, guest(), { email, password, name: 'win at spam.example', language: 'en' }));
  const [id = ''] = await registrations(email);
  const written = await writeAccountLetter(t.house, 'registration', id, await loadCinema(sql(t.db)));
  expect(JSON.stringify(written?.letter)).toContain('/account/confirm/');
  expect(JSON.stringify(written?.letter)).not.toContain('spam.example');
  const me = await anAccount('advertiser@example.com');
  await sql(t.db).query(`UPDATE users SET name = 'win at spam.example' WHERE id = $1`, [me.userId]);
  accepted(await changeEmail(t.house, me, { email: 'other@spam.test', password }));
  const [link] = await sql(t.db).query<{ id: string }>(`SELECT id FROM account_links WHERE email = 'other@spam.test'`);
  const change = await writeAccountLetter(t.house, 'change_email', link?.id ?? '', await loadCinema(sql(t.db)));
  expect(JSON.stringify(change?.letter)).toContain('/account/email/');
  expect(JSON.stringify(change?.letter)).not.toContain('spam.example');
});

test('One’s own orders are one’s own: coming ones first to come, others past', async () => {
  const [me, other] = [await anAccount('orders@example.com'), await anAccount('others@example.com')];
  const screening = await aScreening(t.house);
  const id = await anOrder(t.house, screening, ['A1', 'A2']);
  await sql(t.db).query('UPDATE orders SET user_id = $2 WHERE id = $1', [id, me.userId]);
  const ids = async (actor: Actor, which: 'coming' | 'past' | 'all' | 'ahead' | 'over') =>
    accepted(await listOwnOrders(t.house, actor, { which, page: 1, pageSize: 10 })).orders.map((order) => order.id);
  expect(await ids(me, 'coming')).toEqual([id]);
  expect(await ids(me, 'past')).toEqual([]);
  const [given, late] = [await anOrder(t.house, screening, ['B1']), await anOrder(t.house, screening, ['B4'])];
  await sql(t.db).query('UPDATE orders SET user_id = $2 WHERE id = ANY ($1)', [[given, late], me.userId]);
  accepted(await cancelOrder(t.house, { ...me, buyer: `user:${me.userId}` }, given));
  await runOut(t.house, late);
  expect([await ids(me, 'coming'), await ids(me, 'past')]).toEqual([[id], [late, given]]);
  // A person looks for it beside its showing.
  expect([await ids(me, 'ahead'), await ids(me, 'over')]).toEqual([[id, given], [late]]);
  expect(await ids(other, 'all')).toEqual([]);
  expect(refused(await listOwnOrders(t.house, guest(), { which: 'all', page: 1, pageSize: 10 })).refused).toBe(
    'unauthenticated',
  );
});

test('Erasing gives up what waits for payment and leaves no name behind; staff are not erased', async () => {
  const me = await anAccount('erase@example.com');
  const screening = await aScreening(t.house);
  const id = await anOrder(t.house, screening, ['A1', 'A2']);
  await sql(t.db).query(`UPDATE orders SET user_id = $2, email = 'erase@example.com' WHERE id = $1`, [id, me.userId]);
  accepted(await eraseAccount(t.house, me, { password }));
  expect(await view(t.house, id)).toMatchObject({ status: 'cancelled', email: null, name: null, userId: null });
  expect(await sql(t.db).query('SELECT FROM users WHERE id = $1', [me.userId])).toEqual([]);
  expect(await lettersTo('erase@example.com')).toEqual(['account_erased']);

  const clerk = await anAccount('clerk@example.com');
  await sql(t.db).query(`UPDATE users SET role = 'clerk' WHERE id = $1`, [clerk.userId]);
  expect(refused(await eraseAccount(t.house, clerk, { password })).refused).toBe('forbidden');
});

test('What somebody bought as a guest since they last signed in is exported and forgotten with the rest', async () => {
  const me = await anAccount('both@example.com');
  const screening = await aScreening(t.house);
  const order = await anOrder(t.house, screening, ['A1']);
  await sql(t.db).query(`UPDATE orders SET email = 'Both@Example.com', name = 'Olena' WHERE id = $1`, [order]);
  await sql(t.db).query(
    `INSERT INTO mails (key, kind, recipient, sent_at) VALUES ('reset_password:both', 'reset_password', 'BOTH@example.com', now())`,
  );
  const { number } = await view(t.house, order);
  const data = JSON.stringify(accepted(await exportAccount(t.house, me)));
  expect(data).toContain(number);
  expect(data).toContain('BOTH@example.com');
  const late = await anOrder(t.house, screening, ['B1']);
  await sql(t.db).query(`UPDATE orders SET email = 'Both@Example.com', name = 'Olena' WHERE id = $1`, [late]);
  accepted(await eraseAccount(t.house, me, { password }));
  for (const id of [order, late]) {
    expect(await view(t.house, id)).toMatchObject({ status: 'cancelled', email: null, name: null });
  }
  await sql(t.db).query(`UPDATE mails SET sent_at = now() - interval '2 days' WHERE recipient = 'both@example.com'`);
  await sweepPlumbing(t.db);
  const left = await sql(t.db).query(`SELECT key FROM mails WHERE lower(recipient) = 'both@example.com'`);
  expect(left).toEqual([]);
});

test('Of two accounts that confirm one address at once, one gets it and the other is told so', async () => {
  const me = await anAccount('mover@example.com');
  const email = 'contested@example.com';
  accepted(await changeEmail(t.house, me, { email, password }));
  accepted(await register(t.house, guest(), { email, password, name: '', language: 'en' }));
  const [id = ''] = await registrations(email);
  const [link] = await sql(t.db).query<{ id: string }>('SELECT id FROM account_links WHERE email = $1', [email]);
  // The registration stands still between making the account and its end.
  const slow = await t.db.pool.connect();
  await slow.query('BEGIN');
  await slow.query('LOCK TABLE audit_entries IN EXCLUSIVE MODE');
  const registering = confirmRegistration(t.house, guest(), keyIn(registrationUrl(t.house, id)), null);
  await untilWaiting(t.db, 1);
  const moving = confirmNewEmail(t.house, guest(), keyIn(linkUrl(t.house, link?.id ?? '', 'change_email')));
  await untilWaiting(t.db, 2);
  await slow.query('COMMIT');
  slow.release();
  expect(isRefusal(await registering)).toBe(false);
  expect(refused(await moving).refused).toBe('link_expired');
});
