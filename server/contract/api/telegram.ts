import { z } from 'zod';
import { operation } from './operation.ts';

/** Carries the bot's secret (`TELEGRAM_CONFIRM_SECRET`). */
export const botSecretHeader = 'X-Telegram-Bot-Secret';

export const confirmTelegram = operation({
  id: 'confirmTelegram',
  method: 'post',
  path: '/telegram/link/confirm/',
  tag: 'Telegram',
  summary: 'Link a Telegram account to the customer who was given a code',
  description: `For a bot of another program; ours does it by itself. In production the bot proves itself with its secret in the header \`${botSecretHeader}\`. The answer is the same for every code that is no good: unknown, used, past its 15 minutes, or sent by a Telegram account that belongs to somebody else.`,
  who: 'bot',
  body: z.strictObject({
    code: z.string().regex(/^[\w-]{1,64}$/, 'must be 1 to 64 letters, figures, dashes and underscores'),
    tg_id: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
  }),
  answer: z.object({ linked: z.boolean() }),
  refuses: ['telegram_link_invalid', 'forbidden'],
});

export const telegramWebhook = operation({
  id: 'telegramWebhook',
  method: 'post',
  path: '/telegram/webhook/',
  tag: 'Telegram',
  summary: "Telegram's updates, where the bot runs by webhook",
  description:
    'Telegram proves itself with `X-Telegram-Bot-Api-Secret-Token`. An update whose fields cannot be is left alone with 200.',
  who: 'stranger',
  body: z.looseObject({ update_id: z.int() }),
  answer: z.object({ received: z.boolean() }),
  refuses: ['forbidden', 'not_found'],
  limit: 'none',
  largest: 256 * 1024,
});
