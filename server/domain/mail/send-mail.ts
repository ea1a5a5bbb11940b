import { sql } from '../../db.ts';
import type { MailGateway } from '../../gateways/mail.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { findOrder } from '../orders/find-order.ts';
import { orderUrl } from '../orders/order-url.ts';
import { ticketsCalendar } from '../tickets/ticket-calendar.ts';
import { ticketsPdf } from '../tickets/ticket-pdf.ts';
import { letterHtml, letterText } from './letter.ts';
import type { MailKind } from './queue-mail.ts';
import { writeLetter } from './write-letter.ts';

/** Letters that bring the tickets along, if any are left by the time they go. */
const withTickets: readonly MailKind[] = ['tickets', 'screening_moved', 'seats_moved'];

/**
 * Sends one queued letter, unless it was sent before. Throws if the mail server does not take it, so that the job is
 * tried again. A crash between its taking and our note of it sends it again under the same Message-ID.
 */
export async function sendMail(house: House, mail: MailGateway, key: string): Promise<void> {
  const [row] = await sql(house.db).query<{ orderId: number; kind: MailKind; recipient: string }>(
    `SELECT order_id AS "orderId", kind, recipient FROM mails WHERE key = $1 AND sent_at IS NULL`,
    [key],
  );
  if (!row) return;
  const [order, cinema] = await Promise.all([findOrder(house.db, house.signer, row.orderId), loadCinema(house.db)]);
  if (!order) return;
  const url = orderUrl(house, order);
  const letter = writeLetter(row.kind, order, cinema, url);
  await mail.send({
    id: key.replaceAll(':', '.'),
    to: row.recipient,
    subject: letter.subject,
    text: letterText(letter),
    html: letterHtml(letter, { ...cinema, language: order.language }),
    attachments:
      withTickets.includes(row.kind) && order.tickets.some((ticket) => ticket.code !== null)
        ? [
            {
              filename: `tickets-${order.number}.pdf`,
              contentType: 'application/pdf',
              content: await ticketsPdf(order, cinema),
            },
            {
              filename: `${order.number}.ics`,
              contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
              content: Buffer.from(ticketsCalendar(order, cinema, url)),
            },
          ]
        : [],
  });
  await sql(house.db).query('UPDATE mails SET sent_at = now() WHERE key = $1', [key]);
}
