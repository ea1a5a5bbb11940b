import type { Sql } from '../../db.ts';
import { enqueue } from '../../jobs/enqueue.ts';

export const accountMails = [
  'registration',
  'reset_password',
  'change_email',
  'email_changed',
  'password_changed',
  'account_erased',
] as const;
export type AccountMailKind = (typeof accountMails)[number];

/**
 * Queues a letter about an account in the transaction of what it tells about. `id` is what it is written from: the
 * registration's, the link's, the person's; of an account that is gone, its language. `about` tells two letters of one
 * kind apart.
 */
export async function queueAccountMail(
  tx: Sql,
  kind: AccountMailKind,
  id: string,
  recipient: string,
  about = '',
): Promise<void> {
  const key = `${kind}:${id}${about && `:${about}`}`;
  const [mail] = await tx.query<{ key: string }>(
    'INSERT INTO mails (key, order_id, kind, recipient) VALUES ($1, NULL, $2, $3) ON CONFLICT (key) DO NOTHING RETURNING key',
    [key, kind, recipient],
  );
  if (mail) await enqueue(tx, 'send_mail', { key }, { key: `send_mail:${key}` });
}
