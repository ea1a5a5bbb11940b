import { showDay } from '../../contract/venue-time.ts';
import { wordsFor } from '../../contract/words/words.ts';
import { sql } from '../../db.ts';
import type { CheckoutRequest } from '../../gateways/payments.ts';
import type { House } from '../house.ts';
import { orderUrl } from '../orders/order-url.ts';

type Description = Omit<CheckoutRequest, 'expiresAt' | 'idempotencyKey'> & { id: number; number: string };

/**
 * What the payment page shows: one line a ticket, at the ticket's own price. The same order always gives the same
 * description, as the idempotency key demands. Null once the order was cancelled, and there is nothing to pay for.
 */
export async function describeCheckout(house: House, orderId: number): Promise<Description | null> {
  const rows = await sql(house.db).query<{
    number: string;
    currency: string;
    email: string | null;
    language: string;
    film: string;
    hall: string;
    startsAt: Date;
    businessDate: string;
    zone: string;
    row: string;
    seat: string;
    ticketType: string;
    price: number;
  }>(
    `SELECT o.number, o.currency, o.email, o.language, f.title AS film, h.name AS hall, sc.starts_at AS "startsAt",
            sc.business_date AS "businessDate", c.time_zone AS zone, s.row, s.number AS seat, tt.name AS "ticketType", t.price
       FROM orders o JOIN tickets t ON t.order_id = o.id JOIN seats s ON s.id = t.seat_id
       JOIN ticket_types tt ON tt.id = t.ticket_type_id JOIN screenings sc ON sc.id = o.screening_id
       JOIN films f ON f.id = sc.film_id JOIN halls h ON h.id = sc.hall_id CROSS JOIN cinema c
      WHERE o.id = $1 AND t.status <> 'cancelled' ORDER BY s.ordinal`,
    [orderId],
  );
  const [first] = rows;
  if (!first) return null;
  const words = wordsFor(first.language);
  const when = showDay(first, first.zone, words.locale, words.shell);
  const page = orderUrl(house, { id: orderId, number: first.number });
  return {
    id: orderId,
    number: first.number,
    orderId,
    orderNumber: first.number,
    currency: first.currency,
    email: first.email ?? '',
    language: first.language,
    lines: rows.map((line) => ({
      name: first.film,
      description: words.checkout.billLine(when, first.hall, line.row, line.seat, line.ticketType),
      amount: line.price,
      quantity: 1,
    })),
    successUrl: `${page}&paid={CHECKOUT_SESSION_ID}`,
    cancelUrl: page,
  };
}
