import QRCode from 'qrcode';
import { showDay } from '../../contract/venue-time.ts';
import { atStart } from '../../contract/words/at-start.ts';
import { wordsFor } from '../../contract/words/words.ts';
import { type BotMessage, telegramText as text } from '../../gateways/telegram.ts';
import type { Cinema } from '../cinema.ts';
import type { OrderTicket, OrderView } from '../orders/find-order.ts';

/** Wide enough for any phone; a multiple of the modules of our codes, so that none is blurred. */
const scale = 16;

/** A ticket as a picture of its code, with everything in words below it. `language` is its reader's. */
export async function ticketPicture(
  order: OrderView,
  ticket: OrderTicket & { code: string },
  cinema: Cinema,
  language: string,
): Promise<BotMessage> {
  const { locale, telegram: words, ticket: onTicket } = wordsFor(language);
  const { screening } = order;
  const { row, number } = ticket.seat;
  return {
    photo: await QRCode.toBuffer(ticket.code, { type: 'png', errorCorrectionLevel: 'M', scale, margin: 4 }),
    html: [
      `<b>${text(screening.film)}</b>`,
      text(atStart(showDay(screening, cinema.timeZone, locale, words), locale)),
      `<b>${text(words.place(screening.hall, row, number))}</b>`,
      text(`${ticket.ticketType.name}${screening.ageLimit > 0 ? `, ${onTicket.age(screening.ageLimit)}` : ''}`),
    ].join('\n'),
  };
}

/** The tickets of an order that let somebody in. */
export function openTickets(order: OrderView): (OrderTicket & { code: string })[] {
  return order.tickets.flatMap((ticket) => (ticket.code === null ? [] : [{ ...ticket, code: ticket.code }]));
}
