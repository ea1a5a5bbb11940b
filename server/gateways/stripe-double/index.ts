import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Router } from 'express';
import { stripeApi } from './api.ts';
import { newCourier } from './courier.ts';
import type { Desk } from './desk.ts';
import type { CallFault, Faults } from './faults.ts';
import { paymentPages } from './pages.ts';
import { readerPages } from './reader-pages.ts';
import type { AnyRecord } from './record.ts';
import { openStore } from './store.ts';
import { nextDue, settleDue } from './ticker.ts';

export interface StripeDoubleSettings {
  /** State is kept in `stripe-double/` below it. One process at a time. */
  dataDir: string;
  webhookUrl: string;
  /** Where the app is reached; `router` is mounted at `/demo/stripe/` there. */
  publicUrl: string;
  production: boolean;
  /** How long *Pay later* and slow refunds take; 20 s. */
  laterMs?: number;
}

export interface StripeDouble {
  api: { host: string; port: number; protocol: 'http' };
  secretKey: string;
  webhookSecret: string;
  router: Router;
  faults: Faults;
  stop(): Promise<void>;
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * A local stand-in for Stripe where no keys are set: its HTTP API on a loopback port, its payment page, its webhooks.
 * Throws in production, where a page that hands out tickets for nothing must not exist.
 */
export async function startStripeDouble(settings: StripeDoubleSettings): Promise<StripeDouble> {
  if (settings.production) throw new Error('The stand-in for Stripe cannot run in production: set STRIPE_SECRET_KEY.');

  const store = openStore(join(settings.dataDir, 'stripe-double'));
  const callFaults: CallFault[] = [];
  let ahead = 0;
  let timer: NodeJS.Timeout | undefined;
  let wakeAt = Number.POSITIVE_INFINITY;
  let stopped = false;

  const now = () => Date.now() + ahead;
  const save = (record: AnyRecord) => {
    store.save(record);
    attend(record);
  };
  const desk: Desk = {
    store,
    now,
    page: `${settings.publicUrl.replace(/\/$/, '')}/demo/stripe/pay/`,
    readers: { off: new Set(), byItself: null },
    laterMs: settings.laterMs ?? 20_000,
    save,
  };
  const { webhookSecret, secretKey } = store.secrets;
  const courier = newCourier({ webhookUrl: settings.webhookUrl, webhookSecret, now, save });

  const server = createServer(stripeApi(desk, () => callFaults.shift()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The stand-in for Stripe has no port.');
  attendAll();

  return {
    api: { host: '127.0.0.1', port: address.port, protocol: 'http' },
    secretKey,
    webhookSecret,
    router: paymentPages(desk).use(readerPages(desk)),
    faults: {
      nextCalls: (count, fault) => void callFaults.push(...Array<CallFault>(count).fill(fault)),
      holdWebhooks: () => courier.hold(),
      releaseWebhooks: (order = 'as_sent') => courier.release(store.all(), order),
      readersAct(act, afterMs = 0) {
        desk.readers.byItself = act && { act, afterMs };
      },
      repeatNextEvent: (times) => courier.repeatNext(times),
      skipAhead(ms) {
        ahead += ms;
        attendAll();
      },
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      courier.stop();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };

  /** Does what is due in the record, then makes sure to be awake for what comes next in it. */
  function attend(record: AnyRecord): void {
    if (stopped) return;
    if (settleDue(desk, record)) store.save(record);
    courier.sendDue(record);
    const at = Math.min(
      nextDue(record) ?? Number.POSITIVE_INFINITY,
      courier.nextAt(record) ?? Number.POSITIVE_INFINITY,
    );
    if (at >= wakeAt) return;
    wakeAt = at;
    clearTimeout(timer);
    timer = setTimeout(attendAll, Math.min(Math.max(at - now(), 0), LONGEST_TIMER_MS));
    timer.unref();
  }

  function attendAll(): void {
    wakeAt = Number.POSITIVE_INFINITY;
    for (const record of store.all()) attend(record);
  }
}
