import type { Exchanged, Refunded, Reprinted } from '../../server/contract/till/orders.ts';
import type { PrintDocument } from '../../server/contract/till/prints.ts';
import type { Sale } from '../../server/contract/till/sales.ts';
import type { Shift, ShiftReport } from '../../server/contract/till/shifts.ts';
import type { Refused, SaleAtHand } from '../ipc-state.ts';
import type { Act } from './journal/records.ts';

/** The definite end of an act; `value` has been checked by the schema of what it asked. */
export type Fate = { kind: 'ok'; value: unknown } | { kind: 'refused'; refusal: Refused };

/** What an act's end means: for the sale at hand, for the printer, and for the screen that asked (`value`). */
export interface Conclusion {
  sale: SaleAtHand | null;
  documents: PrintDocument[];
  value: unknown;
}

/** Null if nothing is known yet, and it is asked again. */
export function conclude(act: Act, fate: Fate, sale: SaleAtHand | null): Conclusion | null {
  if (act.abandoned || act.kind === 'cancel') return concludeCancel(fate, sale);
  if (fate.kind === 'refused') {
    return { sale: sale && refusedSale(act, sale, fate.refusal), documents: [], value: fate.refusal };
  }
  switch (act.kind) {
    case 'sale':
    case 'card':
      return concludeSale(fate.value as Sale, sale);
    case 'refund':
      return { sale: null, ...withoutSheets(fate.value as Refunded) };
    case 'exchange': {
      const told = fate.value as Exchanged;
      const going = told.sale && told.sale.state !== 'paid' ? tell(exchangeAtHand(act, told.sale), told.sale) : null;
      return { sale: going, ...withoutSheets(told) };
    }
    case 'reprint': {
      const { documents } = fate.value as Reprinted;
      return { sale: null, documents, value: { sheets: documents.length } };
    }
    case 'openShift':
    case 'movement':
      return { sale: null, documents: [], value: fate.value as Shift };
    case 'closeShift': {
      const report = fate.value as ShiftReport;
      return { sale: null, documents: report.document ? [report.document] : [], value: report };
    }
  }
}

/** The sale as the server tells it. `part_paid` waits for the clerk, who reads it in `answer`. */
export function tell(sale: SaleAtHand, { documents, ...answer }: Sale): SaleAtHand {
  const phase = answer.state === 'part_paid' ? 'awaiting_card' : answer.state;
  return { ...sale, phase, answer, change: answer.change, refusal: phase === 'paid' ? null : sale.refusal };
}

/** An answer to another sale, doubled on its way and come late, says nothing of this one. */
export function isOf(sale: SaleAtHand | null, told: Sale): boolean {
  return sale === null || sale.uuid === told.uuid;
}

function concludeSale(answer: Sale, sale: SaleAtHand | null): Conclusion | null {
  if (!isOf(sale, answer)) return null;
  const documents = answer.state === 'paid' ? answer.documents : [];
  const told = sale && { ...tell(sale, answer), refusal: null };
  return { sale: told, documents, value: told };
}

/** Asked to be nothing, it is found to be paid, or will never be. */
function concludeCancel(fate: Fate, sale: SaleAtHand | null): Conclusion | null {
  const ended = (phase: 'refused' | 'cancelled'): Conclusion => ({
    sale: sale && { ...sale, phase },
    documents: [],
    value: null,
  });
  if (fate.kind === 'refused') {
    return fate.refusal.code === 'not_found' ? ended(sale?.refusal ? 'refused' : 'cancelled') : null;
  }
  const answer = fate.value as Sale;
  if (!isOf(sale, answer)) return null;
  if (answer.state === 'cancelled' && sale?.refusal) return ended('refused');
  const documents = answer.state === 'paid' ? answer.documents : [];
  return { sale: sale && tell(sale, answer), documents, value: null };
}

/** A refused sale is over, and so is one whose screening was cancelled; another refused step leaves the sale where it was. */
function refusedSale(act: Act, sale: SaleAtHand, { code, message }: Refused): SaleAtHand {
  const refusal = { code, message };
  if (act.kind === 'sale' || !sale.answer || code === 'screening_cancelled')
    return { ...sale, phase: 'refused', refusal };
  const phase = sale.answer.state === 'part_paid' ? 'awaiting_card' : sale.answer.state;
  return { ...sale, phase, refusal };
}

function withoutSheets<T extends { documents: PrintDocument[] }>({ documents, ...value }: T) {
  return { documents, value };
}

function exchangeAtHand(act: Act, own: Sale): SaleAtHand {
  const wish = act.body as { screening: number; tickets: { seat: number; ticketType: number }[] };
  const types = new Map(wish.tickets.map((ticket) => [ticket.seat, ticket.ticketType]));
  return {
    uuid: own.uuid,
    phase: 'awaiting_card',
    screening: wish.screening,
    lines: own.tickets.map(({ seat, price }) => ({ seat: seat.id, ticketType: types.get(seat.id) ?? 0, price })),
    total: own.total,
    tendered: null,
    offline: false,
    answer: null,
    change: 0,
    refusal: null,
    resumed: false,
  };
}
