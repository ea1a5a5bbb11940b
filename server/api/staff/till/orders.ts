import type { Router } from 'express';
import { z } from 'zod';
import { isRefusal, refuse } from '../../../contract/refusals.ts';
import { exchangeBody, exchangeWish, refundBody, reprintBody } from '../../../contract/till/orders.ts';
import type { Deps } from '../../../deps.ts';
import { reprint } from '../../../domain/prints/reprint.ts';
import { exchangeAtTill, quoteExchange } from '../../../domain/till/exchange.ts';
import { refundAtTill } from '../../../domain/till/refund-at-till.ts';
import { findTillOrders, tillOrder } from '../../../domain/till/till-order.ts';
import { jsonBody } from '../../json-body.ts';
import { parse, pathId } from '../../parse.ts';
import { answer } from '../answer.ts';
import { clerkNeeded } from './clerk-needed.ts';

const search = z.strictObject({ q: z.string().trim().min(1).max(200) });

/** `/orders`: what is done about tickets after they were sold. */
export function installTillOrders(router: Router, deps: Deps): void {
  const person = [clerkNeeded, ...jsonBody];
  router.get(
    '/orders',
    clerkNeeded,
    answer(async (req, actor) => {
      const query = parse(search, req.query);
      return isRefusal(query) ? query : findTillOrders(deps, actor, query.q);
    }),
  );
  router.get(
    '/orders/:id',
    clerkNeeded,
    answer(async (req, actor) => {
      const id = pathId(req);
      return id ? tillOrder(deps, actor, id) : refuse('not_found');
    }),
  );
  router.post(
    '/orders/:id/refund',
    ...person,
    answer(async (req, actor) => {
      const [id, body] = [pathId(req), parse(refundBody, req.body)];
      if (!id) return refuse('not_found');
      return isRefusal(body) ? body : refundAtTill(deps, actor, id, body);
    }),
  );
  router.post(
    '/orders/:id/exchange/quote',
    ...person,
    answer(async (req, actor) => {
      const [id, body] = [pathId(req), parse(exchangeWish, req.body)];
      if (!id) return refuse('not_found');
      return isRefusal(body) ? body : quoteExchange(deps, actor, id, body);
    }),
  );
  router.post(
    '/orders/:id/exchange',
    ...person,
    answer(async (req, actor) => {
      const [id, body] = [pathId(req), parse(exchangeBody, req.body)];
      if (!id) return refuse('not_found');
      return isRefusal(body) ? body : exchangeAtTill(deps, actor, id, body);
    }),
  );
  router.post(
    '/orders/:id/reprint',
    ...person,
    answer(async (req, actor) => {
      const [orderId, body] = [pathId(req), parse(reprintBody, req.body)];
      if (!orderId) return refuse('not_found');
      return isRefusal(body) ? body : reprint(deps, actor, { orderId, ...body });
    }),
  );
}
