import { setTimeout as wait } from 'node:timers/promises';
import { languages, wordsFor } from '../contract/words/words.ts';
import type { Deps } from '../deps.ts';
import type { TelegramGateway } from '../gateways/telegram.ts';
import { poll } from './poll.ts';

const longestWaitMs = 300_000;

/** Lets the bot hear what is written to it, by the process whose part that is, until `stop`. */
export function startBot(deps: Deps): { stop(): Promise<void> } {
  const { telegram, config, log } = deps;
  if (!telegram) {
    log.info('Telegram is off: no bot is set (TELEGRAM_BOT_TOKEN and TELEGRAM_BOT_NAME)');
    return { stop: async () => {} };
  }
  const mode = config.telegram?.mode ?? 'polling';
  const ours = config.role === 'all' || config.role === (mode === 'polling' ? 'worker' : 'web');
  const stop = new AbortController();
  const work = ours ? listen(deps, telegram, mode, stop.signal) : Promise.resolve();
  return {
    async stop() {
      stop.abort();
      await work;
    },
  };
}

async function listen(deps: Deps, telegram: TelegramGateway, mode: 'polling' | 'webhook', stop: AbortSignal) {
  const secret = deps.config.telegram?.webhookSecret ?? null;
  const url = mode === 'webhook' ? `${deps.publicUrl}/api/telegram/webhook/` : null;
  const ready = await untilDone(deps, stop, async () => {
    await telegram.setWebhook(url, secret);
    for (const language of [null, ...languages.filter((each) => each !== 'en')]) {
      await telegram.setCommands(language, menu(language ?? 'en'));
    }
  });
  if (ready && mode === 'polling') await poll(deps, telegram, stop);
}

function menu(language: string) {
  const { commands } = wordsFor(language).telegram;
  return Object.entries(commands).map(([command, description]) => ({ command, description }));
}

/** Telegram may be away when we start. False if we are stopped before it comes back. */
async function untilDone({ log }: Deps, stop: AbortSignal, act: () => Promise<void>): Promise<boolean> {
  for (let pause = 2_000; !stop.aborted; pause = Math.min(pause * 2, longestWaitMs)) {
    try {
      await act();
      return true;
    } catch (fault) {
      log.warn({ err: fault }, 'the bot could not be set up; it is tried again');
      await wait(pause, undefined, { signal: stop }).catch(() => {});
    }
  }
  return false;
}
