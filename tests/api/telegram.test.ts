import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { type BotHouse, botHouse, until } from '../bot/bot-house.ts';
import { type TestServer, testServer } from '../setup/server.ts';

let b: BotHouse;
let production: TestServer;
beforeAll(async () => {
  b = await botHouse('webhook');
  const settings = {
    telegram: b.server.deps.config.telegram,
    stripe: { secretKey: 'sk_test_1', webhookSecret: 'whsec_1' },
  };
  production = await testServer(b.t.url, undefined, {
    ...settings,
    production: true,
    demo: false,
    telegramConfirmSecret: 'the-secret-of-another-bot',
  });
});
afterAll(async () => {
  await production?.stop();
  await b?.stop();
});

async function post(server: TestServer, path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}/api/telegram/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, json: await response.json() };
}

const confirm = (code: string, tgId: number, headers = {}, server = b.server) =>
  post(server, 'link/confirm/', { code, tg_id: tgId }, headers);

test('A code and a Telegram id are confirmed once; whatever else is wrong, the answer is the same 400', async () => {
  const actor = await b.member();
  const code = await b.code(actor);
  expect(await confirm(code, 41)).toMatchObject({ status: 200 });
  const used = await confirm(code, 42);
  const unknown = await confirm('nobody-has-this-code', 43);
  const taken = await confirm(await b.code(await b.member()), 41);
  expect(used).toMatchObject({ status: 400, json: { code: 'telegram_link_invalid' } });
  expect(unknown).toEqual(used);
  expect(taken).toEqual(used);
});

test('Two that confirm one code at once: one is linked, the other is told no', async () => {
  const actor = await b.member();
  const code = await b.code(actor);
  const answers = await Promise.all([confirm(code, 51), confirm(code, 52), confirm(code, 53)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400, 400]);
});

test('Two customers that confirm one Telegram at once: it becomes one’s', async () => {
  const codes = await Promise.all([1, 2, 3].map(async () => b.code(await b.member())));
  const answers = await Promise.all(codes.map((code) => confirm(code, 61)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400, 400]);
});

test('Guessing is slowed by the Telegram account that guesses for', async () => {
  for (let i = 0; i < 10; i += 1) expect((await confirm(`guess-${i}`, 71)).status).toBe(400);
  expect(await confirm(await b.code(await b.member()), 71)).toMatchObject({ status: 429 });
});

test('In production only the bot’s own secret confirms', async () => {
  const code = await b.code(await b.member());
  expect((await confirm(code, 81, {}, production)).status).toBe(401);
  expect((await confirm(code, 81, { 'x-telegram-bot-secret': 'guessed' }, production)).status).toBe(403);
  const secret = { 'x-telegram-bot-secret': 'the-secret-of-another-bot' };
  expect((await confirm(code, 81, secret, production)).status).toBe(200);
});

test('Nothing is read by a Telegram id alone: there is no such path', async () => {
  for (const path of ['link/', 'link/41/', 'orders/?tg_id=41', 'users/41/', '41/']) {
    expect((await fetch(`${b.server.url}/api/telegram/${path}`)).status).toBe(404);
  }
  const answer = await fetch(`${b.server.url}/api/telegram/link/confirm/?tg_id=41`);
  expect(answer.status).toBe(405);
});

test('By webhook the bot answers Telegram’s updates, and no one else’s', async () => {
  const person = b.person();
  const update = {
    update_id: 1,
    message: {
      message_id: 1,
      date: 1,
      chat: { id: person.id, type: 'private', first_name: 'A' },
      from: { id: person.id, is_bot: false, first_name: 'A' },
      text: '/help',
      entities: [{ type: 'bot_command', offset: 0, length: 5 }],
    },
  };
  expect((await post(b.server, 'webhook/', update)).status).toBe(403);
  const wrong = { 'x-telegram-bot-api-secret-token': 'guessed' };
  expect((await post(b.server, 'webhook/', update, wrong)).status).toBe(403);
  expect(person.heard()).toEqual([]);
  const right = { 'x-telegram-bot-api-secret-token': 'a-secret-of-the-webhook' };
  expect((await post(b.server, 'webhook/', update, right)).status).toBe(200);
  await until(() => person.heard().length === 1);
  expect(b.telegram.calls).toContain('setWebhook');
  expect(b.telegram.calls).not.toContain('getUpdates');
});

test('An update whose fields have impossible types is left alone, and not asked for again', async () => {
  const right = { 'x-telegram-bot-api-secret-token': 'a-secret-of-the-webhook' };
  const someone = b.person();
  const from = { id: someone.id, is_bot: false, first_name: 'A' };
  const chat = { id: someone.id, type: 'private' };
  const message = { message_id: 1, date: 1, chat, from, text: '/help' };
  const press = { id: '1', from, message, data: 'unlink:yes' };
  const odd: object[] = [
    ...[7, 'x', null, [], {}].flatMap((what) => [
      { message: what },
      { callback_query: what },
      { my_chat_member: what },
      { message: { ...message, chat: what } },
      { message: { ...message, from: what } },
      { message: { ...message, entities: what === null ? 'x' : [what] } },
      { callback_query: { ...press, from: what } },
      { my_chat_member: { chat, from, new_chat_member: what } },
      { edited_message: what },
      { what },
    ]),
    { message: { ...message, from: { ...from, id: 'x' } } },
    { message: { ...message, from: { ...from, id: 1e300 } } },
    { message: { ...message, from: { id: someone.id, is_bot: false } } },
    { message: { ...message, from: { ...from, username: 7 } } },
    { message: { ...message, text: 7, entities: [{ type: 'bot_command', offset: 0, length: 5 }] } },
    { message: { ...message, entities: [{ type: 'bot_command', offset: 'x', length: {} }] } },
    { callback_query: { ...press, data: 7 } },
    { callback_query: { ...press, message: 7 } },
    { my_chat_member: { chat, from: { ...from, id: {} }, new_chat_member: { status: 'kicked' } } },
  ];
  for (const each of odd) {
    const answer = await post(b.server, 'webhook/', { update_id: 1, ...each }, right);
    expect([answer.status, answer.json], JSON.stringify(each)).toEqual([200, { received: true }]);
  }
  expect(someone.heard()).toEqual([]);
  expect((await post(b.server, 'webhook/', { update_id: 'x', message }, right)).status).toBe(400);
});

test('The table of codes holds no code, and a used one stays used', async () => {
  const rows = await sql(b.t.db).query('SELECT FROM telegram_codes WHERE used_at IS NOT NULL');
  expect(rows.length).toBeGreaterThan(0);
});
