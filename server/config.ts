import { resolve } from 'node:path';
import { z } from 'zod';
import {
  type TelegramSettings,
  telegramEnvironment,
  telegramFrom,
  telegramProblems,
  telegramWants,
} from './config-telegram.ts';

/** What the process was told. The only reader of the environment; `.env.example` explains each setting. */
export interface Config {
  production: boolean;
  /** Demo data, demo logins, caught mail and the payment double: everywhere but in production. */
  demo: boolean;
  role: 'all' | 'web' | 'worker';
  port: number;
  /** Absolute. */
  dataDir: string;
  /** Null: the embedded PostgreSQL. */
  databaseUrl: string | null;
  /** Null: one process, which needs none. */
  redisUrl: string | null;
  /** Without a slash at the end. */
  publicUrl: string;
  /** Signs ticket codes and order links; null: one is made and kept in the data folder. */
  secretKey: string | null;
  /** Null: the local double. */
  stripe: { secretKey: string; webhookSecret: string } | null;
  /** Null: mail is caught and readable in the browser. */
  smtpUrl: string | null;
  /** Null: no bot; in the demo a local double of Telegram. */
  telegram: TelegramSettings | null;
  /** What a bot of another program proves itself with to confirm links; null: in production none can. */
  telegramConfirmSecret: string | null;
  /** What `/metrics` is asked with; null: it is for our own network alone. */
  metricsToken: string | null;
  logLevel: string;
}

/** The environment cannot be worked with. The message is for the operator, one sentence a problem. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const url = (protocols: RegExp) => z.url({ protocol: protocols });
const environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: url(/^postgres(ql)?$/).optional(),
  REDIS_URL: url(/^rediss?$/).optional(),
  PUBLIC_URL: url(/^https?$/).optional(),
  SECRET_KEY: z.string().min(32).optional(),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_/)
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_/)
    .optional(),
  SMTP_URL: url(/^smtps?$/).optional(),
  ...telegramEnvironment,
  METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/=-]{16,}$/)
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

const wants: Record<string, string> = {
  NODE_ENV: 'production, development or test',
  ROLE: 'all, web or worker',
  PORT: 'a port number',
  DATABASE_URL: 'an address like postgresql://user:password@host:5432/foyer',
  REDIS_URL: 'an address like redis://:password@host:6379/0',
  PUBLIC_URL: 'the address that customers use, like https://tickets.example.org',
  SECRET_KEY: 'at least 32 random characters',
  STRIPE_SECRET_KEY: 'a secret key of Stripe that begins with sk_ or rk_',
  STRIPE_WEBHOOK_SECRET: "a webhook's signing secret of Stripe that begins with whsec_",
  SMTP_URL: 'an address like smtps://user:password@host:465',
  ...telegramWants,
  METRICS_TOKEN: 'at least 16 letters and figures',
  LOG_LEVEL: 'fatal, error, warn, info, debug, trace or silent',
};

/** How build tools and libraries are told to be quick. React else checks for developers, and renders at half the speed. */
const quick = { NODE_ENV: 'production' } as const;

/** The environment for the tools that build: a demo's pages, and a test's, weigh what those of a real house weigh. */
export const environmentOfTools = (): NodeJS.ProcessEnv => ({ ...process.env, ...quick });

/**
 * Has the libraries that are imported from now on serve as in production, whatever the mode. After `loadConfig`, before
 * the server.
 */
export function quickLibraries(): void {
  Object.assign(process.env, quick);
}

/** @throws ConfigError if a setting is malformed, missing in production, or set without its other half. */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(filled);
  if (!parsed.success) {
    const names = new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
    throw new ConfigError([...names].map((name) => `${name} must be ${wants[name] ?? 'set'}.`).join('\n'));
  }
  const e = parsed.data;
  const production = e.NODE_ENV === 'production';
  const problems = [...halfSet(e, production), ...telegramProblems(e)];
  if (problems.length > 0) throw new ConfigError(problems.join('\n'));
  return {
    production,
    demo: !production,
    role: e.ROLE,
    port: e.PORT,
    dataDir: resolve(e.DATA_DIR),
    databaseUrl: e.DATABASE_URL ?? null,
    redisUrl: e.REDIS_URL ?? null,
    publicUrl: (e.PUBLIC_URL ?? `http://localhost:${e.PORT}`).replace(/\/+$/, ''),
    secretKey: e.SECRET_KEY ?? null,
    stripe:
      e.STRIPE_SECRET_KEY && e.STRIPE_WEBHOOK_SECRET
        ? { secretKey: e.STRIPE_SECRET_KEY, webhookSecret: e.STRIPE_WEBHOOK_SECRET }
        : null,
    smtpUrl: e.SMTP_URL ?? null,
    telegram: telegramFrom(e),
    telegramConfirmSecret: e.TELEGRAM_CONFIRM_SECRET ?? null,
    metricsToken: e.METRICS_TOKEN ?? null,
    logLevel: e.LOG_LEVEL,
  };
}

function halfSet(e: z.infer<typeof environment>, production: boolean): string[] {
  const problems: string[] = [];
  if (e.STRIPE_SECRET_KEY && !e.STRIPE_WEBHOOK_SECRET) {
    problems.push(
      'STRIPE_SECRET_KEY is set, so STRIPE_WEBHOOK_SECRET must be set too: without it no payment is believed.',
    );
  }
  if (e.STRIPE_WEBHOOK_SECRET && !e.STRIPE_SECRET_KEY) {
    problems.push('STRIPE_WEBHOOK_SECRET is set, so STRIPE_SECRET_KEY must be set too.');
  }
  if (!production && /^(sk|rk)_live_/.test(e.STRIPE_SECRET_KEY ?? '')) {
    problems.push(
      'STRIPE_SECRET_KEY is a live key, so NODE_ENV must be production: the demo must not take real money.',
    );
  }
  if (!production && e.ROLE !== 'all' && !e.DATABASE_URL) {
    problems.push(`ROLE is ${e.ROLE}, so DATABASE_URL must be set: the embedded PostgreSQL serves one process only.`);
  }
  if (production) {
    const needed = [
      'DATABASE_URL',
      'PUBLIC_URL',
      'SECRET_KEY',
      'STRIPE_SECRET_KEY',
      'STRIPE_WEBHOOK_SECRET',
      'SMTP_URL',
    ] as const;
    for (const name of needed) {
      if (!e[name]) problems.push(`${name} must be set in production to ${wants[name]}.`);
    }
    if (/^http:(?!\/\/(localhost|127\.)\b)/.test(e.PUBLIC_URL ?? ''))
      problems.push('PUBLIC_URL must begin with https:// in production.');
  }
  return [...new Set(problems)];
}
