import { exchanged, refunded, reprinted } from '../../server/contract/till/orders.ts';
import type { PrintDocument } from '../../server/contract/till/prints.ts';
import { type Sale, sale as saleShape } from '../../server/contract/till/sales.ts';
import { shift, shiftReport } from '../../server/contract/till/shifts.ts';
import type { Refused, SaleAtHand } from '../ipc-state.ts';
import type { Act } from './journal/records.ts';

/** The definite end of an act. */
export type Fate = { kind: 'ok'; body: unknown } | { kind: 'refused'; refusal: Refused };

/** What an act's end means: for the sale at hand, for the printer, and for the screen that asked (`value`). */
export interface Conclusion {
  sale: SaleAtHand | null;
  documents: PrintDocument[];
  value: unknown;
}

/** Null if the answer cannot be understood: then nothing is known, and it is asked again. */
export function conclude(act: Act, fate: Fate, sale: SaleAtHand | null): Conclusion | null {
  if (act.abandoned || act.kind === 'cancel') return concludeCancel(fate, sale);
  if (fate.kind === 'refused') {
    return { sale: sale && refusedSale(act, sale, fate.refusal), documents: [], value: fate.refusal };
  }
  switch (act.kind) {
    case 'sale':
    case 'card':
      return concludeSale(fate.body, sale);
    case 'refund': {
      const parsed = refunded.safeParse(fate.body);
      return parsed.success ? { sale: null, ...withoutSheets(parsed.data) } : null;
    }
    case 'exchange': {
      const parsed = exchanged.safeParse(fate.body);
      if (!parsed.success) return null;
      const own = parsed.data.sale;
      const going = own && own.state !== 'paid' ? tell(exchangeAtHand(act, own), own) : null;
      return { sale: going, ...withoutSheets(parsed.data) };
    }
    case 'reprint': {
      const parsed = reprinted.safeParse(fate.body);
      if (!parsed.success) return null;
      const { documents } = parsed.data;
      return { sale: null, documents, value: { sheets: documents.length } };
    }
    case 'openShift':
    case 'movement': {
      const parsed = shift.safeParse(fate.body);
      return parsed.success ? { sale: null, documents: [], value: parsed.data } : null;
    }
    case 'closeShift': {
      const parsed = shiftReport.safeParse(fate.body);
      if (!parsed.success) return null;
      return { sale: null, documents: parsed.data.document ? [parsed.data.document] : [], value: parsed.data };
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

function concludeSale(body: unknown, sale: SaleAtHand | null): Conclusion | null {
  const parsed = saleShape.safeParse(body);
  if (!parsed.success || !isOf(sale, parsed.data)) return null;
  const documents = parsed.data.state === 'paid' ? parsed.data.documents : [];
  const told = sale && { ...tell(sale, parsed.data), refusal: null };
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
  const parsed = saleShape.safeParse(fate.body);
  if (!parsed.success || !isOf(sale, parsed.data)) return null;
  if (parsed.data.state === 'cancelled' && sale?.refusal) return ended('refused');
  const documents = parsed.data.state === 'paid' ? parsed.data.documents : [];
  return { sale: sale && tell(sale, parsed.data), documents, value: null };
}

/** A refused sale is over; a refused step leaves the sale where it was. */
function refusedSale(act: Act, sale: SaleAtHand, { code, message }: Refused): SaleAtHand {
  const refusal = { code, message };
  if (act.kind === 'sale' || !sale.answer) return { ...sale, phase: 'refused', refusal };
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
