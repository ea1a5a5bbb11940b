import { afterAll, beforeAll, expect, test } from 'vitest';
import { telegramWords as en } from '../../server/contract/words/en/telegram.ts';
import { telegramWords as uk } from '../../server/contract/words/uk/telegram.ts';
import { sql } from '../../server/db.ts';
import { findTelegramLink } from '../../server/domain/telegram/find-link.ts';
import { type BotHouse, botHouse, until } from './bot-house.ts';

let b: BotHouse;
beforeAll(async () => {
  b = await botHouse();
});
afterAll(() => b?.stop());

const last = (person: { heard(): { text: string }[] }) => person.heard().at(-1)?.text ?? '';
const linkOf = async (userId: number) => {
  const [row] = await sql(b.t.db).query<{ tgId: number }>(
    'SELECT tg_id AS "tgId" FROM telegram_links WHERE user_id = $1',
    [userId],
  );
  return row?.tgId ?? null;
};
async function answered(person: ReturnType<BotHouse['person']>, text: string): Promise<string> {
  const before = person.heard().length;
  await person.write(text);
  await until(() => person.heard().length > before);
  return last(person);
}

test('Whoever presses Start with their code is linked and welcomed in their language', async () => {
  const actor = await b.member('uk');
  const person = b.person();
  expect(await answered(person, `/start ${await b.code(actor)}`)).toContain(uk.linked('Marta'));
  expect(await linkOf(actor.userId)).toBe(person.id);
  expect(await findTelegramLink(b.t.db, actor.userId)).toMatchObject({ name: `@person_${person.id}`, muted: false });
});

test('A code is 32 characters that a deep link may carry, and the table holds its hash alone', async () => {
  const code = await b.code(await b.member());
  expect(code).toMatch(/^[\w-]{32}$/);
  const [row] = await sql(b.t.db).query<{ all: string }>('SELECT json_agg(k)::text AS all FROM telegram_codes k');
  expect(row?.all).not.toContain(code);
});

test('The page opened twice shows one code; a code about to run out gives way to a new one, and both are good', async () => {
  const actor = await b.member();
  const first = await b.code(actor);
  expect(await b.code(actor)).toBe(first);
  await sql(b.t.db).query(`UPDATE telegram_codes SET expires_at = now() + interval '2 minutes' WHERE user_id = $1`, [
    actor.userId,
  ]);
  const second = await b.code(actor);
  expect(second).not.toBe(first);
  const person = b.person();
  expect(await answered(person, `/start ${first}`)).toContain(en.linked('Marta'));
});

test('A code that has run out, was used, or never was links nobody', async () => {
  const actor = await b.member();
  const code = await b.code(actor);
  await sql(b.t.db).query(`UPDATE telegram_codes SET expires_at = now() WHERE user_id = $1`, [actor.userId]);
  const person = b.person();
  expect(await answered(person, `/start ${code}`)).toBe(en.codeInvalid);
  expect(await answered(person, '/start guessed')).toBe(en.codeInvalid);
  const fresh = await b.code(actor);
  await answered(person, `/start ${fresh}`);
  const other = b.person();
  expect(await answered(other, `/start ${fresh}`)).toBe(en.codeInvalid);
  expect(await linkOf(actor.userId)).toBe(person.id);
  // Pressed twice by its own person, it has simply been done.
  expect(await answered(person, `/start ${fresh}`)).toBe(en.alreadyLinked);
});

test('A Telegram that is one customer’s cannot become another’s, and the other’s code is not used up by it', async () => {
  const { person, actor } = await b.linked();
  const other = await b.member();
  const code = await b.code(other);
  expect(await answered(person, `/start ${code}`)).toBe(en.taken);
  expect(await linkOf(actor.userId)).toBe(person.id);
  expect(await linkOf(other.userId)).toBeNull();
  const own = b.person();
  await answered(own, `/start ${code}`);
  expect(await linkOf(other.userId)).toBe(own.id);
});

test('A link stands until the new one is confirmed, and then gives way', async () => {
  const { person, actor } = await b.linked();
  const code = await b.code(actor);
  expect(await linkOf(actor.userId)).toBe(person.id);
  const second = b.person();
  await answered(second, `/start ${code}`);
  expect(await linkOf(actor.userId)).toBe(second.id);
  expect(await answered(person, '/tickets')).toBe(en.notLinked);
});

test('Ten wrong codes an hour are enough for one Telegram account; then even the right one has to wait', async () => {
  const actor = await b.member();
  const code = await b.code(actor);
  const person = b.person();
  for (let i = 0; i < 10; i += 1) await answered(person, `/start wrong-${i}`);
  expect(await answered(person, `/start ${code}`)).toBe(en.tooMany);
  expect(await linkOf(actor.userId)).toBeNull();
});

test('Unlinking asks first; No changes nothing, Yes parts them', async () => {
  const { person, actor } = await b.linked();
  expect(await answered(person, '/unlink')).toBe(en.askUnlink);
  const question = person.heard().at(-1);
  expect(question?.buttons.map(({ callback_data }) => callback_data)).toEqual(['unlink:yes', 'unlink:no']);
  await person.press('unlink:no', question?.messageId ?? 0);
  await until(() => last(person) === en.kept);
  expect(await linkOf(actor.userId)).toBe(person.id);
  await person.press('unlink:yes', question?.messageId ?? 0);
  await until(() => last(person) === en.unlinked);
  expect(await linkOf(actor.userId)).toBeNull();
});

test('In a group the bot says nothing; a stranger and an unknown word are answered kindly', async () => {
  const person = b.person();
  await person.write('/tickets', 'group');
  await person.write('/help', 'group');
  expect(await answered(person, '/tickets')).toBe(en.notLinked);
  expect(person.heard()).toHaveLength(1);
  expect(await answered(person, 'hello there')).toContain(en.unknown);
  expect(await answered(person, '/start')).toContain(en.hello('Foyer'));
});
