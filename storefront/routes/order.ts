import type { Express } from 'express';
import { isRefusal } from '../../server/contract/refusals.ts';
import { cancelOrder } from '../../server/domain/orders/cancel-order.ts';
import { noteRefusal } from '../../server/http/note-refusal.ts';
import { goOnToPay } from './checkout.ts';
import { sendNotFound } from './faults.ts';
import { mayCancel, orderOf, sendCancelPage, sendOrder } from './order-page.ts';
import { customerOf } from './own-hold.ts';
import type { Shop } from './shop.ts';

/** The page of an order. Its address holds the key to it; with another key there is no such page. */
export function installOrders(app: Express, shop: Shop): void {
  app.get('/orders/:id', async (req, res) => {
    const order = await orderOf(shop, req, res);
    if (!order) return sendNotFound(shop, req, res);
    return sendOrder(shop, req, res, order, { paid: req.query.paid !== undefined });
  });

  app.post('/orders/:id/pay', async (req, res) => {
    const order = await orderOf(shop, req, res);
    return order ? goOnToPay(shop, req, res, order.id) : sendNotFound(shop, req, res);
  });

  app.get('/orders/:id/cancel', async (req, res) => {
    const order = await orderOf(shop, req, res);
    if (!order) return sendNotFound(shop, req, res);
    if (mayCancel(order, new Date())) return sendCancelPage(shop, req, res, order);
    return res.redirect(303, `/orders/${order.id}?token=${order.token}`);
  });

  app.post('/orders/:id/cancel', async (req, res) => {
    const order = await orderOf(shop, req, res);
    if (!order) return sendNotFound(shop, req, res);
    const done = await cancelOrder(shop.deps, customerOf(shop, req, res), order.id);
    // A second tap meets an order that the first has ended: that is what was asked for.
    const now = isRefusal(done) ? await orderOf(shop, req, res) : null;
    const over = ['cancelled', 'refunded', 'expired'].includes(now?.status ?? '');
    if (isRefusal(done) && !over) {
      noteRefusal(res, done);
      return sendOrder(shop, req, res, order, { refusal: done });
    }
    return res.redirect(303, `/orders/${order.id}?token=${order.token}`);
  });
}
