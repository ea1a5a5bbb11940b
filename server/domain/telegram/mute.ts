import { type Db, sql } from '../../db.ts';

/** Falls silent towards somebody who has blocked the bot, or speaks again once they write. The link itself stays. */
export async function muteTelegram(db: Db, tgId: number, muted: boolean): Promise<void> {
  await sql(db).query(
    `UPDATE telegram_links SET blocked_at = CASE WHEN $2 THEN now() END
      WHERE tg_id = $1 AND (blocked_at IS NOT NULL) <> $2`,
    [tgId, muted],
  );
}
