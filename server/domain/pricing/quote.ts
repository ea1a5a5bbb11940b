import { judgeAge } from '../../contract/age.ts';
import { taxContained } from '../../contract/money.ts';
import { type Refusal, refuse } from '../../contract/refusals.ts';
import { seatById } from '../../contract/seat-rules.ts';
import type { SeatPlan } from '../../contract/seats.ts';
import type { Sale, SaleTicketType } from './load-sale.ts';

export interface Line {
  seat: number;
  /** Null: the default ticket type. */
  ticketType: number | null;
}

export interface QuotedLine {
  seat: number;
  ticketType: SaleTicketType;
  category: number;
  price: number;
  tax: number;
}

export interface Quote {
  lines: QuotedLine[];
  total: number;
  currency: string;
}

/**
 * Prices seats with ticket types, or refuses what is not for sale (rule 9) or not for that age (rule 12). `beside` are the
 * ticket types that the same party has already.
 */
export function quote(
  sale: Sale,
  plan: SeatPlan,
  wanted: readonly Line[],
  beside: Parameters<typeof judgeAge>[1] = [],
): Quote | Refusal {
  const lines: QuotedLine[] = [];
  for (const line of wanted) {
    const seat = seatById(plan, line.seat);
    if (!seat) return refuse('unknown_seat', { seats: [line.seat] });
    const ticketType = line.ticketType === null ? usualType(sale, seat.category) : typeOf(sale, line.ticketType);
    if (!ticketType) return refuse('unknown_ticket_type', { ticketType: line.ticketType });
    const price = sale.prices[`${ticketType.id}:${seat.category}`];
    if (price === undefined) return refuse('not_for_sale', { seats: [seat.id], ticketType: ticketType.name });
    lines.push({ seat: seat.id, ticketType, category: seat.category, price, tax: taxContained(price, sale.taxRate) });
  }
  const tooYoung = judgeAge(sale.film, [...lines.map((line) => line.ticketType), ...beside]);
  if (tooYoung) return tooYoung;
  return { lines, total: lines.reduce((sum, line) => sum + line.price, 0), currency: sale.currency };
}

/** The default type where it is for sale, else the first that is: a companion's seat has its own type. */
export function usualType(sale: Sale, category: number): SaleTicketType | undefined {
  const forSale = sale.ticketTypes.filter((type) => sale.prices[`${type.id}:${category}`] !== undefined);
  return forSale.find((type) => type.isDefault) ?? forSale[0] ?? sale.ticketTypes.find((type) => type.isDefault);
}

function typeOf(sale: Sale, id: number): SaleTicketType | undefined {
  return sale.ticketTypes.find((type) => type.id === id);
}
