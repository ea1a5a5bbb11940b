import type { Context } from 'telegraf';
import { languageOfTag } from '../contract/words/words.ts';
import type { Deps } from '../deps.ts';
import { findLinkedPerson } from '../domain/telegram/find-link.ts';
import { muteTelegram } from '../domain/telegram/mute.ts';
import { type BotMessage, type TelegramGateway, TelegramGatewayError } from '../gateways/telegram.ts';
import { answerPress, askUnlink, sayHelp, sayUnknown, showTickets, showToday, start } from './commands.ts';

/** What a command knows: who writes, by Telegram's own word, and how to answer. */
export interface Chat {
  deps: Deps;
  tgId: number;
  /** `@olena`, or the first name. */
  name: string;
  /** Null: nobody's Telegram. */
  person: { userId: number; language: string } | null;
  /** The linked customer's, else that of their phone. */
  language: string;
  say(...messages: BotMessage[]): Promise<void>;
}

/** Writes the commands on the bot, if there is one. They answer in private chats only. */
export function installBot(deps: Deps): void {
  const { telegram } = deps;
  if (!telegram) return;
  const { bot } = telegram;
  bot.use(async (ctx, next) => {
    if (ctx.chat?.type === 'private') await next();
  });
  const withChat = (act: (chat: Chat, ctx: Context) => Promise<void>) => async (ctx: Context) => {
    const chat = await chatOf(deps, telegram, ctx);
    if (!chat) return;
    try {
      await act(chat, ctx);
    } catch (fault) {
      // Blocked between the question and the answer, or Telegram is away: there is nobody to tell.
      if (!(fault instanceof TelegramGatewayError)) throw fault;
      if (fault.unreachable) await muteTelegram(deps.db, chat.tgId, true);
      else deps.log.warn({ err: fault }, 'the bot could not answer');
    }
  };
  bot.on('my_chat_member', async (ctx) => {
    await muteTelegram(deps.db, ctx.from.id, ctx.myChatMember.new_chat_member.status === 'kicked');
  });
  bot.start(async (ctx) => withChat((chat) => start(chat, ctx.payload.trim()))(ctx));
  bot.command('tickets', withChat(showTickets));
  bot.command('today', withChat(showToday));
  bot.command('unlink', withChat(askUnlink));
  bot.help(withChat(sayHelp));
  bot.on('callback_query', async (ctx) => withChat((chat) => answerPress(chat, telegram, ctx.callbackQuery))(ctx));
  bot.on('message', withChat(sayUnknown));
}

async function chatOf(deps: Deps, telegram: TelegramGateway, ctx: Context): Promise<Chat | null> {
  const { from } = ctx;
  if (!from || from.is_bot) return null;
  const tgId = from.id;
  const person = await findLinkedPerson(deps.db, tgId);
  await muteTelegram(deps.db, tgId, false);
  return {
    deps,
    tgId,
    name: from.username ? `@${from.username}` : from.first_name.slice(0, 64),
    person,
    language: person?.language ?? languageOfTag(from.language_code) ?? 'en',
    async say(...messages) {
      for (const message of messages) await telegram.send(tgId, message);
    },
  };
}
