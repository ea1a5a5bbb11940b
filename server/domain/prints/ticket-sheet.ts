import { formatMoney } from '../../contract/money.ts';
import type { PrintDocument } from '../../contract/till/prints.ts';
import { showDay } from '../../contract/venue-time.ts';
import { printWords as words } from '../../contract/words/en/prints.ts';
import type { Signer } from '../signer.ts';
import { ticketCode } from '../tickets/ticket-code.ts';
import type { PaperOrder, PaperTicket } from './order-on-paper.ts';

/** The language of the cinema's paper. */
export const paperLanguage = 'en';

/** One ticket on paper: what the door and the row need, large, and the code. `copy`: 0 for the first print. */
export function ticketSheet(signer: Signer, order: PaperOrder, ticket: PaperTicket, copy: number): PrintDocument {
  const price = formatMoney({ amount: ticket.price, currency: order.currency }, paperLanguage);
  const key = `ticket:${ticket.id}:${ticket.revision}`;
  return {
    key: copy === 0 ? key : `${key}:copy${copy}`,
    what: 'ticket',
    copy,
    lines: [
      ...(copy > 0 ? [{ kind: 'title' as const, text: words.copy(copy) }] : []),
      { kind: 'text', text: order.cinema.name, align: 'center' },
      { kind: 'title', text: order.film },
      { kind: 'text', text: showDay(order, order.cinema.zone, paperLanguage, words), align: 'left' },
      { kind: 'text', text: `${order.hall} · ${order.format}`, align: 'left' },
      { kind: 'large', text: words.seatOf(ticket.row, ticket.number) },
      { kind: 'pair', label: ticket.ticketType, value: price, strong: true },
      {
        kind: 'text',
        text: order.ageLimit > 0 ? `${ticket.category} · ${words.age(order.ageLimit)}` : ticket.category,
        align: 'left',
      },
      { kind: 'qr', data: ticketCode(signer, ticket) },
      { kind: 'pair', label: words.order, value: order.number, strong: false },
      { kind: 'text', text: words.keep, align: 'center' },
    ],
    cut: true,
    drawer: false,
  };
}
