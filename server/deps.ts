import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Router } from 'express';
import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';
import { type Db, openDb, sql } from './db.ts';
import { loadCinema } from './domain/cinema.ts';
import type { House } from './domain/house.ts';
import { signerFrom } from './domain/signer.ts';
import { caughtMail } from './gateways/caught-mail.ts';
import { caughtMailPages } from './gateways/caught-mail-pages.ts';
import { type MailGateway, smtpMail } from './gateways/mail.ts';
import { stripeGateway } from './gateways/stripe.ts';
import { startStripeDouble } from './gateways/stripe-double/index.ts';
import { telegrafGateway } from './gateways/telegraf.ts';
import type { TelegramGateway } from './gateways/telegram.ts';
import { startTelegramDouble } from './gateways/telegram-double/index.ts';
import { webhookSender } from './gateways/webhook-sender.ts';
import { type KeptReplies, keptReplies } from './http/kept-replies.ts';
import { createPulse } from './http/pulse.ts';
import type { Counts } from './http/rate-limit.ts';
import { type Remember, rememberWith } from './http/remember.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { createSeatFeed, type SeatFeed } from './realtime/seat-feed.ts';
import { lookAtHouse } from './shared/look-at-house.ts';
import { type Nudges, shareNudges } from './shared/nudges.ts';
import { openRedis } from './shared/redis.ts';

/** Everything that a process is made of, built once and passed on. */
export interface Deps extends House, Counts {
  config: Config;
  log: Logger;
  mail: MailGateway;
  /** Null: there is no bot here. */
  telegram: TelegramGateway | null;
  feed: SeatFeed;
  /** Public answers, as long as they stand. */
  kept: KeptReplies;
  remember: Remember;
  metrics: Metrics;
  /** Pages of the stand-ins for the outside world, by path; empty where the real ones are set. */
  demoPages: Map<string, Router>;
  close(): Promise<void>;
}

export async function buildDeps(config: Config, databaseUrl: string): Promise<Deps> {
  const log = pino({ level: config.logLevel });
  const db = openDb(databaseUrl);
  const feed = createSeatFeed(db, log);
  const metrics = createMetrics();
  const shared = shareBetweenProcesses(config, log, feed, metrics);
  const pulse = createPulse(lookAtHouse(db));
  const kept = keptReplies(pulse);
  const demoPages = new Map<string, Router>();
  const payments = await buildPayments(config, demoPages);
  const telegram = await buildTelegram(config, demoPages);
  return {
    config,
    log,
    db,
    feed,
    demoPages,
    payments: payments.gateway,
    webhooks: webhookSender({ production: config.production }),
    mail: await buildMail(config, db, demoPages),
    telegram: telegram.gateway,
    signer: signerFrom(config.secretKey ?? (await keptSecret(config.dataDir))),
    publicUrl: config.publicUrl,
    kept,
    remember: rememberWith(pulse),
    metrics,
    counts: shared.counts,
    seatsChanged(screeningId, held) {
      kept.forget('house');
      feed.nudge(screeningId, held);
      shared.tell(screeningId);
    },
    recentFloor: (screeningId) => feed.judge(screeningId),
    async close() {
      feed.stop();
      shared.close();
      await payments.stop();
      await telegram.stop();
      await db.close();
    },
  };
}

/** Redis between the processes of one cinema, which are those with one public address. */
function shareBetweenProcesses(config: Config, log: Logger, feed: SeatFeed, metrics: Metrics): Counts & Nudges {
  if (config.redisUrl === null) {
    if (config.role === 'web') {
      log.warn(
        'REDIS_URL is not set: with more than one web process, sales of the others are seen a second late and each counts requests by itself',
      );
    }
    return { counts: null, tell: () => {}, close: () => {} };
  }
  const prefix = `foyer:${new URL(config.publicUrl).host}:`;
  const redis = openRedis(config.redisUrl, log, 'counts and nudges');
  const listen = openRedis(config.redisUrl, log, 'nudges from others');
  metrics.read('foyer_redis_up', 'Whether Redis answers, by connection.', 'connection', () => ({
    counts: Number(redis.status === 'ready'),
    nudges: Number(listen.status === 'ready'),
  }));
  const nudges = shareNudges({ talk: redis, listen }, `${prefix}seats`, (id) => feed.nudge(id));
  return {
    counts: { redis, prefix },
    tell: nudges.tell,
    close() {
      nudges.close();
      for (const one of [redis, listen]) one.removeAllListeners('close').disconnect();
    },
  };
}

async function buildPayments(config: Config, pages: Map<string, Router>) {
  if (config.stripe) return { gateway: stripeGateway(config.stripe), stop: async () => {} };
  const double = await startStripeDouble({
    dataDir: config.dataDir,
    // A worker serves no webhooks: what its stand-in has to say goes where customers go.
    webhookUrl: `${config.role === 'worker' ? config.publicUrl : `http://127.0.0.1:${config.port}`}/api/stripe/webhook/`,
    publicUrl: config.publicUrl,
    production: config.production,
  });
  pages.set('/demo/stripe', double.router);
  return { gateway: stripeGateway(double), stop: () => double.stop() };
}

/** The stand-in lives in one process: where web and worker are two, there is no bot without a token. */
async function buildTelegram(
  config: Config,
  pages: Map<string, Router>,
): Promise<{ gateway: TelegramGateway | null; stop(): Promise<void> }> {
  if (config.telegram) return { gateway: telegrafGateway(config.telegram), stop: async () => {} };
  if (config.production || config.role !== 'all') return { gateway: null, stop: async () => {} };
  const double = await startTelegramDouble({ production: config.production });
  pages.set('/demo/telegram', double.router);
  const opensAt = `${config.publicUrl}/demo/telegram/`;
  return { gateway: telegrafGateway({ ...double, opensAt }), stop: () => double.stop() };
}

async function buildMail(config: Config, db: Db, pages: Map<string, Router>): Promise<MailGateway> {
  if (config.smtpUrl) return smtpMail(config.smtpUrl);
  const { timeZone } = await loadCinema(sql(db));
  pages.set('/demo/mail', caughtMailPages(config.dataDir, timeZone));
  return caughtMail(config.dataDir);
}

/** Outside production a secret is made once and kept, so that tickets of yesterday's demo still scan today. */
async function keptSecret(dataDir: string): Promise<string> {
  const file = join(dataDir, 'secret-key');
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 }).catch((fault) => {
    if (fault.code !== 'EEXIST') throw fault;
  });
  await chmod(file, 0o600);
  return readFile(file, 'utf8');
}
