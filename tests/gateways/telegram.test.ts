import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { telegrafGateway } from '../../server/gateways/telegraf.ts';
import type { TelegramGateway } from '../../server/gateways/telegram.ts';
import { startTelegramDouble } from '../../server/gateways/telegram-double/index.ts';
import { owner } from '../../server/gateways/telegram-double/phone.ts';
import { botToken, type TestTelegram, testTelegram } from '../setup/telegram.ts';

let telegram: TestTelegram;
let gateway: TelegramGateway;
beforeAll(async () => {
  telegram = await testTelegram();
  gateway = telegrafGateway({ token: botToken, name: 'TestFoyerBot', apiRoot: telegram.apiRoot });
});
afterAll(() => telegram?.stop());

const failing = (act: Promise<unknown>) =>
  act.then(
    () => null,
    (fault: unknown) => fault,
  );

test('Words with buttons and pictures with words arrive as they were sent', async () => {
  const person = telegram.person(11);
  const photo = Buffer.from('a picture');
  await gateway.send(11, { html: '<b>Good day</b>', buttons: [{ text: 'Yes', press: 'yes' }] });
  await gateway.send(11, { html: 'Look', photo });
  const [words, picture] = person.heard();
  expect(words).toMatchObject({ text: '<b>Good day</b>', buttons: [{ text: 'Yes', callback_data: 'yes' }] });
  expect(picture).toMatchObject({ text: 'Look', photo });
});

test('Each failure says whether another try helps, and a blocked bot is told apart', async () => {
  const cases = [
    [{ code: 502 }, { retryable: true, unreachable: false }],
    [
      { code: 429, retryAfter: 60 },
      { retryable: true, retryAfter: 60 },
    ],
    [
      { code: 400, description: 'Bad Request: message is too long' },
      { retryable: false, unreachable: false },
    ],
    [
      { code: 403, description: 'Forbidden: bot was blocked by the user' },
      { retryable: false, unreachable: true },
    ],
    [
      { code: 400, description: 'Bad Request: chat not found' },
      { retryable: false, unreachable: true },
    ],
  ] as const;
  for (const [answer, expected] of cases) {
    for (const [method, message] of [
      ['sendMessage', { html: 'x' }],
      ['sendPhoto', { html: 'x', photo: Buffer.from('x') }],
    ] as const) {
      telegram.refuse(method, answer);
      expect(await failing(gateway.send(12, message)), `${method} ${answer.code}`).toMatchObject(expected);
    }
  }
  const nobody = telegrafGateway({ token: botToken, name: 'x', apiRoot: 'http://127.0.0.1:1' });
  expect(await failing(nobody.send(12, { html: 'x' }))).toMatchObject({ retryable: true });
});

test('A short wait that Telegram asks for is waited for on the spot', async () => {
  telegram.refuse('sendMessage', { code: 429, retryAfter: 1 });
  const began = Date.now();
  await gateway.send(13, { html: 'after a second' });
  expect(Date.now() - began).toBeGreaterThan(950);
  expect(telegram.person(13).heard()).toHaveLength(1);
});

test('No failure carries the token into the log', async () => {
  telegram.refuse('sendMessage', { code: 400 });
  const nobody = telegrafGateway({ token: botToken, name: 'x', apiRoot: 'http://127.0.0.1:1' });
  for (const fault of [
    await failing(gateway.send(14, { html: 'x' })),
    await failing(nobody.send(14, { html: 'x' })),
    await failing(nobody.send(14, { html: 'x', photo: Buffer.from('x') })),
  ]) {
    expect(inspect(fault, { depth: 9 })).not.toContain(botToken.split(':')[1]);
  }
});

test('The stand-in speaks the same words, keeps to Telegram’s limits, and cannot run in production', async () => {
  await expect(startTelegramDouble({ production: true })).rejects.toThrow('TELEGRAM_BOT_TOKEN');
  const double = await startTelegramDouble({ production: false });
  const own = telegrafGateway(double);
  try {
    await own.send(owner.id, { html: '<b>Hello</b>', photo: Buffer.from('x') });
    expect(double.phone.messages.at(-1)).toMatchObject({ html: '<b>Hello</b>', mine: false });
    expect(await failing(own.send(1, { html: 'x' }))).toMatchObject({ unreachable: true });
    expect(await failing(own.send(owner.id, { html: '<script>' }))).toMatchObject({ retryable: false });
    double.phone.block(true, 'en');
    expect(await failing(own.send(owner.id, { html: 'x' }))).toMatchObject({ unreachable: true });
    const updates = await own.updates(0, 0, AbortSignal.timeout(30_000));
    expect(updates).toHaveLength(1);
  } finally {
    await double.stop();
  }
});
