import type { Config } from '../../server/config.ts';

type Own = Pick<Config, 'port' | 'dataDir' | 'databaseUrl' | 'publicUrl'> & Partial<Config>;

/** The demo without a key or a service of anybody's: all stand-ins are at work. */
export function demoConfig(own: Own): Config {
  return {
    production: false,
    demo: true,
    role: 'all',
    redisUrl: null,
    secretKey: 'a secret that only the tests know',
    stripe: null,
    smtpUrl: null,
    telegram: null,
    telegramConfirmSecret: null,
    metricsToken: null,
    logLevel: 'error',
    ...own,
  };
}
