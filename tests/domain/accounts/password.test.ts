import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashSecret, secretIs, weakPassword } from '../../../server/domain/accounts/password.ts';
import { countAttempt } from '../../../server/domain/accounts/slow-down.ts';
import { refused, type TestHouse, testHouse } from '../../setup/house.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t.drop());

const email = 'marta.koval@foyer.test';
const why = (password: string) => weakPassword(password, email)?.details.reason ?? null;

test('A password has 10 to 128 characters', () => {
  expect(why('red-rope9')).toBe('length');
  expect(why('red-rope-9')).toBeNull();
  expect(why('red-rope-9'.repeat(13).slice(0, 128))).toBeNull();
  expect(why('red-rope-9'.repeat(13))).toBe('length');
});

test('A password is neither the address, nor common, nor one character again and again', () => {
  for (const one of [email, email.toUpperCase(), 'marta.koval', 'marta.kovalmarta.koval'])
    expect(why(one)).toBe('email');
  for (const one of ['1234567890', 'Password123', 'QwertyUiop', 'йцукенгшщз']) expect(why(one)).toBe('common');
  for (const one of ['aaaaaaaaaaaa', 'abababababab']) expect(why(one)).toBe('simple');
});

test('A password that is longer than any that can be set is never the right one', async () => {
  const longest = 'red-rope-9'.repeat(13).slice(0, 128);
  const hashed = await hashSecret(longest);
  expect(await secretIs(hashed, longest)).toBe(true);
  expect(await secretIs(hashed, `${longest}!`)).toBe(false);
});

test('Letters to one address wait sooner than guesses, and each is counted for itself', async () => {
  const letter = () => countAttempt(t.db, email, '192.0.2.7', 'letter');
  for (let i = 0; i < 4; i++) expect(await letter()).toBeNull();
  // The fifth is let through and begins the wait.
  await letter();
  expect(refused(await letter())).toMatchObject({
    refused: 'rate_limited',
    details: { retryAfter: expect.any(Number) },
  });
  expect(await countAttempt(t.db, email, '192.0.2.7')).toBeNull();
});

test('Whoever has one IPv6 address has a whole network of them, and is slowed as one', async () => {
  let wait: Awaited<ReturnType<typeof countAttempt>> = null;
  for (let i = 0; i < 32; i++) wait = await countAttempt(t.db, `guess-${i}@foyer.test`, `2001:db8:7:1::${i}`);
  expect(refused(wait).refused).toBe('rate_limited');
  expect(await countAttempt(t.db, 'guess@foyer.test', '2001:db8:7:2::1')).toBeNull();
});
