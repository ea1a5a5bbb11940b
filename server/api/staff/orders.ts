import {
  cancelOfficeOrder,
  getOfficeOrder,
  handOutCash as handOutOperation,
  moveSeats as moveOperation,
  addOrderNote as noteOperation,
  resendTickets as resendOperation,
  searchOrders as searchOperation,
} from '../../contract/api/staff/orders.ts';
import { isRefusal } from '../../contract/refusals.ts';
import { sql } from '../../db.ts';
import { loadCinema } from '../../domain/cinema.ts';
import { addOrderNote } from '../../domain/orders/add-order-note.ts';
import { cancelOrder, cancelSomeTickets } from '../../domain/orders/cancel-order.ts';
import { officeOrder } from '../../domain/orders/office-order.ts';
import { searchOrders } from '../../domain/orders/search-orders.ts';
import { handOutCash } from '../../domain/refunds/hand-out-cash.ts';
import { moveSeats } from '../../domain/tickets/move-seats.ts';
import { resendTickets } from '../../domain/tickets/resend-tickets.ts';
import { type Api, serve } from '../serve.ts';

/** `/orders`: the desk that finds an order, tells its story and changes it through the verbs. */
export function installOfficeOrders(api: Api): void {
  const { deps } = api;
  serve(api, searchOperation, async ({ actor, query: { q, screening, page } }) => {
    const found = await searchOrders(deps, actor, { q, screeningId: screening, page });
    if (isRefusal(found)) return found;
    const { timeZone } = await loadCinema(sql(deps.db));
    return { timeZone, page, ...found };
  });
  serve(api, getOfficeOrder, ({ actor, params }) => officeOrder(deps, actor, params.id));
  serve(api, noteOperation, ({ actor, params, body }) => addOrderNote(deps, actor, { orderId: params.id, ...body }));
  serve(api, resendOperation, ({ actor, params, body }) => resendTickets(deps, actor, { orderId: params.id, ...body }));
  serve(api, moveOperation, ({ actor, params, body }) => {
    const moves = body.moves.map(({ ticket, seat }) => ({ ticketId: ticket, seatId: seat }));
    return moveSeats(deps, actor, { orderId: params.id, moves, keepPrice: body.keepPrice });
  });
  serve(api, cancelOfficeOrder, ({ actor, params: { id }, body: { tickets, reason } }) =>
    tickets ? cancelSomeTickets(deps, actor, id, tickets, reason) : cancelOrder(deps, actor, id, reason),
  );
  serve(api, handOutOperation, ({ actor, params }) => handOutCash(deps, actor, params.id));
}
