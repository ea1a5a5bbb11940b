import { z } from 'zod';

export interface TelegramSettings {
  token: string;
  /** Without the @. */
  name: string;
  /** How the bot hears of what people write to it. */
  mode: 'polling' | 'webhook';
  /** What Telegram sends along with every update; null unless the mode is `webhook`. */
  webhookSecret: string | null;
  /** Another server that speaks the Bot API; null: Telegram's own. */
  apiRoot: string | null;
}

const secret = z.string().regex(/^[\w-]{16,256}$/);

/** The part of the environment that is about the bot. */
export const telegramEnvironment = {
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{20,}$/)
    .optional(),
  TELEGRAM_BOT_NAME: z
    .string()
    .regex(/^@?\w{3,32}$/)
    .optional(),
  TELEGRAM_MODE: z.enum(['polling', 'webhook', 'off']).optional(),
  TELEGRAM_WEBHOOK_SECRET: secret.optional(),
  TELEGRAM_API_ROOT: z.url({ protocol: /^https?$/ }).optional(),
  TELEGRAM_CONFIRM_SECRET: secret.optional(),
};

export const telegramWants = {
  TELEGRAM_BOT_TOKEN: "the bot's token as BotFather gave it, like 123456:AbC…",
  TELEGRAM_BOT_NAME: "the bot's user name, like FoyerCinemaBot",
  TELEGRAM_MODE: 'polling, webhook or off',
  TELEGRAM_WEBHOOK_SECRET: '16 to 256 letters, figures, dashes and underscores',
  TELEGRAM_API_ROOT: 'the address of a server that speaks the Bot API',
  TELEGRAM_CONFIRM_SECRET: '16 to 256 letters, figures, dashes and underscores',
};

type Environment = z.infer<z.ZodObject<typeof telegramEnvironment>> & { PUBLIC_URL?: string | undefined };

const reachable = (e: Environment) => e.PUBLIC_URL?.startsWith('https:') === true;

/** What is half set, one sentence each. */
export function telegramProblems(e: Environment): string[] {
  const problems: string[] = [];
  if (e.TELEGRAM_BOT_TOKEN && !e.TELEGRAM_BOT_NAME) {
    problems.push(
      'TELEGRAM_BOT_TOKEN is set, so TELEGRAM_BOT_NAME must be set too: links lead to the bot by its name.',
    );
  }
  if (e.TELEGRAM_BOT_NAME && !e.TELEGRAM_BOT_TOKEN) {
    problems.push('TELEGRAM_BOT_NAME is set, so TELEGRAM_BOT_TOKEN must be set too.');
  }
  const mode = e.TELEGRAM_MODE;
  if ((mode === 'polling' || mode === 'webhook') && !e.TELEGRAM_BOT_TOKEN) {
    problems.push(`TELEGRAM_MODE is ${mode}, so TELEGRAM_BOT_TOKEN must be set too.`);
  }
  if (mode === 'webhook' && !e.TELEGRAM_WEBHOOK_SECRET) {
    problems.push(
      'TELEGRAM_MODE is webhook, so TELEGRAM_WEBHOOK_SECRET must be set: without it no update is believed.',
    );
  }
  if (mode === 'webhook' && !reachable(e)) {
    problems.push('TELEGRAM_MODE is webhook, so PUBLIC_URL must begin with https://: Telegram calls nothing else.');
  }
  return problems;
}

/** Null: there is no bot. Where Telegram can call us and a secret is set, it does; else we ask it. */
export function telegramFrom(e: Environment): TelegramSettings | null {
  if (!e.TELEGRAM_BOT_TOKEN || !e.TELEGRAM_BOT_NAME || e.TELEGRAM_MODE === 'off') return null;
  const mode = e.TELEGRAM_MODE ?? (reachable(e) && e.TELEGRAM_WEBHOOK_SECRET ? 'webhook' : 'polling');
  return {
    token: e.TELEGRAM_BOT_TOKEN,
    name: e.TELEGRAM_BOT_NAME.replace(/^@/, ''),
    mode,
    webhookSecret: mode === 'webhook' ? (e.TELEGRAM_WEBHOOK_SECRET ?? null) : null,
    apiRoot: e.TELEGRAM_API_ROOT ?? null,
  };
}
