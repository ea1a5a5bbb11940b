import type { CallbackQuery } from 'telegraf/types';
import { isRefusal } from '../contract/refusals.ts';
import { wordsFor } from '../contract/words/words.ts';
import { sql } from '../db.ts';
import type { Actor } from '../domain/actor.ts';
import { loadCinema } from '../domain/cinema.ts';
import { confirmTelegramLink } from '../domain/telegram/confirm-link.ts';
import { todaysProgramme } from '../domain/telegram/todays-programme.ts';
import { unlinkTelegram } from '../domain/telegram/unlink.ts';
import { upcomingTickets } from '../domain/telegram/upcoming-tickets.ts';
import { type BotMessage, type TelegramGateway, telegramText as text } from '../gateways/telegram.ts';
import type { Chat } from './install-bot.ts';

const wordsOf = ({ language }: Pick<Chat, 'language'>) => wordsFor(language).telegram;

/** `/start <code>` links; `/start` alone says good day. */
export async function start(chat: Chat, code: string): Promise<void> {
  const words = wordsOf(chat);
  if (code === '') {
    const { name } = await loadCinema(sql(chat.deps.db));
    const hello = text(words.hello(name));
    return chat.person
      ? chat.say({ html: `${hello}\n\n${words.help}` })
      : chat.say({ html: `${hello} ${words.notLinked}`, buttons: [toAccount(chat)] });
  }
  const stranger = { requestId: null, address: null };
  const linked = await confirmTelegramLink(chat.deps, stranger, { code, tgId: chat.tgId, name: chat.name });
  if (!isRefusal(linked)) {
    const [person] = await sql(chat.deps.db).query<{ name: string; language: string }>(
      'SELECT name, language FROM users WHERE id = $1',
      [linked.userId],
    );
    const own = wordsOf({ language: person?.language ?? chat.language });
    return chat.say({ html: `${text(own.linked(person?.name ?? ''))}\n\n${own.help}` });
  }
  if (linked.refused === 'rate_limited') return chat.say({ html: words.tooMany });
  if (linked.details.taken) return chat.say({ html: words.taken });
  // Whoever presses Start twice has not done anything wrong.
  if (chat.person) return chat.say({ html: words.alreadyLinked });
  return chat.say({ html: words.codeInvalid, buttons: [toAccount(chat)] });
}

export async function showTickets(chat: Chat): Promise<void> {
  if (!chat.person) return sayNotLinked(chat);
  const tickets = await upcomingTickets(chat.deps, chat.person);
  if (tickets.length > 0) return chat.say(...tickets);
  const words = wordsOf(chat);
  return chat.say({ html: words.noTickets, buttons: [{ text: words.toProgramme, url: `${chat.deps.publicUrl}/` }] });
}

export async function showToday(chat: Chat): Promise<void> {
  await chat.say(...(await todaysProgramme(chat.deps, chat.language, new Date())));
}

export async function askUnlink(chat: Chat): Promise<void> {
  if (!chat.person) return sayNotLinked(chat);
  const words = wordsOf(chat);
  return chat.say({
    html: words.askUnlink,
    buttons: [
      { text: words.yesUnlink, press: 'unlink:yes' },
      { text: words.noUnlink, press: 'unlink:no' },
    ],
  });
}

/** The answer to the question that `askUnlink` asked. */
export async function answerPress(chat: Chat, telegram: TelegramGateway, press: CallbackQuery): Promise<void> {
  const words = wordsOf(chat);
  const data = 'data' in press ? press.data : '';
  if (data === 'unlink:yes' && chat.person) {
    const { userId } = chat.person;
    const actor: Actor = {
      kind: 'customer',
      userId,
      buyer: `user:${userId}`,
      channel: 'api',
      requestId: null,
      address: null,
    };
    await unlinkTelegram(chat.deps, actor);
  }
  await telegram.heard(press.id).catch(() => {});
  const answer = data === 'unlink:yes' ? words.unlinked : words.kept;
  if (press.message) await telegram.replace(chat.tgId, press.message.message_id, answer);
  else await chat.say({ html: answer });
}

export async function sayHelp(chat: Chat): Promise<void> {
  await chat.say({ html: wordsOf(chat).help });
}

export async function sayUnknown(chat: Chat): Promise<void> {
  const words = wordsOf(chat);
  await chat.say({ html: `${words.unknown}\n\n${words.help}` });
}

async function sayNotLinked(chat: Chat): Promise<void> {
  await chat.say({ html: wordsOf(chat).notLinked, buttons: [toAccount(chat)] });
}

function toAccount(chat: Chat): NonNullable<BotMessage['buttons']>[number] {
  return { text: wordsOf(chat).toAccount, url: `${chat.deps.publicUrl}/telegram/link/` };
}
