import type { RequestHandler } from 'express';
import { botSecretHeader, confirmTelegram, telegramWebhook } from '../contract/api/telegram.ts';
import { isRefusal, refuse } from '../contract/refusals.ts';
import type { Deps } from '../deps.ts';
import { confirmTelegramLink } from '../domain/telegram/confirm-link.ts';
import { AskAgain } from '../http/faults.ts';
import { sameSecret } from '../http/same-secret.ts';
import { sendRefusal } from './refusals.ts';
import { type Api, serve } from './serve.ts';

/** Confirming a link, for bots of other programs, and the door for Telegram's updates. */
export function installTelegram(api: Api): void {
  const { deps } = api;
  serve(
    api,
    confirmTelegram,
    async ({ body, actor }) => {
      const linked = await confirmTelegramLink(deps, actor, { code: body.code, tgId: body.tg_id, name: '' });
      if (!isRefusal(linked)) return { linked: true };
      // Whose account it is otherwise, is nobody's business.
      return linked.refused === 'telegram_link_invalid' ? refuse('telegram_link_invalid') : linked;
    },
    [ourBot(deps)],
  );
  serve(
    api,
    telegramWebhook,
    async ({ body }) => {
      const outcome = await deps.telegram?.receive(body).catch((fault) => {
        throw new AskAgain(fault);
      });
      if (outcome === 'unreadable') {
        deps.log.error({ update: body.update_id }, 'an update of Telegram makes no sense; it is left alone');
      }
      return { received: true };
    },
    [byTelegram(deps)],
  );
}

/** In production nobody without the secret; in the demo anybody, unless one is set. */
function ourBot({ config }: Deps): RequestHandler {
  return (req, res, next) => {
    const secret = config.telegramConfirmSecret;
    const given = req.get(botSecretHeader);
    if (secret === null && !config.production) return next();
    if (given === undefined) return sendRefusal(res, refuse('unauthenticated'));
    if (secret === null || !sameSecret(given, secret)) return sendRefusal(res, refuse('forbidden'));
    return next();
  };
}

/** Where the bot asks for its updates by itself, this door is not there. */
function byTelegram({ config }: Deps): RequestHandler {
  return (req, res, next) => {
    const secret = config.telegram?.webhookSecret ?? null;
    if (secret === null) return sendRefusal(res, refuse('not_found'));
    const given = req.get('x-telegram-bot-api-secret-token') ?? '';
    return sameSecret(given, secret) ? next() : sendRefusal(res, refuse('forbidden'));
  };
}
