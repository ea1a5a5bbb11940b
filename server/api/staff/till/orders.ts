import * as operations from '../../../contract/api/till/orders.ts';
import { reprint } from '../../../domain/prints/reprint.ts';
import { handOutCash } from '../../../domain/refunds/hand-out-cash.ts';
import { exchangeAtTill, quoteExchange } from '../../../domain/till/exchange.ts';
import { refundAtTill } from '../../../domain/till/refund-at-till.ts';
import { findTillOrders, tillOrder } from '../../../domain/till/till-order.ts';
import { type Api, serve } from '../../serve.ts';

/** `/orders` and `/refunds`: what is done about tickets after they were sold. */
export function installTillOrders(api: Api): void {
  const { deps } = api;
  serve(api, operations.findTillOrders, ({ actor, query }) => findTillOrders(deps, actor, query.q));
  serve(api, operations.getTillOrder, ({ actor, params }) => tillOrder(deps, actor, params.id));
  serve(api, operations.refundAtTill, ({ actor, params, body }) => refundAtTill(deps, actor, params.id, body));
  serve(api, operations.quoteExchange, ({ actor, params, body }) => quoteExchange(deps, actor, params.id, body));
  serve(api, operations.exchangeAtTill, ({ actor, params, body }) => exchangeAtTill(deps, actor, params.id, body));
  serve(api, operations.reprintAtTill, ({ actor, params, body }) =>
    reprint(deps, actor, { orderId: params.id, ...body }),
  );
  serve(api, operations.handOutAtTill, ({ actor, params }) => handOutCash(deps, actor, params.id));
}
