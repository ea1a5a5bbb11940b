import { createHmac } from 'node:crypto';
import type { AnyRecord, Delivery } from './record.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Stripe gives up after three days; so does this. */
const WAITS = [SECOND, 5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, ...Array<number>(35).fill(2 * HOUR)];
const TIMEOUT_MS = 10 * SECOND;

export interface Courier {
  /** Sends every event of the record that is due. */
  sendDue(record: AnyRecord): void;
  /** When this record next needs `sendDue`; undefined if nothing waits. */
  nextAt(record: AnyRecord): number | undefined;
  hold(): void;
  release(records: Iterable<AnyRecord>, order: 'as_sent' | 'reversed'): Promise<void>;
  repeatNext(times: number): void;
  stop(): void;
}

/** Brings events to the webhook, signed, until it answers 2xx; the record's outbox survives a restart. */
export function newCourier(settings: {
  webhookUrl: string;
  webhookSecret: string;
  now: () => number;
  save: (record: AnyRecord) => void;
}): Courier {
  const { webhookUrl, webhookSecret, now, save } = settings;
  const underWay = new Set<string>();
  const ended = new AbortController();
  let held = false;
  let times = 1;

  async function send(record: AnyRecord, delivery: Delivery): Promise<void> {
    underWay.add(delivery.eventId);
    const copies = times;
    times = 1;
    let taken = true;
    for (let copy = 0; copy < copies; copy++) taken = (await post(delivery.body)) && taken;
    underWay.delete(delivery.eventId);
    if (ended.signal.aborted) return;
    const wait = WAITS[delivery.attempts++];
    delivery.at = now() + (wait ?? 0);
    if (taken || wait === undefined) record.outbox = record.outbox.filter((other) => other !== delivery);
    save(record);
  }

  async function post(body: string): Promise<boolean> {
    try {
      const answer = await fetch(webhookUrl, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.any([ended.signal, AbortSignal.timeout(TIMEOUT_MS)]),
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          'stripe-signature': sign(body, webhookSecret),
        },
        body,
      });
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      // Whatever the reason, the event was not taken and is tried again.
      return false;
    }
  }

  const waiting = (record: AnyRecord) => record.outbox.filter((delivery) => !underWay.has(delivery.eventId));

  return {
    sendDue(record) {
      if (held) return;
      for (const delivery of waiting(record)) if (delivery.at <= now()) void send(record, delivery);
    },
    nextAt(record) {
      const times = held ? [] : waiting(record).map((delivery) => delivery.at);
      return times.length > 0 ? Math.min(...times) : undefined;
    },
    hold() {
      held = true;
    },
    async release(records, order) {
      const all = [...records].flatMap((record) => waiting(record).map((delivery) => ({ record, delivery })));
      all.sort((a, b) => a.delivery.at - b.delivery.at);
      if (order === 'reversed') all.reverse();
      for (const { record, delivery } of all) await send(record, delivery);
      held = false;
      for (const { record } of all) save(record);
    },
    repeatNext(count) {
      times = count;
    },
    stop() {
      ended.abort();
    },
  };
}

/** Source: docs.stripe.com/webhooks#verify-manually. */
function sign(body: string, secret: string): string {
  const at = Math.floor(Date.now() / 1000);
  return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`;
}
