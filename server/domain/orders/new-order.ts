import { seatById } from '../../contract/seat-rules.ts';
import type { LoadedPlan } from '../halls/load-seat-plan.ts';
import type { Sale } from '../pricing/load-sale.ts';
import type { QuotedLine } from '../pricing/quote.ts';
import type { Signer } from '../signer.ts';
import { type OrderRow, orderOf } from './find-order.ts';
import type { ShownOrder } from './order-body.ts';
import { orderToken } from './order-token.ts';

// A new order is shown by what is known before it is written, and by what only the database can say. So the database need
// not read through eight tables for what we have just told it.

/** What is known of an order before it is written. */
export interface Foreseen extends Pick<ShownOrder, 'number' | 'email' | 'name' | 'currency' | 'timeZone'> {
  screening: { id: number; film: string; hall: string; startsAt: string };
  /** In plan order. */
  tickets: Pick<ShownOrder['tickets'][number], 'seat' | 'ticketType'>[];
}

/** The same with what the function `hold_and_order` adds. This is kept as the first answer to a request's key. */
export interface NewOrderRow extends Foreseen {
  id: number;
  total: number;
  createdAt: string;
  expiresAt: string;
  /** Seat → its ticket and price. */
  sold: Record<string, [ticket: number, price: number]>;
}

export function foreseen(
  sale: Sale,
  plan: LoadedPlan,
  lines: readonly QuotedLine[],
  order: Pick<Foreseen, 'number' | 'email' | 'name'>,
): Foreseen {
  const { screeningId, currency, timeZone, film, hall, startsAt } = sale;
  return {
    ...order,
    currency,
    timeZone,
    screening: { id: screeningId, film: film.title, hall, startsAt },
    tickets: lines
      .flatMap(({ seat: id, ticketType }) => {
        const seat = seatById(plan, id);
        return seat ? [{ seat, ticketType }] : [];
      })
      .sort((a, b) => a.seat.ordinal - b.seat.ordinal)
      .map(({ seat: { id, row, number }, ticketType }) => ({
        seat: { id, row, number },
        ticketType: { id: ticketType.id, name: ticketType.name },
      })),
  };
}

/** An order as it was when its request was answered: a new one, or one that an earlier call had placed before it crashed. */
export function orderAsPlaced(row: NewOrderRow | OrderRow, signer: Signer): ShownOrder {
  if (!('sold' in row)) return orderOf(row, signer);
  const { sold, screening, tickets, ...order } = row;
  return {
    ...order,
    token: orderToken(signer, row),
    status: 'pending',
    createdAt: new Date(row.createdAt),
    expiresAt: new Date(row.expiresAt),
    screening: { ...screening, startsAt: new Date(screening.startsAt) },
    tickets: tickets.map(({ seat, ticketType }) => {
      const [id, price] = sold[seat.id] ?? missing(row.id, seat.id);
      return { id, seat, ticketType, price, status: 'pending', code: null };
    }),
    refunds: [],
  };
}

function missing(order: number, seat: number): never {
  throw new Error(`order ${order} has no ticket for seat ${seat}`);
}
