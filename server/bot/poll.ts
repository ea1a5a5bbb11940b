import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import type { Update } from 'telegraf/types';
import type { Deps } from '../deps.ts';
import { type TelegramGateway, TelegramGatewayError } from '../gateways/telegram.ts';

/** How long Telegram holds a question for updates open, in seconds. */
const holdOpen = 25;
const otherPollerMs = 15_000;
const pauseMs = 5_000;
/** An update that fails so often on our side is let go, or it would keep all that come after it waiting. */
const mostTries = 5;

/**
 * Asks Telegram for updates until `stop`, in one process of all: the others wait for the database's lock to become
 * free. Not telegraf's own polling: that ends for good when Telegram answers 401 or 409 once, and forgets an update
 * that failed here.
 */
export async function poll(deps: Deps, telegram: TelegramGateway, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const client = await deps.db.pool.connect().catch(() => null);
    const locked = client ? await lock(client) : false;
    if (client && locked) await pollWhileLocked(deps, telegram, client, stop);
    if (client && locked) await client.query('SELECT pg_advisory_unlock_all()').catch(() => {});
    // A connection that may have failed meanwhile is not used again: its lock goes with it.
    client?.release(locked);
    if (!stop.aborted) await rest(otherPollerMs, stop);
  }
}

async function lock(client: pg.PoolClient): Promise<boolean> {
  try {
    const { rows } = await client.query(
      `SELECT pg_try_advisory_lock(hashtextextended('telegram updates', 0)) AS locked`,
    );
    return rows[0]?.locked === true;
  } catch {
    return false;
  }
}

async function pollWhileLocked(deps: Deps, telegram: TelegramGateway, client: pg.PoolClient, stop: AbortSignal) {
  let offset = 0;
  while (!stop.aborted) {
    try {
      const updates = await telegram.updates(offset, holdOpen, stop);
      await client.query('SELECT 1').catch(() => Promise.reject(new LockLost()));
      for (const update of updates) {
        if (stop.aborted) break;
        await handle(deps, telegram, update, stop);
        offset = update.update_id + 1;
      }
    } catch (fault) {
      if (stop.aborted) break;
      if (fault instanceof LockLost) return;
      deps.log.warn({ err: fault }, 'no updates from Telegram; it is asked again');
      const seconds = fault instanceof TelegramGatewayError ? fault.retryAfter : null;
      await rest(seconds === null ? pauseMs : seconds * 1000, stop);
    }
  }
  // Says which updates are done, or the next process gets the last ones once more.
  if (offset > 0) await telegram.updates(offset, 0, AbortSignal.timeout(2_000)).catch(() => {});
}

class LockLost extends Error {}

async function handle(deps: Deps, telegram: TelegramGateway, update: Update, stop: AbortSignal): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      if ((await telegram.receive(update)) === 'done') return;
      deps.log.error({ update: update.update_id }, 'an update of Telegram makes no sense; it is left alone');
      return;
    } catch (fault) {
      deps.log.error({ err: fault, update: update.update_id }, 'an update of Telegram failed');
      if (tries === mostTries || stop.aborted) return;
      await rest(pauseMs, stop);
    }
  }
}

async function rest(ms: number, stop: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal: stop }).catch(() => {});
}
