import { pino } from 'pino';
import { startBot } from '../../server/bot/run-bot.ts';
import type { Config } from '../../server/config.ts';
import { sql } from '../../server/db.ts';
import type { Actor } from '../../server/domain/actor.ts';
import { handlePaymentEvent } from '../../server/domain/payments/handle-payment-event.ts';
import { offerTelegramLink } from '../../server/domain/telegram/offer-link.ts';
import { startWorker } from '../../server/jobs/worker.ts';
import { type FakePayments, fakePayments } from '../setup/fake-payments.ts';
import { aCustomer, accepted, type TestHouse, type TestScreening, testHouse } from '../setup/house.ts';
import { aCheckout, anOrder } from '../setup/sales.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { botToken, type Person, type TestTelegram, testTelegram } from '../setup/telegram.ts';

export interface BotHouse {
  t: TestHouse;
  payments: FakePayments;
  server: TestServer;
  telegram: TestTelegram;
  /** A new customer with an account. */
  member(language?: string): Promise<Actor & { userId: number }>;
  /** One whose Telegram is linked. */
  linked(language?: string): Promise<{ actor: Actor & { userId: number }; person: Person }>;
  person(): Person;
  /** A code as the page gives it. */
  code(actor: Actor): Promise<string>;
  buy(actor: Actor, screening: TestScreening, labels: string[]): Promise<number>;
  stop(): Promise<void>;
}

/** The whole web face, its worker and its bot, with a Telegram of its own. */
export async function botHouse(mode: 'polling' | 'webhook' = 'polling'): Promise<BotHouse> {
  const telegram = await testTelegram();
  const payments = fakePayments();
  const t = await testHouse({ payments });
  const settings: Config['telegram'] = {
    token: botToken,
    name: 'TestFoyerBot',
    mode,
    webhookSecret: mode === 'webhook' ? 'a-secret-of-the-webhook' : null,
    apiRoot: telegram.apiRoot,
  };
  const server = await testServer(t.url, undefined, { telegram: settings });
  // Jobs need no payment page: the processor is one that tests tell what to do.
  const deps = { ...server.deps, payments };
  const worker = await startWorker({ ...deps, log: pino({ level: 'silent' }) });
  const bot = startBot({ ...deps, config: { ...deps.config, role: 'all' } });
  let people = 5_000_000_000;
  const it: Omit<BotHouse, 'stop'> = {
    t,
    payments,
    server,
    telegram,
    person: () => telegram.person(++people),
    async member(language = 'en') {
      const [user] = await sql(t.db).query<{ id: number }>(
        `INSERT INTO users (email, name, language, confirmed_at) VALUES (gen_random_uuid() || '@foyer.test', 'Marta', $1, now()) RETURNING id`,
        [language],
      );
      const userId = user?.id ?? 0;
      return { ...aCustomer(`user:${userId}`), userId };
    },
    async linked(language) {
      const actor = await it.member(language);
      const person = it.person();
      await person.write(`/start ${await it.code(actor)}`);
      await until(() => person.heard().length > 0);
      return { actor, person };
    },
    code: async (actor) => accepted(await offerTelegramLink(t.house, actor)).code,
    async buy(actor, screening, labels) {
      const id = await anOrder(t.house, screening, labels, actor);
      await handlePaymentEvent(t.house, payments.pay(await aCheckout(t.house, id)));
      return id;
    },
  };
  return {
    ...it,
    async stop() {
      await bot.stop();
      await worker.stop();
      await server.stop();
      await t.drop();
      await telegram.stop();
    },
  };
}

/** Waits for something that happens elsewhere. */
export async function until(happened: () => boolean | Promise<boolean>, ms = 30_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; ) {
    if (await happened()) return;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  throw new Error('it did not happen in time');
}
