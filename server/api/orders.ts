import type { Request, RequestHandler, Router } from 'express';
import { apiGuest } from '../auth/actor-of.ts';
import { type NewOrderBody, newOrder, nothing, orderQuery } from '../contract/api/orders.ts';
import { isRefusal, type Refusal, refuse } from '../contract/refusals.ts';
import { rfc3339 } from '../contract/venue-time.ts';
import { sql } from '../db.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from '../domain/actor.ts';
import { loadCinema } from '../domain/cinema.ts';
import { cancelOrder, cancelSomeTickets } from '../domain/orders/cancel-order.ts';
import { findOrder, type OrderView, openOrder } from '../domain/orders/find-order.ts';
import { placeOrder } from '../domain/orders/place-order.ts';
import { startPayment } from '../domain/payments/start-payment.ts';
import { once } from './idempotency.ts';
import { jsonBody } from './json-body.ts';
import { orderBody } from './order-body.ts';
import { noQuery, parse, pathId } from './parse.ts';
import { limited, type RateLimits } from './rate-limits.ts';
import { sendRefusal } from './refusals.ts';
import { type Reply, reads, resource } from './reply.ts';

export function installOrders(router: Router, deps: Deps, limits: RateLimits): void {
  const writes = [limited(limits.writes), ...jsonBody];
  const act = (verb: OnOrder) => [...writes, onOrder(deps, verb)];

  resource(router, '/orders', {
    // A list needs somebody whose list it is: accounts are not part of the API yet.
    get: reads(async () => refuse('unauthenticated')),
    post: [limited(limits.orders), ...jsonBody, place(deps)],
  });
  resource(router, '/orders/:id', {
    get: reads(
      async (req) => {
        const order = await opened(deps, req);
        return isRefusal(order) ? order : orderBody(deps, order);
      },
      { mine: true },
    ),
  });
  resource(router, '/orders/:id/pay', {
    post: act(async (actor, order) => {
      const payment = await startPayment(deps, actor, order.id);
      return isRefusal(payment) ? payment : { status: 200, body: payment };
    }),
  });
  resource(router, '/orders/:id/cancel', {
    post: act(async (actor, order) => shown(deps, 200, await cancelOrder(deps, actor, order.id))),
  });
  resource(router, '/orders/:id/tickets/:ticket/refund', {
    post: act(async (actor, order, req) => {
      const ticket = pathId(req, 'ticket');
      if (ticket === null) return refuse('not_found');
      return shown(deps, 200, await cancelSomeTickets(deps, actor, order.id, [ticket]));
    }),
  });
}

function place(deps: Deps): RequestHandler {
  return async (req, res) => {
    const query = parse(noQuery, req.query);
    const body = isRefusal(query) ? query : parse(newOrder, req.body);
    if (isRefusal(body)) return sendRefusal(res, body);
    const actor = apiGuest(req, res, body.email ?? null);
    await once(deps.db, req, res, { who: `address:${req.ip}`, body }, async (requestKey) => {
      const placed = await placeOrder(deps, actor, {
        screeningId: body.session,
        lines: linesOf(body),
        email: body.email ?? null,
        name: body.name ?? null,
        requestKey,
      });
      return shown(deps, 201, placed);
    });
  };
}

function linesOf({ seats }: NewOrderBody): { seat: number; ticketType: number | null }[] {
  return seats.map((wanted) =>
    typeof wanted === 'number'
      ? { seat: wanted, ticketType: null }
      : { seat: wanted.seat, ticketType: wanted.ticket_type ?? null },
  );
}

type OnOrder = (actor: Actor, order: OrderView, req: Request) => Promise<Reply | Refusal>;

/** A verb on an order that the caller can open. Whoever holds the order's token is the same caller, wherever. */
function onOrder(deps: Deps, verb: OnOrder): RequestHandler {
  return async (req, res) => {
    const order = await opened(deps, req);
    if (isRefusal(order)) return sendRefusal(res, order);
    const body = parse(nothing, req.body);
    if (isRefusal(body)) return sendRefusal(res, body);
    const actor = apiGuest(req, res, order.email);
    await once(deps.db, req, res, { who: 'token', body }, () => verb(actor, order, req));
  };
}

async function opened(deps: Deps, req: Request): Promise<OrderView | Refusal> {
  const query = parse(orderQuery, req.query);
  if (isRefusal(query)) return query;
  const id = pathId(req);
  return (id === null ? null : await openOrder(deps.db, deps.signer, id, query)) ?? refuse('not_found');
}

async function shown(deps: Deps, status: number, done: { id: number } | Refusal): Promise<Reply | Refusal> {
  if (isRefusal(done)) return inVenueTime(deps, done);
  const order = await findOrder(deps.db, deps.signer, done.id);
  if (!order) throw new Error(`order ${done.id} is gone`);
  return { status, body: await orderBody(deps, order) };
}

/** Verbs name instants; customers read the venue's clock. */
async function inVenueTime(deps: Deps, refusal: Refusal): Promise<Refusal> {
  const { until } = refusal.details;
  if (typeof until !== 'string') return refusal;
  const { timeZone } = await loadCinema(sql(deps.db));
  return refuse(refusal.refused, { ...refusal.details, until: rfc3339(new Date(until), timeZone) });
}
