import { sql } from '../../db.ts';
import type { MailGateway, MailMessage } from '../../gateways/mail.ts';
import { type Cinema, loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { findOrder } from '../orders/find-order.ts';
import { orderUrl } from '../orders/order-url.ts';
import { ticketsCalendar } from '../tickets/ticket-calendar.ts';
import { ticketsPdf } from '../tickets/ticket-pdf.ts';
import { type Letter, letterHtml, letterText } from './letter.ts';
import type { MailKind } from './queue-mail.ts';
import { writeInvitation } from './write-invitation.ts';
import { writeLetter } from './write-letter.ts';

/** Letters that bring the tickets along, if any are left by the time they go. */
const withTickets: readonly MailKind[] = ['tickets', 'reminder', 'screening_moved', 'seats_moved'];

/**
 * Sends one queued letter, unless it was sent before; one that has nothing to say any more is dropped. Throws if the mail server does not take it, so that the job is
 * tried again. A crash between its taking and our note of it sends it again under the same Message-ID.
 */
export async function sendMail(house: House, mail: MailGateway, key: string): Promise<void> {
  const [row] = await sql(house.db).query<QueuedMail>(
    `SELECT order_id AS "orderId", kind, recipient FROM mails WHERE key = $1 AND sent_at IS NULL`,
    [key],
  );
  if (!row) return;
  const content = row.kind === 'invitation' ? await invitation(house, key) : await aboutOrder(house, row);
  if (!content) {
    await sql(house.db).query('DELETE FROM mails WHERE key = $1', [key]);
    return;
  }
  await mail.send({ id: key.replaceAll(':', '.'), to: row.recipient, ...content });
  await sql(house.db).query('UPDATE mails SET sent_at = now() WHERE key = $1', [key]);
}

type QueuedMail = { recipient: string } & ({ kind: MailKind; orderId: number } | { kind: 'invitation'; orderId: null });

type Content = Omit<MailMessage, 'id' | 'to'>;

async function invitation(house: House, key: string): Promise<Content | null> {
  const cinema = await loadCinema(sql(house.db));
  const letter = await writeInvitation(house, key.slice('invitation:'.length), cinema);
  return letter && { ...written(letter, cinema, 'en'), attachments: [] };
}

async function aboutOrder(
  house: House,
  { orderId, kind }: Extract<QueuedMail, { orderId: number }>,
): Promise<Content | null> {
  const [order, cinema] = await Promise.all([findOrder(house.db, house.signer, orderId), loadCinema(sql(house.db))]);
  // Cancelled before the tickets left: the letter about the cancelling says all that there is to say.
  if (!order || (kind === 'tickets' && order.tickets.every((ticket) => ticket.code === null))) return null;
  const url = orderUrl(house, order);
  const bringsTickets = withTickets.includes(kind) && order.tickets.some((ticket) => ticket.code !== null);
  return {
    ...written(writeLetter(kind, order, cinema, url), cinema, order.language),
    attachments: bringsTickets
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
  };
}

function written(letter: Letter, cinema: Cinema, language: string) {
  return {
    language,
    subject: letter.subject,
    text: letterText(letter),
    html: letterHtml(letter, { ...cinema, language }),
  };
}
