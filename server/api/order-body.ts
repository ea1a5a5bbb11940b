import type { OrderBody } from '../contract/api/orders.ts';
import { sql } from '../db.ts';
import type { Deps } from '../deps.ts';
import { loadCinema } from '../domain/cinema.ts';
import type { OrderView } from '../domain/orders/find-order.ts';
import { orderBody as bodyIn } from '../domain/orders/order-body.ts';

/** An order as the API shows it. */
export async function orderBody(deps: Deps, order: OrderView): Promise<OrderBody> {
  const { timeZone } = await loadCinema(sql(deps.db));
  return bodyIn(order, timeZone);
}
