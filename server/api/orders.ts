import { apiGuest } from '../auth/actor-of.ts';
import {
  cancelOrder as cancelOrderOperation,
  getOrder,
  listOrders,
  type NewOrderBody,
  type OrderBody,
  payOrder,
  placeOrder as placeOrderOperation,
  refundTicket,
} from '../contract/api/orders.ts';
import { isRefusal, type Refusal, refuse } from '../contract/refusals.ts';
import { rfc3339 } from '../contract/venue-time.ts';
import { sql } from '../db.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from '../domain/actor.ts';
import { loadCinema } from '../domain/cinema.ts';
import { cancelOrder, cancelSomeTickets } from '../domain/orders/cancel-order.ts';
import { findOrder, type OrderView, openOrder } from '../domain/orders/find-order.ts';
import { listOwnOrders } from '../domain/orders/list-own-orders.ts';
import { orderAsPlaced } from '../domain/orders/new-order.ts';
import { orderBody } from '../domain/orders/order-body.ts';
import { placeOrder } from '../domain/orders/place-order.ts';
import { startPayment } from '../domain/payments/start-payment.ts';
import { languageOf } from '../http/language.ts';
import { holderIn } from './caller.ts';
import { onceInVerb } from './idempotency.ts';
import { onePage } from './pages.ts';
import { type Api, type Asked, serve } from './serve.ts';

export function installOrders(api: Api): void {
  const { deps } = api;

  serve(api, listOrders, async ({ query, actor, req }) => {
    const { page, page_size: pageSize, status, upcoming } = query;
    const which = upcoming === undefined ? 'all' : upcoming === 'true' ? 'coming' : 'past';
    const found = await listOwnOrders(deps, actor, { which, status, page, pageSize });
    if (isRefusal(found)) return found;
    const items = found.orders.map(orderBody);
    return onePage(req, deps.publicUrl, query, { count: found.count, items });
  });

  serve(
    api,
    placeOrderOperation,
    async ({ body, actor, request, req, res }) => {
      const account = holderIn(res);
      const placed = await placeOrder(deps, account ? actor : apiGuest(req, res, body.email ?? null), {
        screeningId: body.session,
        lines: linesOf(body),
        email: body.email ?? account?.email ?? null,
        name: body.name ?? (account?.name || null),
        language: languageOf(req),
        request,
      });
      return isRefusal(placed) ? inVenueTime(deps, placed) : orderBody(placed);
    },
    [],
    onceInVerb((kept: Parameters<typeof orderAsPlaced>[0]) => orderBody(orderAsPlaced(kept, deps.signer))),
  );

  serve(api, getOrder, async (asked) => {
    const order = await opened(deps, asked);
    return isRefusal(order) ? order : orderBody(order);
  });

  serve(api, payOrder, async (asked) => {
    const order = await opened(deps, asked);
    return isRefusal(order) ? order : startPayment(deps, ownerOf(order, asked), order.id);
  });

  serve(api, cancelOrderOperation, async (asked) => {
    const order = await opened(deps, asked);
    return isRefusal(order) ? order : shown(deps, await cancelOrder(deps, ownerOf(order, asked), order.id));
  });

  serve(api, refundTicket, async (asked) => {
    const order = await opened(deps, asked);
    if (isRefusal(order)) return order;
    const { ticket } = asked.params;
    return shown(deps, await cancelSomeTickets(deps, ownerOf(order, asked), order.id, [ticket]));
  });
}

function linesOf({ seats }: NewOrderBody): { seat: number; ticketType: number | null }[] {
  return seats.map((wanted) =>
    typeof wanted === 'number'
      ? { seat: wanted, ticketType: null }
      : { seat: wanted.seat, ticketType: wanted.ticket_type ?? null },
  );
}

type OfOrder = Asked<{ id: number }, { token?: string | undefined }, unknown>;

/** The order, if the caller can open it. */
async function opened(deps: Deps, { params, query, actor }: OfOrder): Promise<OrderView | Refusal> {
  const key = { token: query.token, userId: actor.userId };
  return (await openOrder(deps.db, deps.signer, params.id, key)) ?? refuse('not_found');
}

function ownerOf(order: OrderView, { actor, req, res }: OfOrder): Actor {
  return actor.userId === null ? apiGuest(req, res, order.email) : actor;
}

async function shown(deps: Deps, done: { id: number } | Refusal): Promise<OrderBody | Refusal> {
  if (isRefusal(done)) return inVenueTime(deps, done);
  const order = await findOrder(deps.db, deps.signer, done.id);
  if (!order) throw new Error(`order ${done.id} is gone`);
  return orderBody(order);
}

/** Verbs name instants; customers read the venue's clock. */
function inVenueTime(deps: Deps, refusal: Refusal): Refusal | Promise<Refusal> {
  const { until } = refusal.details;
  if (typeof until !== 'string') return refusal;
  return loadCinema(sql(deps.db)).then(({ timeZone }) =>
    refuse(refusal.refused, { ...refusal.details, until: rfc3339(new Date(until), timeZone) }),
  );
}
