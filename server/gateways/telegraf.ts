import { setTimeout as wait } from 'node:timers/promises';
import { Telegraf, TelegramError } from 'telegraf';
import type { InlineKeyboardButton, Update } from 'telegraf/types';
import { type BotMessage, type Button, type TelegramGateway, TelegramGatewayError } from './telegram.ts';
import { botUpdate } from './telegram-update.ts';

export interface TelegrafSettings {
  token: string;
  name: string;
  /** Null: Telegram's own. */
  apiRoot: string | null;
  /** Where phones open the bot; `?start=<code>` is put behind it. Telegram's own by default. */
  opensAt?: string;
}

const ANSWER_MS = 15_000;
/** A wait that Telegram asks for and that is so short is waited for here, in seconds. */
const SHORT_WAIT = 5;
const noPreview = { is_disabled: true };

/** Telegram's Bot API through telegraf. */
export function telegrafGateway({ token, name, apiRoot, opensAt }: TelegrafSettings): TelegramGateway {
  const bot = new Telegraf(token, { telegram: apiRoot ? { apiRoot } : {} });
  // Telegraf would ask for it before the first update, and lose that update if nobody answers.
  bot.botInfo = {
    id: Number(token.split(':')[0]),
    is_bot: true,
    first_name: name,
    username: name,
    can_join_groups: false,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
  };
  // Else telegraf logs the fault by itself and marks the whole process as failed.
  bot.catch((fault) => {
    throw fault;
  });
  const { telegram } = bot;

  return {
    name,
    bot,
    startLink: (code) => `${opensAt ?? `https://t.me/${name}`}?start=${code}`,

    async send(chat, message) {
      await patiently((signal) => post(chat, message, signal));
    },

    async replace(chat, messageId, html) {
      await patiently((signal) =>
        telegram.callApi(
          'editMessageText',
          { chat_id: chat, message_id: messageId, text: html, parse_mode: 'HTML', link_preview_options: noPreview },
          signal,
        ),
      );
    },

    async heard(pressId) {
      await ask((signal) => telegram.callApi('answerCallbackQuery', { callback_query_id: pressId }, signal));
    },

    async receive(said) {
      const update = botUpdate.safeParse(said);
      if (!update.success) return 'unreadable';
      // With all that the bot reads, and nothing else.
      await bot.handleUpdate(update.data as Update);
      return 'done';
    },

    updates: (offset, timeout, stop) =>
      ask(
        (signal) =>
          telegram.callApi(
            'getUpdates',
            { offset, timeout, allowed_updates: ['message', 'callback_query', 'my_chat_member'] },
            signal,
          ),
        timeout * 1000 + ANSWER_MS,
        stop,
      ),

    async setWebhook(url, secret) {
      await ask((signal) =>
        url
          ? telegram.callApi(
              'setWebhook',
              {
                url,
                ...(secret ? { secret_token: secret } : {}),
                allowed_updates: ['message', 'callback_query', 'my_chat_member'],
              },
              signal,
            )
          : telegram.callApi('deleteWebhook', {}, signal),
      );
    },

    async setCommands(language, commands) {
      await ask((signal) =>
        telegram.callApi(
          'setMyCommands',
          { commands, scope: { type: 'all_private_chats' }, ...(language ? { language_code: language } : {}) },
          signal,
        ),
      );
    },
  };

  function post(chat: number, message: BotMessage, signal: Cancel): Promise<unknown> {
    const buttons = message.buttons?.filter((button) => !('url' in button) || openable(button.url)) ?? [];
    const more = {
      chat_id: chat,
      parse_mode: 'HTML' as const,
      ...(buttons.length > 0 ? { reply_markup: { inline_keyboard: buttons.map((button) => [keyOf(button)]) } } : {}),
    };
    if (!('photo' in message)) {
      return telegram.callApi('sendMessage', { ...more, text: message.html, link_preview_options: noPreview }, signal);
    }
    const form = new FormData();
    form.set('chat_id', String(chat));
    form.set('parse_mode', more.parse_mode);
    form.set('caption', message.html);
    if (more.reply_markup) form.set('reply_markup', JSON.stringify(more.reply_markup));
    form.set('photo', new Blob([new Uint8Array(message.photo)], { type: 'image/png' }), 'ticket.png');
    return upload('sendPhoto', form, signal);
  }

  /** Telegram refuses a whole message for a button to the phone itself. A server of our own does not mind. */
  function openable(url: string): boolean {
    return apiRoot !== null || !['localhost', '127.0.0.1'].includes(new URL(url).hostname);
  }

  /** Telegraf's own uploads never end on this Node: the stream that they are made of (sandwich-stream) stands still. */
  async function upload(method: string, body: FormData, { signal }: Cancel): Promise<unknown> {
    const url = new URL(`./bot${token}/${method}`, telegram.options.apiRoot);
    const response = await fetch(url, { method: 'POST', body, signal: signal as unknown as AbortSignal });
    const said = (await response.json().catch(() => null)) as { ok: boolean; result?: unknown } | null;
    if (said?.ok) return said.result;
    const { status: error_code, statusText: description } = response;
    throw new TelegramError({ error_code, description, ...said });
  }
}

type Cancel = NonNullable<Parameters<Telegraf['telegram']['callApi']>[2]>;

/** One call that Telegram must answer in time. */
async function ask<T>(call: (signal: Cancel) => Promise<T>, ms = ANSWER_MS, stop?: AbortSignal): Promise<T> {
  const late = AbortSignal.timeout(ms);
  // Telegraf's types want the signal of an older package; the platform's own is what its `fetch` checks for.
  const signal = (stop ? AbortSignal.any([late, stop]) : late) as unknown as Cancel['signal'];
  try {
    return await call({ signal } as Cancel);
  } catch (fault) {
    throw asGatewayError(fault);
  }
}

async function patiently<T>(call: (signal: Cancel) => Promise<T>, tries = 3): Promise<T> {
  try {
    return await ask(call);
  } catch (fault) {
    const seconds = fault instanceof TelegramGatewayError ? fault.retryAfter : null;
    if (tries <= 1 || seconds === null || seconds > SHORT_WAIT) throw fault;
    await wait(seconds * 1000);
    return patiently(call, tries - 1);
  }
}

/** Source: Bot API, "Making requests" and `ResponseParameters`. A token that is wrong is put right by the operator. */
function asGatewayError(fault: unknown): TelegramGatewayError {
  if (!(fault instanceof TelegramError)) {
    // Telegraf takes the token out of a fault's message, but its stack still tells it.
    const cause = new Error(fault instanceof Error ? fault.message : String(fault));
    return new TelegramGatewayError('Telegram did not answer', { retryable: true, cause });
  }
  const { code, description } = fault;
  const unreachable = code === 403 || (code === 400 && /chat not found|user is deactivated/i.test(description));
  return new TelegramGatewayError(`Telegram: ${code} ${description}`, {
    retryable: code >= 500 || [401, 404, 409, 429].includes(code),
    retryAfter: fault.parameters?.retry_after ?? null,
    unreachable,
    cause: new Error(description),
  });
}

function keyOf(button: Button): InlineKeyboardButton {
  return 'url' in button ? { text: button.text, url: button.url } : { text: button.text, callback_data: button.press };
}
