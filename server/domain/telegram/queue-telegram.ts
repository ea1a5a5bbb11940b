import type { Sql } from '../../db.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import type { MailKind } from '../mail/queue-mail.ts';

/** The customer's choice that a message is sent under. */
const wants: Partial<Record<MailKind, 'tickets' | 'reminders'>> = { tickets: 'tickets', reminder: 'reminders' };

/**
 * Queues a message about an order in the transaction of what it tells about, if its customer has linked a Telegram and
 * wants to hear such things there. `about` tells two messages of one kind apart; the same one is never queued twice.
 */
export async function queueTelegram(tx: Sql, orderId: number, kind: MailKind, about = ''): Promise<void> {
  const [message] = await tx.query<{ key: string }>(
    `INSERT INTO telegram_messages (key, order_id, kind)
     SELECT $1, o.id, $3 FROM orders o JOIN telegram_links l ON l.user_id = o.user_id
      WHERE o.id = $2 AND l.blocked_at IS NULL AND l.${wants[kind] ?? 'changes'}
     ON CONFLICT (key) DO NOTHING RETURNING key`,
    [`${kind}:${orderId}${about && `:${about}`}`, orderId, kind],
  );
  if (message) await enqueue(tx, 'send_telegram', { key: message.key }, { key: `send_telegram:${message.key}` });
}
