import { setTimeout as wait } from 'node:timers/promises';
import type { Update } from 'telegraf/types';

/** Whoever holds the demo's phone. The name is that of a person in no phone book. */
export const owner = { id: 700_001, first_name: 'Olena', username: 'olena_at_the_foyer' };

export interface ChatMessage {
  id: number;
  mine: boolean;
  /** The little HTML that the bot may use; checked before it comes here. */
  html: string;
  photo: Buffer | null;
  buttons: { text: string; url?: string; callback_data?: string }[];
  at: Date;
}

/** A phone with one chat, that with the bot, and what Telegram keeps for the bot until it is fetched. */
export interface Phone {
  messages: ChatMessage[];
  blocked: boolean;
  /** The person writes. */
  write(text: string, language: string): void;
  press(messageId: number, data: string, language: string): void;
  block(blocked: boolean, language: string): void;
  /** The bot writes; answers the message's id. */
  receive(message: Omit<ChatMessage, 'id' | 'mine' | 'at'>): ChatMessage;
  /** The bot puts something else in the place of a message of its own; false if there is none. */
  change(id: number, message: Pick<ChatMessage, 'html' | 'buttons'>): boolean;
  /** The updates from `offset` on, as soon as there are any, at the latest after `seconds`. */
  updates(offset: number, seconds: number): Promise<Update[]>;
  /** Until the bot has said something and is quiet again, or `ms` are over. */
  answered(ms: number): Promise<void>;
}

/** More would be no demo any more. */
const mostMessages = 200;

export function newPhone(): Phone {
  let updates: Update[] = [];
  let wake: (() => void)[] = [];
  let nextUpdate = 1;
  let nextMessage = 1;
  let heard = 0;
  const chat = { type: 'private' as const, ...owner };
  const stamp = () => Math.floor(Date.now() / 1000);
  const bell = () => {
    for (const ring of wake.splice(0)) ring();
  };
  const push = (update: object) => {
    updates.push({ update_id: nextUpdate++, ...update } as Update);
    bell();
  };
  const keep = (message: Omit<ChatMessage, 'id' | 'at'>): ChatMessage => {
    const kept = { id: nextMessage++, at: new Date(), ...message };
    phone.messages.push(kept);
    phone.messages.splice(0, phone.messages.length - mostMessages);
    return kept;
  };
  const from = (language: string) => ({ ...owner, is_bot: false, language_code: language });
  const phone: Phone = {
    messages: [],
    blocked: false,
    write(text, language) {
      phone.blocked = false;
      // As Telegram shows it: the code of a link stays behind the scenes.
      const { id } = keep({
        mine: true,
        html: inHtml(text.replace(/^\/start .*/s, '/start')),
        photo: null,
        buttons: [],
      });
      const command = /^\/\w+/.exec(text)?.[0];
      const entities = command ? [{ type: 'bot_command', offset: 0, length: command.length }] : [];
      push({ message: { message_id: id, date: stamp(), chat, from: from(language), text, entities } });
    },
    press(messageId, data, language) {
      const message = { message_id: messageId, date: stamp(), chat };
      push({
        callback_query: { id: String(nextUpdate), from: from(language), chat_instance: '1', message, data },
      });
    },
    block(blocked, language) {
      phone.blocked = blocked;
      const user = { id: 0, is_bot: true, first_name: 'bot' };
      const state = (status: string) => ({ user, status });
      push({
        my_chat_member: {
          chat,
          from: from(language),
          date: stamp(),
          old_chat_member: state(blocked ? 'member' : 'kicked'),
          new_chat_member: state(blocked ? 'kicked' : 'member'),
        },
      });
    },
    receive(message) {
      heard += 1;
      return keep({ mine: false, ...message });
    },
    change(id, message) {
      const old = phone.messages.find((one) => !one.mine && one.id === id);
      if (old) Object.assign(old, message);
      heard += 1;
      return old !== undefined;
    },
    async updates(offset, seconds) {
      updates = updates.filter((update) => update.update_id >= offset);
      if (updates.length > 0 || seconds <= 0) return updates;
      const { promise, resolve } = Promise.withResolvers<void>();
      wake.push(resolve);
      await Promise.race([promise, wait(seconds * 1000, undefined, { ref: false })]);
      wake = wake.filter((ring) => ring !== resolve);
      return updates.filter((update) => update.update_id >= offset);
    },
    async answered(ms) {
      const before = heard;
      for (let last = before, quiet = 0, waited = 0; waited < ms && quiet < 250; waited += 50) {
        await wait(50);
        quiet = heard > before && heard === last ? quiet + 50 : 0;
        last = heard;
      }
    },
  };
  return phone;
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const inHtml = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => signs[sign] ?? sign);
