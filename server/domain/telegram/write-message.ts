import { formatMoney } from '../../contract/money.ts';
import { clockTime, showDay } from '../../contract/venue-time.ts';
import { atStart } from '../../contract/words/at-start.ts';
import { wordsFor } from '../../contract/words/words.ts';
import { telegramText as text } from '../../gateways/telegram.ts';
import type { Cinema } from '../cinema.ts';
import type { MailKind } from '../mail/queue-mail.ts';
import type { OrderView } from '../orders/find-order.ts';

/** Messages that bring the tickets along, a picture each. */
const withTickets: readonly MailKind[] = ['tickets', 'reminder', 'screening_moved', 'seats_moved'];

export interface Message {
  /** In Telegram's HTML. */
  html: string;
  bringsTickets: boolean;
  button: string;
}

/** What there is to say about an order, as it stands now; null if by now there is nothing. */
export function writeMessage(kind: MailKind, order: OrderView, cinema: Cinema, now: Date): Message | null {
  const { locale, telegram: words } = wordsFor(order.language);
  const { screening } = order;
  const open = order.tickets.filter((ticket) => ticket.code !== null);
  const gone = open.length === 0 || screening.cancelled;
  if (gone && withTickets.includes(kind)) return null;
  if (kind === 'reminder' && screening.startsAt <= now) return null;
  const when = (show: { startsAt: Date | string; businessDate: string }) =>
    showDay(show, cinema.timeZone, locale, words);
  const returned = order.refunds
    .filter(({ status }) => status !== 'failed')
    .reduce((sum, { amount }) => sum + amount, 0);
  const money = () =>
    returned > 0
      ? `\n${text(words.messages.money(formatMoney({ amount: returned, currency: order.currency }, locale)))}`
      : '';
  const before = screening.movedFrom ? `${when(screening.movedFrom)}, ${screening.movedFrom.hall}` : '';
  const said = {
    tickets: () => words.messages.tickets(open.length),
    reminder: () => words.messages.reminder(clockTime(screening.startsAt, cinema.timeZone, locale)),
    seats_moved: () => words.messages.seats_moved,
    screening_moved: () => words.messages.screening_moved(before),
    screening_cancelled: () => words.messages.screening_cancelled,
    cancellation: () => words.messages.cancellation,
    refund: () => words.messages.refund,
    refund_failed: () => words.messages.refund_failed,
    late_payment: () => words.messages.late_payment,
  } satisfies Record<MailKind, () => string>;
  const moneyGoesBack = ['screening_cancelled', 'cancellation', 'refund', 'late_payment'].includes(kind);
  return {
    html: [
      `<b>${text(screening.film)}</b>`,
      text(`${atStart(when(screening), locale)}, ${screening.hall}`),
      text(words.order(order.number)),
      '',
      `${text(said[kind]())}${moneyGoesBack ? money() : ''}`,
    ].join('\n'),
    bringsTickets: withTickets.includes(kind),
    button: withTickets.includes(kind) ? words.showTickets : words.showOrder,
  };
}
