import type { Express } from 'express';
import { orderUrl } from '../../server/domain/orders/order-url.ts';
import { ticketsCalendar } from '../../server/domain/tickets/ticket-calendar.ts';
import { ticketsPdf } from '../../server/domain/tickets/ticket-pdf.ts';
import { sendNotFound } from './faults.ts';
import { orderOf } from './order-page.ts';
import type { Shop } from './shop.ts';

/** What a customer takes along: tickets to print, the date for a calendar. */
export function installOrderFiles(app: Express, shop: Shop): void {
  app.get('/orders/:id/tickets.pdf', async (req, res) => {
    const order = await orderOf(shop, req, res);
    if (!order?.tickets.some((ticket) => ticket.code !== null)) return sendNotFound(shop, req, res);
    const pdf = await ticketsPdf(order, await shop.cinema());
    res.type('pdf').set('Cache-Control', 'private, no-store');
    res.set('Content-Disposition', `inline; filename="tickets-${order.number}.pdf"`).send(pdf);
  });

  app.get('/orders/:id/calendar.ics', async (req, res) => {
    const order = await orderOf(shop, req, res);
    if (!order?.tickets.some((ticket) => ticket.code !== null)) return sendNotFound(shop, req, res);
    const file = ticketsCalendar(order, await shop.cinema(), orderUrl(shop.deps, order));
    res.attachment(`${order.screening.filmSlug}.ics`).set('Cache-Control', 'private, no-store');
    res.type('text/calendar; charset=utf-8').send(file);
  });
}
