import type { Router } from 'express';
import { moveBody } from '../../contract/api/staff/house.ts';
import { cancelBody, noteBody, type OrderHits, orderSearch, resendBody } from '../../contract/api/staff/orders.ts';
import { isRefusal, refuse } from '../../contract/refusals.ts';
import { sql } from '../../db.ts';
import type { Deps } from '../../deps.ts';
import { loadCinema } from '../../domain/cinema.ts';
import { addOrderNote } from '../../domain/orders/add-order-note.ts';
import { cancelOrder, cancelSomeTickets } from '../../domain/orders/cancel-order.ts';
import { officeOrder } from '../../domain/orders/office-order.ts';
import { searchOrders } from '../../domain/orders/search-orders.ts';
import { handOutCash } from '../../domain/refunds/hand-out-cash.ts';
import { moveSeats } from '../../domain/tickets/move-seats.ts';
import { resendTickets } from '../../domain/tickets/resend-tickets.ts';
import { jsonBody } from '../json-body.ts';
import { parse, pathId } from '../parse.ts';
import { answer } from './answer.ts';

/** `/orders`: the desk that finds an order, tells its story and changes it through the verbs. */
export function installOfficeOrders(router: Router, deps: Deps): void {
  router.get(
    '/orders',
    answer(async (req, actor) => {
      const query = parse(orderSearch, req.query);
      if (isRefusal(query)) return query;
      const found = await searchOrders(deps, actor, { q: query.q, screeningId: query.screening, page: query.page });
      if (isRefusal(found)) return found;
      const { timeZone } = await loadCinema(sql(deps.db));
      return { timeZone, page: query.page, ...found } satisfies OrderHits;
    }),
  );
  router.get(
    '/orders/:id',
    answer(async (req, actor) => {
      const id = pathId(req);
      return id ? officeOrder(deps, actor, id) : refuse('not_found');
    }),
  );
  router.post(
    '/orders/:id/notes',
    ...jsonBody,
    answer(async (req, actor) => {
      const [orderId, body] = [pathId(req), parse(noteBody, req.body)];
      if (!orderId) return refuse('not_found');
      return isRefusal(body) ? body : addOrderNote(deps, actor, { orderId, ...body });
    }),
  );
  router.post(
    '/orders/:id/resend',
    ...jsonBody,
    answer(async (req, actor) => {
      const [orderId, body] = [pathId(req), parse(resendBody, req.body ?? {})];
      if (!orderId) return refuse('not_found');
      return isRefusal(body) ? body : resendTickets(deps, actor, { orderId, ...body });
    }),
  );
  router.post(
    '/refunds/:id/hand-out',
    ...jsonBody,
    answer(async (req, actor) => {
      const refundId = pathId(req);
      return refundId ? handOutCash(deps, actor, refundId) : refuse('not_found');
    }),
  );
  router.post(
    '/orders/:id/moves',
    ...jsonBody,
    answer(async (req, actor) => {
      const [orderId, body] = [pathId(req), parse(moveBody, req.body)];
      if (!orderId) return refuse('not_found');
      if (isRefusal(body)) return body;
      const moves = body.moves.map(({ ticket, seat }) => ({ ticketId: ticket, seatId: seat }));
      return moveSeats(deps, actor, { orderId, moves, keepPrice: body.keepPrice });
    }),
  );
  router.post(
    '/orders/:id/cancel',
    ...jsonBody,
    answer(async (req, actor) => {
      const [orderId, body] = [pathId(req), parse(cancelBody, req.body)];
      if (!orderId) return refuse('not_found');
      if (isRefusal(body)) return body;
      if (!body.tickets) return cancelOrder(deps, actor, orderId, body.reason);
      return cancelSomeTickets(deps, actor, orderId, body.tickets, body.reason);
    }),
  );
}
