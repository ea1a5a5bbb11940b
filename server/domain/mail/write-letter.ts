import { formatMoney } from '../../contract/money.ts';
import { clockTime, dateInWords, localDate, showDay } from '../../contract/venue-time.ts';
import { wordsFor } from '../../contract/words/words.ts';
import type { Cinema } from '../cinema.ts';
import type { OrderView } from '../orders/find-order.ts';
import type { Letter, LetterPart } from './letter.ts';
import type { MailKind } from './queue-mail.ts';

/** The letter of one kind about an order, in the order's words as it stands now. `url` is the order's page. */
export function writeLetter(kind: MailKind, order: OrderView, cinema: Cinema, url: string): Letter {
  const { screening } = order;
  const { mail: words, locale: language } = wordsFor(order.language);
  const when = showDay(screening, cinema.timeZone, language, words);
  const open = order.tickets.filter((ticket) => ticket.code !== null);
  const returned = order.refunds
    .filter((refund) => refund.status !== 'failed')
    .reduce((sum, refund) => sum + refund.amount, 0);
  const money = (amount: number) => formatMoney({ amount, currency: order.currency }, language);
  const frame = (subject: string, intro: string, parts: LetterPart[], button: string): Letter => ({
    subject,
    summary: intro,
    parts: [
      { text: words.greeting(order.name) },
      { text: intro },
      ...parts,
      { button, url },
      { text: words.closing(cinema.name) },
    ],
  });
  const facts = (tickets: OrderView['tickets'], ...more: [string, string][]): LetterPart => ({
    facts: [
      [words.film, screening.film],
      [words.when, when],
      [words.hall, screening.hall],
      [words.seats, tickets.map((t) => words.seat(t.seat.row, t.seat.number, t.ticketType.name))],
      ...more,
      [words.order, order.number],
    ],
  });

  switch (kind) {
    case 'tickets': {
      const until = `${dateInWords(localDate(screening.cancelUntil, cinema.timeZone), language, { day: 'numeric', month: 'long' })}, ${clockTime(screening.cancelUntil, cinema.timeZone, language)}`;
      return frame(
        words.tickets.subject(screening.film, when),
        words.tickets.intro(open.length),
        [
          facts(open, [words.total, money(order.total)]),
          { text: words.tickets.how },
          ...(screening.cancelUntil > new Date() ? [{ text: words.tickets.cancelUntil(until) }] : []),
        ],
        words.showTickets,
      );
    }
    case 'reminder': {
      const time = clockTime(screening.startsAt, cinema.timeZone, language);
      return frame(
        words.reminder.subject(screening.film, time),
        words.reminder.intro(time, screening.hall),
        [facts(open), { text: words.reminder.how }],
        words.showTickets,
      );
    }
    case 'seats_moved':
      return frame(
        words.seats_moved.subject(screening.film, when),
        words.seats_moved.intro,
        [facts(open), { text: words.seats_moved.how }],
        words.showTickets,
      );
    case 'cancellation':
      return frame(
        words.cancellation.subject(screening.film),
        words.cancellation.intro,
        [
          facts(order.tickets.filter((ticket) => ticket.status === 'cancelled')),
          ...(returned > 0 ? [{ text: words.cancellation.money(money(returned)) }] : []),
        ],
        words.showOrder,
      );
    case 'screening_cancelled':
      return frame(
        words.screening_cancelled.subject(screening.film, when),
        words.screening_cancelled.intro,
        [facts(order.tickets), ...(returned > 0 ? [{ text: words.screening_cancelled.money(money(returned)) }] : [])],
        words.showOrder,
      );
    case 'screening_moved': {
      const from = screening.movedFrom;
      return frame(
        words.screening_moved.subject(screening.film, when),
        words.screening_moved.intro,
        [
          ...(from
            ? [
                {
                  facts: [[words.before, `${showDay(from, cinema.timeZone, language, words)}, ${from.hall}`]],
                } as LetterPart,
              ]
            : []),
          facts(open),
          { text: words.screening_moved.tickets },
          { text: words.screening_moved.choice },
        ],
        words.showTickets,
      );
    }
    case 'late_payment':
      return frame(
        words.late_payment.subject(screening.film),
        words.late_payment.intro,
        [facts(order.tickets), { text: words.late_payment.money(money(returned)) }],
        words.showOrder,
      );
    case 'refund_failed': {
      const bounced = money(
        order.refunds.filter((refund) => refund.status === 'failed').reduce((sum, refund) => sum + refund.amount, 0),
      );
      const contact = [cinema.phone, cinema.email].filter(Boolean).join(', ');
      return frame(
        words.refund_failed.subject(bounced),
        words.refund_failed.intro(bounced),
        [{ text: words.refund_failed.how(contact) }, facts(order.tickets)],
        words.showOrder,
      );
    }
    case 'refund':
      return frame(
        words.refund.subject,
        words.refund.intro,
        [facts(open), { text: words.refund.money(money(returned)) }],
        words.showTickets,
      );
  }
}
