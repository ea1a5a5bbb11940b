import type { Sql } from '../../db.ts';
import { enqueue } from '../../jobs/enqueue.ts';

/** What a letter tells. Its words are made when it is sent, from the order as it is then. */
export type MailKind =
  | 'tickets'
  | 'cancellation'
  | 'refund'
  | 'refund_failed'
  | 'reminder'
  | 'late_payment'
  | 'screening_cancelled'
  | 'screening_moved'
  | 'seats_moved';

/**
 * Queues a letter about an order in the transaction of what it tells about. `about` tells two letters of one kind
 * apart (a second refund); the same letter is never queued twice. Orders without an e-mail get none.
 */
export async function queueMail(tx: Sql, orderId: number, kind: MailKind, about = ''): Promise<void> {
  const [mail] = await tx.query<{ key: string }>(
    `INSERT INTO mails (key, order_id, kind, recipient)
     SELECT $1, id, $3, email FROM orders WHERE id = $2 AND email IS NOT NULL
     ON CONFLICT (key) DO NOTHING RETURNING key`,
    [`${kind}:${orderId}${about && `:${about}`}`, orderId, kind],
  );
  if (mail) await enqueue(tx, 'send_mail', { key: mail.key }, { key: `send_mail:${mail.key}` });
}
