import { formatMoney } from '../../contract/money.ts';
import type { PrintDocument, PrintLine } from '../../contract/till/prints.ts';
import { printWords as words } from '../../contract/words/en/prints.ts';
import type { PaperOrder } from './order-on-paper.ts';
import { heading } from './receipt.ts';
import { paperLanguage } from './ticket-sheet.ts';

/** What went back, and how. `uuid` is the till's name for the act. */
export function refundSlip(
  order: PaperOrder,
  back: { uuid: string; cash: number; card: number; seats: string[] },
): PrintDocument {
  const pair = (label: string, amount: number): PrintLine[] =>
    amount > 0
      ? [{ kind: 'pair', label, value: formatMoney({ amount, currency: order.currency }, paperLanguage), strong: true }]
      : [];
  return {
    key: `refund:${back.uuid}`,
    what: 'refund',
    copy: 0,
    lines: [
      ...heading(order, words.refund, 0, new Date()),
      { kind: 'text', text: `${order.film}, ${back.seats.join(' ')}`, align: 'left' },
      ...pair(words.back.cash, back.cash),
      ...pair(words.back.card, back.card),
      ...(back.card > 0 ? [{ kind: 'text' as const, text: words.cardBack, align: 'left' as const }] : []),
    ],
    cut: true,
    drawer: back.cash > 0,
  };
}
