import type { Telegraf } from 'telegraf';
import type { Update } from 'telegraf/types';

/** The bot's way to Telegram. Calls throw `TelegramGatewayError`. A private chat is known by its person's id. */
export interface TelegramGateway {
  /** The bot's user name, without the @. */
  readonly name: string;
  /** The bot's commands are written on it. */
  readonly bot: Telegraf;
  /** Opens the bot on a person's phone with a code, which comes back as `/start <code>`. */
  startLink(code: string): string;
  send(chat: number, message: BotMessage): Promise<void>;
  /** Puts another text in the place of a message that had buttons, and takes those away. */
  replace(chat: number, messageId: number, html: string): Promise<void>;
  /** Tells the phone that its press of a button was heard. */
  heard(pressId: string): Promise<void>;
  /**
   * Does what an update asks for. Throws what the bot's commands throw. `unreadable`: it has fields that cannot be, and will
   * be no better when it comes again.
   */
  receive(update: unknown): Promise<'done' | 'unreadable'>;
  /** Waits up to `seconds` for updates from `offset` on; those before are forgotten by Telegram. */
  updates(offset: number, seconds: number, signal: AbortSignal): Promise<Update[]>;
  /** From now on Telegram calls `url`; null: it waits to be asked. */
  setWebhook(url: string | null, secret: string | null): Promise<void>;
  /** The menu of commands that Telegram shows beside the text field. */
  setCommands(language: string | null, commands: readonly { command: string; description: string }[]): Promise<void>;
}

/** Text in the HTML that Telegram knows, at most 4096 characters, 1024 under a picture. Source: Bot API, HTML style. */
export type BotMessage = ({ html: string } | { html: string; photo: Buffer }) & { buttons?: Button[] };

/** One below the other. `press` comes back as what was pressed, at most 64 bytes. */
export type Button = { text: string } & ({ url: string } | { press: string });

export class TelegramGatewayError extends Error {
  override name = 'TelegramGatewayError';
  /** Another try may succeed: no answer, Telegram's own trouble, too many messages. */
  readonly retryable: boolean;
  /** Seconds that Telegram asks us to wait. */
  readonly retryAfter: number | null;
  /** The person has blocked the bot, or never opened it. */
  readonly unreachable: boolean;
  constructor(
    message: string,
    options: { retryable: boolean; retryAfter?: number | null; unreachable?: boolean; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.retryable = options.retryable;
    this.retryAfter = options.retryAfter ?? null;
    this.unreachable = options.unreachable ?? false;
  }
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text as it stands in Telegram's HTML. */
export function telegramText(text: string): string {
  return text.replaceAll(/[&<>]/g, (sign) => signs[sign] ?? sign);
}
