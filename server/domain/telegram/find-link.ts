import { type Db, sql } from '../../db.ts';

/** A person's Telegram, as their own page shows it. */
export interface TelegramLink {
  /** `@olena`, or a name where there is none. */
  name: string;
  linkedAt: Date;
  /** The person has blocked the bot. */
  muted: boolean;
  tickets: boolean;
  reminders: boolean;
  changes: boolean;
}

export async function findTelegramLink(db: Db, userId: number): Promise<TelegramLink | null> {
  const [link] = await sql(db).query<TelegramLink>(
    `SELECT name, linked_at AS "linkedAt", blocked_at IS NOT NULL AS muted, tickets, reminders, changes
       FROM telegram_links WHERE user_id = $1`,
    [userId],
  );
  return link ?? null;
}

/**
 * Whose Telegram it is. Only for the bot, which knows from Telegram itself who writes; nothing that a client says is
 * ever put here.
 */
export async function findLinkedPerson(db: Db, tgId: number): Promise<{ userId: number; language: string } | null> {
  const [person] = await sql(db).query<{ userId: number; language: string }>(
    `SELECT u.id AS "userId", u.language FROM telegram_links l JOIN users u ON u.id = l.user_id
      WHERE l.tg_id = $1 AND u.locked_at IS NULL`,
    [tgId],
  );
  return person ?? null;
}

/** Where messages to a person go; null where there is no link, or it is silent. */
export async function findChat(db: Db, userId: number): Promise<number | null> {
  const [link] = await sql(db).query<{ tgId: number }>(
    `SELECT l.tg_id AS "tgId" FROM telegram_links l JOIN users u ON u.id = l.user_id
      WHERE l.user_id = $1 AND l.blocked_at IS NULL AND u.locked_at IS NULL`,
    [userId],
  );
  return link?.tgId ?? null;
}
