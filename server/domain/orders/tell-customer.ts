import type { Sql } from '../../db.ts';
import { type MailKind, queueMail } from '../mail/queue-mail.ts';
import { queueTelegram } from '../telegram/queue-telegram.ts';

/**
 * Tells a customer what has become of an order by every way that they have chosen, in the transaction in which it did.
 * `about` tells two tidings of one kind apart; the same one is never told twice.
 */
export async function tellCustomer(tx: Sql, orderId: number, kind: MailKind, about = ''): Promise<void> {
  await queueMail(tx, orderId, kind, about);
  await queueTelegram(tx, orderId, kind, about);
}
