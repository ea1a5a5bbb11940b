import { expect, test } from 'vitest';
import { ConfigError, loadConfig } from '../../server/config.ts';

const complete = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://foyer:secret@db:5432/foyer',
  PUBLIC_URL: 'https://tickets.example.org/',
  SECRET_KEY: 'x'.repeat(32),
  STRIPE_SECRET_KEY: 'sk_live_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
  SMTP_URL: 'smtps://user:password@mail.example.org:465',
};

function problem(env: NodeJS.ProcessEnv): string {
  try {
    loadConfig(env);
  } catch (fault) {
    if (fault instanceof ConfigError) return fault.message;
    throw fault;
  }
  return '';
}

test('With nothing set it is the demo, on port 3000, with stand-ins for everything', () => {
  expect(loadConfig({})).toMatchObject({
    demo: true,
    production: false,
    port: 3000,
    role: 'all',
    databaseUrl: null,
    stripe: null,
    smtpUrl: null,
    publicUrl: 'http://localhost:3000',
  });
});

test('An empty setting is one that is not set', () => {
  expect(loadConfig({ DATABASE_URL: '', PORT: '', STRIPE_SECRET_KEY: '' })).toMatchObject({
    databaseUrl: null,
    port: 3000,
    stripe: null,
  });
});

test('Production is complete, and never a demo', () => {
  expect(loadConfig(complete)).toMatchObject({
    demo: false,
    production: true,
    publicUrl: 'https://tickets.example.org',
  });
});

for (const name of Object.keys(complete).filter((key) => key !== 'NODE_ENV')) {
  test(`Production without ${name} does not start and says so`, () => {
    const { [name as keyof typeof complete]: _, ...rest } = complete;
    expect(problem(rest)).toContain(name);
  });
}

test('Half of Stripe’s settings is refused with the name of the other half', () => {
  expect(problem({ STRIPE_SECRET_KEY: 'sk_test_1' })).toContain('STRIPE_WEBHOOK_SECRET must be set too');
  expect(problem({ STRIPE_WEBHOOK_SECRET: 'whsec_1' })).toContain('STRIPE_SECRET_KEY must be set too');
});

test('A live key outside production, plain http in production and a role without a database are refused', () => {
  expect(problem({ STRIPE_SECRET_KEY: 'sk_live_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' })).toContain('live key');
  expect(problem({ ...complete, PUBLIC_URL: 'http://tickets.example.org' })).toContain('https://');
  expect(problem({ ROLE: 'worker' })).toContain('DATABASE_URL must be set');
});

test('What is malformed is named in words, all at once, and never printed', () => {
  const said = problem({
    PORT: 'eighty',
    DATABASE_URL: 'mysql://root:hunter2@db/foyer',
    SECRET_KEY: 'short',
    ROLE: 'boss',
  });
  for (const name of ['PORT', 'DATABASE_URL', 'SECRET_KEY', 'ROLE']) expect(said).toContain(`${name} must be`);
  expect(said).not.toContain('hunter2');
});

const bot = { TELEGRAM_BOT_TOKEN: '123456:abcdefghijklmnopqrstuvwxyz', TELEGRAM_BOT_NAME: '@FoyerBot' };

test('Half of Telegram’s settings is refused with the name of the other half', () => {
  expect(problem({ TELEGRAM_BOT_TOKEN: bot.TELEGRAM_BOT_TOKEN })).toContain('TELEGRAM_BOT_NAME must be set too');
  expect(problem({ TELEGRAM_BOT_NAME: 'FoyerBot' })).toContain('TELEGRAM_BOT_TOKEN must be set too');
  expect(problem({ TELEGRAM_MODE: 'polling' })).toContain('TELEGRAM_BOT_TOKEN must be set too');
  expect(problem({ ...bot, TELEGRAM_MODE: 'webhook', PUBLIC_URL: 'https://foyer.test' })).toContain(
    'TELEGRAM_WEBHOOK_SECRET must be set',
  );
  expect(problem({ ...bot, TELEGRAM_MODE: 'webhook', TELEGRAM_WEBHOOK_SECRET: 'x'.repeat(16) })).toContain('https://');
});

test('The bot is called where it can be, asks where it cannot, and is off without a token or when told so', () => {
  const secret = { TELEGRAM_WEBHOOK_SECRET: 'x'.repeat(16) };
  expect(loadConfig(complete).telegram).toBeNull();
  expect(loadConfig({ ...complete, ...bot }).telegram).toMatchObject({ mode: 'polling', name: 'FoyerBot' });
  expect(loadConfig({ ...complete, ...bot, ...secret }).telegram).toMatchObject({ mode: 'webhook' });
  expect(loadConfig({ ...bot, ...secret }).telegram).toMatchObject({ mode: 'polling', webhookSecret: null });
  expect(loadConfig({ ...complete, ...bot, TELEGRAM_MODE: 'off' }).telegram).toBeNull();
});
