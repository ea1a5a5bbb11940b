import { sql } from '../../db.ts';
import type { MailGateway, MailMessage } from '../../gateways/mail.ts';
import { type Cinema, loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { findOrder } from '../orders/find-order.ts';
import { orderUrl } from '../orders/order-url.ts';
import { ticketsCalendar } from '../tickets/ticket-calendar.ts';
import { ticketsPdf } from '../tickets/ticket-pdf.ts';
import { type Letter, letterHtml, letterText } from './letter.ts';
import type { AccountMailKind } from './queue-account-mail.ts';
import type { MailKind } from './queue-mail.ts';
import { writeAccountLetter } from './write-account-letter.ts';
import { writeInvitation } from './write-invitation.ts';
import { writeLetter } from './write-letter.ts';

/** Letters that bring the tickets along, if any are left by the time they go. */
const withTickets: readonly MailKind[] = ['tickets', 'reminder', 'screening_moved', 'seats_moved'];

/**
 * Sends one queued letter, unless it was sent before; one that has nothing to say any more is dropped. Throws if the
 * mail server does not take it, so that the job is tried again. A crash between its taking and our note of it sends it
 * again under the same Message-ID.
 */
export async function sendMail(house: House, mail: MailGateway, key: string): Promise<void> {
  const [row] = await sql(house.db).query<QueuedMail>(
    `SELECT order_id AS "orderId", kind, recipient FROM mails WHERE key = $1 AND sent_at IS NULL`,
    [key],
  );
  if (!row) return;
  const content = await contentOf(house, row, key);
  if (!content) {
    await sql(house.db).query('DELETE FROM mails WHERE key = $1', [key]);
    return;
  }
  await mail.send({ id: key.replaceAll(':', '.'), to: row.recipient, ...content });
  await sql(house.db).query('UPDATE mails SET sent_at = now() WHERE key = $1', [key]);
}

type QueuedMail = { recipient: string } & (
  | { kind: MailKind; orderId: number }
  | { kind: 'invitation' | AccountMailKind; orderId: null }
);

type Content = Omit<MailMessage, 'id' | 'to'>;

function contentOf(house: House, row: QueuedMail, key: string): Promise<Content | null> {
  if (row.orderId !== null) return aboutOrder(house, row);
  return row.kind === 'invitation' ? invitation(house, key) : aboutAccount(house, row.kind, key);
}

async function aboutAccount(house: House, kind: AccountMailKind, key: string): Promise<Content | null> {
  const cinema = await loadCinema(sql(house.db));
  const written = await writeAccountLetter(house, kind, key.split(':')[1] ?? '', cinema);
  return written && { ...inBothForms(written.letter, cinema, written.language), attachments: [] };
}

async function invitation(house: House, key: string): Promise<Content | null> {
  const cinema = await loadCinema(sql(house.db));
  const letter = await writeInvitation(house, key.slice('invitation:'.length), cinema);
  return letter && { ...inBothForms(letter, cinema, 'en'), attachments: [] };
}

async function aboutOrder(
  house: House,
  { orderId, kind }: Extract<QueuedMail, { orderId: number }>,
): Promise<Content | null> {
  const [order, cinema] = await Promise.all([findOrder(house.db, house.signer, orderId), loadCinema(sql(house.db))]);
  // Cancelled before the tickets left: the letter about the cancelling says all that there is to say.
  const noTickets = order?.tickets.every((ticket) => ticket.code === null);
  if (!order || ((kind === 'tickets' || kind === 'reminder') && noTickets)) return null;
  // Nobody is reminded of a film that runs, however long the post office slept.
  if (kind === 'reminder' && order.screening.startsAt <= new Date()) return null;
  const url = orderUrl(house, order);
  const bringsTickets = withTickets.includes(kind) && order.tickets.some((ticket) => ticket.code !== null);
  return {
    ...inBothForms(writeLetter(kind, order, cinema, url), cinema, order.language),
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

function inBothForms(letter: Letter, cinema: Cinema, language: string) {
  return {
    from: { name: cinema.name, address: cinema.email },
    language,
    subject: letter.subject,
    text: letterText(letter),
    html: letterHtml(letter, { ...cinema, language }),
  };
}
