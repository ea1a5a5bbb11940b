import type { ParsedMail } from 'mailparser';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languages } from '../../server/contract/words/words.ts';
import { changeEmail } from '../../server/domain/accounts/change-email.ts';
import { changeOwnPassword } from '../../server/domain/accounts/change-own-password.ts';
import { confirmNewEmail } from '../../server/domain/accounts/confirm-new-email.ts';
import { confirmRegistration } from '../../server/domain/accounts/confirm-registration.ts';
import { eraseAccount } from '../../server/domain/accounts/erase-account.ts';
import { register } from '../../server/domain/accounts/register.ts';
import { requestPasswordReset } from '../../server/domain/accounts/request-password-reset.ts';
import { resetPassword } from '../../server/domain/accounts/reset-password.ts';
import type { Actor } from '../../server/domain/actor.ts';
import { smtpMail } from '../../server/gateways/mail.ts';
import { type RunningWorker, startWorker } from '../../server/jobs/worker.ts';
import { aCustomer, accepted, type TestHouse, testHouse } from '../setup/house.ts';
import { smtpServer } from '../setup/smtp.ts';

let t: TestHouse;
let worker: RunningWorker;
let post: Awaited<ReturnType<typeof smtpServer>>;

beforeAll(async () => {
  post = await smtpServer();
  t = await testHouse();
  const mail = smtpMail(post.url);
  worker = await startWorker({ ...t.house, mail, log: pino({ level: 'silent' }) });
});
afterAll(async () => {
  await worker.stop();
  await t.drop();
  await post.stop();
});

let count = 0;
/** Of its own address, so that nobody's waiting slows another test. */
const guest = (): Actor => {
  count += 1;
  return { ...aCustomer(), address: `198.51.100.${count}` };
};

const to = (address: string) => post.received.filter((mail) => [mail.to].flat()[0]?.value[0]?.address === address);

/** The `nth` letter to an address, which must be the last so far. */
async function letter(address: string, nth: number): Promise<ParsedMail> {
  await expect.poll(() => to(address)).toHaveLength(nth);
  const mail = to(address).at(-1);
  if (!mail) throw new Error('no letter');
  return mail;
}

/** The key in the letter's link, which stands in both of its forms. */
function keyIn(mail: ParsedMail, path: string): { uid: string; token: string } {
  const [url = '', uid = '', token = ''] =
    new RegExp(`http://foyer\\.test/account/${path}/([\\w-]+)/([\\w-]+)`).exec(mail.text ?? '') ?? [];
  expect(url).not.toBe('');
  expect(mail.html).toContain(`href="${url}"`);
  return { uid, token };
}

const subjects = {
  en: {
    confirm: 'Please confirm your address at Foyer',
    known: 'You have an account at Foyer already',
    reset: 'A new password for Foyer',
    password: 'Your password at Foyer has changed',
    change: 'Please confirm your new address at Foyer',
    changed: 'Your address at Foyer has changed',
    erased: 'Your account at Foyer is gone',
  },
  uk: {
    confirm: 'Підтвердьте, будь ласка, свою адресу: Foyer',
    known: 'У вас уже є кабінет: Foyer',
    reset: 'Новий пароль: Foyer',
    password: 'Ваш пароль змінено: Foyer',
    change: 'Підтвердьте, будь ласка, нову адресу: Foyer',
    changed: 'Вашу адресу змінено: Foyer',
    erased: 'Ваш кабінет видалено: Foyer',
  },
} as const;

describe.each(languages)('in %s', (language) => {
  const password = 'harbour lantern quiet';
  const next = 'copper meadow evening';
  const [email, newEmail] = [`olena.${language}@example.test`, `new.${language}@example.test`];
  const say = subjects[language];

  /** In the customer's language, encoded for the way, nothing loaded from afar, and no stranger's word in it. */
  function wellMade(mail: ParsedMail, subject: string | RegExp): void {
    expect(mail.subject).toMatch(subject);
    for (const { line } of mail.headerLines) expect(line).toMatch(/^[\x20-\x7e\r\n\t]*$/);
    expect(mail.headers.get('content-language')).toBe(language);
    expect(mail.attachments).toEqual([]);
    expect(mail.html).toContain(`<html lang="${language}">`);
    expect(mail.html).not.toMatch(/<img|<link|<script|src=|@import|url\(/);
    expect(mail.text).not.toMatch(/undefined|null|NaN|\[object/);
    const own = /https?:\S+|\S+@\S+|Foyer|Olena/g;
    if (language === 'uk') expect(`${mail.subject} ${mail.text}`.replaceAll(own, '')).not.toMatch(/[A-Za-z]{2,}/);
  }

  test('an account’s letters lead from its making to its end, each link by the letter alone', async () => {
    const wish = { email, password, name: 'Olena', language };
    accepted(await register(t.house, guest(), wish));
    const confirm = await letter(email, 1);
    wellMade(confirm, say.confirm);
    const { userId } = accepted(await confirmRegistration(t.house, guest(), keyIn(confirm, 'confirm'), null));
    const me = (): Actor => ({ ...guest(), userId, buyer: `user:${userId}` });

    accepted(await register(t.house, guest(), { ...wish, name: 'Mallory' }));
    const known = await letter(email, 2);
    wellMade(known, say.known);
    expect(known.text).not.toContain('Mallory');

    accepted(await requestPasswordReset(t.house, guest(), { email }));
    const reset = await letter(email, 3);
    wellMade(reset, say.reset);
    accepted(await resetPassword(t.house, guest(), { ...keyIn(reset, 'reset'), password: next }));
    wellMade(await letter(email, 4), say.password);
    accepted(await changeOwnPassword(t.house, me(), { password: next, next: password }));
    wellMade(await letter(email, 5), say.password);

    accepted(await changeEmail(t.house, me(), { email: newEmail, password }));
    const change = await letter(newEmail, 1);
    wellMade(change, say.change);
    accepted(await confirmNewEmail(t.house, guest(), keyIn(change, '[a-z-]+')));
    const changed = await letter(email, 6);
    wellMade(changed, say.changed);
    expect(changed.text).toContain(newEmail);

    accepted(await eraseAccount(t.house, me(), { password }));
    wellMade(await letter(newEmail, 2), say.erased);
  });
});
