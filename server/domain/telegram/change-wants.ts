import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import type { TelegramLink } from './find-link.ts';

export type TelegramWants = Pick<TelegramLink, 'tickets' | 'reminders' | 'changes'>;

/** What the bot sends the customer from now on. Refusal: `not_found` where no Telegram is linked. */
export async function changeTelegramWants(
  house: House,
  actor: Actor,
  { tickets, reminders, changes }: TelegramWants,
): Promise<TelegramWants | Refusal> {
  const no = denied(actor, 'link_telegram');
  if (no) return no;
  const { userId } = actor;
  if (userId === null) return refuse('unauthenticated');
  return inTransaction(house.db, async (tx): Promise<TelegramWants | Refusal> => {
    const [link] = await tx.query(
      'UPDATE telegram_links SET tickets = $2, reminders = $3, changes = $4 WHERE user_id = $1 RETURNING user_id',
      [userId, tickets, reminders, changes],
    );
    if (!link) return refuse('not_found');
    const after = { tickets, reminders, changes };
    await recordAudit(tx, actor, { action: 'change_telegram_wants', entity: 'user', entityId: userId, after });
    return after;
  });
}
