import { sql } from '../../db.ts';
import { type BotMessage, type TelegramGateway, TelegramGatewayError } from '../../gateways/telegram.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import type { MailKind } from '../mail/queue-mail.ts';
import { findOrder } from '../orders/find-order.ts';
import { orderUrl } from '../orders/order-url.ts';
import { findChat } from './find-link.ts';
import { muteTelegram } from './mute.ts';
import { openTickets, ticketPicture } from './ticket-picture.ts';
import { writeMessage } from './write-message.ts';

interface Waiting {
  orderId: number;
  kind: MailKind;
  partsSent: number;
}

/**
 * Sends one queued message, unless it was sent before, to the Telegram that its customer has by now; one that has
 * nothing or nobody to say it to any more is dropped. Throws if Telegram does not take it, so that the job is tried
 * again, and goes on after the last part that was taken. Without a bot it waits for one.
 */
export async function sendTelegram(house: House, telegram: TelegramGateway | null, key: string): Promise<void> {
  if (!telegram) return;
  const db = sql(house.db);
  const [row] = await db.query<Waiting>(
    `SELECT order_id AS "orderId", kind, parts_sent AS "partsSent" FROM telegram_messages WHERE key = $1 AND sent_at IS NULL`,
    [key],
  );
  if (!row) return;
  const order = await findOrder(house.db, house.signer, row.orderId);
  const chat = order?.userId != null ? await findChat(house.db, order.userId) : null;
  const parts = order && chat !== null ? await partsOf(house, row.kind, order) : [];
  if (chat === null || parts.length === 0) {
    await db.query('DELETE FROM telegram_messages WHERE key = $1', [key]);
    return;
  }
  try {
    for (const [index, part] of parts.entries()) {
      if (index < row.partsSent) continue;
      await telegram.send(chat, part);
      await db.query('UPDATE telegram_messages SET parts_sent = $2 WHERE key = $1', [key, index + 1]);
    }
  } catch (fault) {
    if (!(fault instanceof TelegramGatewayError)) throw fault;
    if (fault.unreachable) {
      await muteTelegram(house.db, chat, true);
      await db.query('DELETE FROM telegram_messages WHERE key = $1', [key]);
      return;
    }
    if (fault.retryAfter === null) throw fault;
    const runAt = new Date(Date.now() + fault.retryAfter * 1000);
    await enqueue(db, 'send_telegram', { key }, { key: `send_telegram:${key}`, runAt });
    return;
  }
  await db.query('UPDATE telegram_messages SET sent_at = now() WHERE key = $1', [key]);
}

async function partsOf(
  house: House,
  kind: MailKind,
  order: NonNullable<Awaited<ReturnType<typeof findOrder>>>,
): Promise<BotMessage[]> {
  const cinema = await loadCinema(sql(house.db));
  const message = writeMessage(kind, order, cinema, new Date());
  if (!message) return [];
  const pictures = message.bringsTickets
    ? await Promise.all(openTickets(order).map((ticket) => ticketPicture(order, ticket, cinema, order.language)))
    : [];
  return [{ html: message.html, buttons: [{ text: message.button, url: orderUrl(house, order) }] }, ...pictures];
}
