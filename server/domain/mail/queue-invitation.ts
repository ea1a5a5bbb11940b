import type { Sql } from '../../db.ts';
import { enqueue } from '../../jobs/enqueue.ts';

/** Queues the letter with the link `linkId`, in the transaction that makes the link. */
export async function queueInvitation(tx: Sql, linkId: string, email: string): Promise<void> {
  const key = `invitation:${linkId}`;
  await tx.query("INSERT INTO mails (key, order_id, kind, recipient) VALUES ($1, NULL, 'invitation', $2)", [
    key,
    email,
  ]);
  await enqueue(tx, 'send_mail', { key }, { key: `send_mail:${key}` });
}
