import { formatMoney } from '../../contract/money.ts';
import type { PrintDocument, PrintLine } from '../../contract/till/prints.ts';
import { clockTime, dateInWords, localDate, showDay } from '../../contract/venue-time.ts';
import { printWords as words } from '../../contract/words/en/prints.ts';
import type { PaperOrder } from './order-on-paper.ts';
import { paperLanguage } from './ticket-sheet.ts';

/** What was sold, how it was paid, and by whom. The drawer opens if cash went into it, and never for a copy. */
export function receipt(order: PaperOrder, copy: number): PrintDocument {
  const money = (amount: number) => formatMoney({ amount, currency: order.currency }, paperLanguage);
  const cash = sumOf(order, ['cash']);
  const key = `receipt:${order.sale?.uuid ?? order.number}`;
  return {
    key: copy === 0 ? key : `${key}:copy${copy}`,
    what: 'receipt',
    copy,
    lines: [
      ...heading(order, words.receipt, copy),
      { kind: 'text', text: order.film, align: 'left' },
      { kind: 'text', text: showDay(order, order.cinema.zone, paperLanguage, words), align: 'left' },
      ...order.tickets.map((ticket): PrintLine => {
        const label = `${ticket.row}${ticket.number} ${ticket.ticketType}`;
        return { kind: 'pair', label, value: money(ticket.price), strong: false };
      }),
      { kind: 'rule' },
      {
        kind: 'pair',
        label: words.total,
        value: money(sum(order.tickets.map((ticket) => ticket.price))),
        strong: true,
      },
      ...tenders(order, money),
      {
        kind: 'pair',
        label: words.tax(String(order.cinema.taxRate / 100)),
        value: money(sum(order.tickets.map((ticket) => ticket.tax))),
        strong: false,
      },
      ...signature(order),
    ],
    cut: true,
    drawer: copy === 0 && cash > 0,
  };
}

/** The cinema, what this is, and when. */
export function heading(order: PaperOrder, title: string, copy: number, at = order.paidAt): PrintLine[] {
  const { zone, name, address } = order.cinema;
  const moment = at ?? new Date();
  const day = dateInWords(localDate(moment, zone), paperLanguage, { day: 'numeric', month: 'short', year: 'numeric' });
  return [
    ...(copy > 0 ? [{ kind: 'title' as const, text: words.copy(copy) }] : []),
    { kind: 'text', text: name, align: 'center' },
    { kind: 'text', text: address, align: 'center' },
    { kind: 'title', text: title },
    { kind: 'pair', label: words.order, value: order.number, strong: false },
    { kind: 'pair', label: day, value: clockTime(moment, zone, paperLanguage), strong: false },
    { kind: 'rule' },
  ];
}

function tenders(order: PaperOrder, money: (amount: number) => string): PrintLine[] {
  const pair = (label: string, amount: number): PrintLine[] =>
    amount > 0 ? [{ kind: 'pair', label, value: money(amount), strong: false }] : [];
  const { tendered = 0, change = 0 } = order.sale ?? {};
  return [
    ...pair(words.exchanged, sumOf(order, ['exchange'])),
    ...pair(words.card, sumOf(order, ['terminal', 'checkout'])),
    ...pair(words.cash, sumOf(order, ['cash'])),
    ...(change > 0 ? [...pair(words.given, tendered), ...pair(words.change, change)] : []),
  ];
}

function signature({ sale, cinema }: PaperOrder): PrintLine[] {
  return [
    ...(sale
      ? [
          {
            kind: 'pair' as const,
            label: `${words.clerk} ${sale.clerk}`,
            value: words.shift(sale.shift),
            strong: false,
          },
        ]
      : []),
    ...(cinema.receiptText ? [{ kind: 'text' as const, text: cinema.receiptText, align: 'center' as const }] : []),
  ];
}

const sum = (amounts: number[]) => amounts.reduce((all, amount) => all + amount, 0);
const sumOf = (order: PaperOrder, methods: string[]) =>
  sum(order.paid.filter((part) => methods.includes(part.method)).map((part) => part.amount));
