import type { OrderBody } from '../../contract/api/orders.ts';
import { rfc3339 } from '../../contract/venue-time.ts';
import type { OrderScreening, OrderTicket, OrderView } from './find-order.ts';

/** What the API shows of an order. */
export type ShownOrder = Pick<
  OrderView,
  | 'id'
  | 'number'
  | 'token'
  | 'status'
  | 'email'
  | 'name'
  | 'currency'
  | 'total'
  | 'timeZone'
  | 'createdAt'
  | 'expiresAt'
> & {
  screening: Pick<OrderScreening, 'id' | 'film' | 'hall' | 'startsAt'>;
  tickets: Pick<OrderTicket, 'id' | 'seat' | 'ticketType' | 'price' | 'status' | 'code'>[];
  refunds: OrderView['refunds'];
};

/** An order as the API shows it to whoever may open it. Webhooks leave out what only its customer may know. */
export function orderBody(order: ShownOrder): OrderBody {
  const { screening, currency, timeZone } = order;
  const time = (at: Date) => rfc3339(at, timeZone);
  const money = (amount: number) => ({ amount, currency });
  return {
    id: order.id,
    number: order.number,
    token: order.token,
    status: order.status,
    session: {
      id: screening.id,
      movie: screening.film,
      hall: screening.hall,
      starts_at: time(screening.startsAt),
    },
    email: order.email,
    name: order.name,
    created_at: time(order.createdAt),
    expires_at: order.expiresAt && time(order.expiresAt),
    total: money(order.total),
    tickets: order.tickets.map((ticket) => ({
      id: ticket.id,
      seat: ticket.seat,
      ticket_type: ticket.ticketType,
      price: money(ticket.price),
      status: ticket.status,
      code: ticket.code,
    })),
    refunds: order.refunds.map((refund) => ({ ...refund, amount: money(refund.amount) })),
  };
}
