import { z } from 'zod';
import { email, id, instant, pageOf, pageQuery, personName, price } from './common.ts';
import { operation } from './operation.ts';

/** `seats` names seats with ticket types, or only seats, at the screening's default ticket type. */
export const newOrder = z
  .strictObject({
    session: id,
    // Numbers first: a look at them is short.
    seats: z.union([
      z.array(id).min(1).max(10),
      z
        .array(z.strictObject({ seat: id, ticket_type: id.optional() }))
        .min(1)
        .max(10),
    ]),
    email: email
      .optional()
      .describe('Where the tickets go; the address of your account unless said; needed from guests.'),
    name: personName.min(1).optional(),
  })
  .meta({ id: 'NewOrder' });
export type NewOrderBody = z.infer<typeof newOrder>;

const orderTicket = z
  .object({
    id,
    seat: z.object({ id, row: z.string(), number: z.string() }),
    ticket_type: z.object({ id, name: z.string() }),
    price,
    status: z.enum(['pending', 'valid', 'used', 'cancelled']),
    /** What the QR code says; only on tickets that let somebody in. */
    code: z.string().nullable(),
  })
  .meta({ id: 'Ticket' });

const orderStatus = z.enum(['pending', 'paid', 'partially_refunded', 'refunded', 'expired', 'cancelled']);

export const order = z
  .object({
    id,
    number: z.string(),
    /** The key to the order for a guest; send it as `?token=`. */
    token: z.string(),
    status: orderStatus,
    session: z.object({ id, movie: z.string(), hall: z.string(), starts_at: instant }),
    email: z.string().nullable(),
    name: z.string().nullable(),
    created_at: instant,
    /** When the seats go back on sale, for a pending order. */
    expires_at: instant.nullable(),
    total: price,
    tickets: z.array(orderTicket),
    refunds: z.array(
      z.object({ id, amount: price, status: z.enum(['pending', 'succeeded', 'failed']), reason: z.string() }),
    ),
  })
  .meta({ id: 'Order' });
export type OrderBody = z.infer<typeof order>;

export const payment = z.object({ url: z.url() });
const orderQuery = z.strictObject({
  token: z.string().max(64).optional().describe('Of the order, for guests.'),
});

const tokenNote =
  "Whoever bought it while signed in needs nothing else; a guest shows the token of the order as `?token=`. Another's order is not there.";

export const placeOrder = operation({
  id: 'placeOrder',
  method: 'post',
  path: '/orders/',
  tag: 'Orders',
  summary: 'Hold seats in a new order',
  description:
    'All of the seats, or none. They are held until `expires_at`; pay before that. A guest gives an e-mail address, where the tickets go.',
  who: 'guest_or_customer',
  body: newOrder,
  status: 201,
  answer: order,
  idempotent: true,
  limit: 'orders',
  refuses: [
    'not_found',
    'seat_taken',
    'unknown_seat',
    'duplicate_seat',
    'orphan_seat',
    'companion_without_space',
    'love_seat_split',
    'too_many_seats',
    'too_many_holds',
    'sales_closed',
    'sales_not_open',
    'screening_cancelled',
    'not_for_sale',
    'unknown_ticket_type',
    'age_restricted',
    'adult_required',
    'email_required',
  ],
});

export const listOrders = operation({
  id: 'listOrders',
  method: 'get',
  path: '/orders/',
  tag: 'Orders',
  summary: 'Your own orders',
  description:
    'The newest first. With `upcoming=true` those whose showing is still to come, the soonest first; with `upcoming=false` the others, the latest first.',
  who: 'customer',
  query: z.strictObject({
    ...pageQuery,
    status: orderStatus.optional(),
    upcoming: z.enum(['true', 'false']).optional(),
  }),
  answer: pageOf(order),
  refuses: ['not_found'],
});

export const getOrder = operation({
  id: 'getOrder',
  method: 'get',
  path: '/orders/{id}/',
  tag: 'Orders',
  summary: 'One order',
  description: tokenNote,
  who: 'guest_or_customer',
  query: orderQuery,
  answer: order,
});

export const payOrder = operation({
  id: 'payOrder',
  method: 'post',
  path: '/orders/{id}/pay/',
  tag: 'Orders',
  summary: 'Start the payment',
  description: `Answers the address of Stripe's payment page, where the customer is to be sent. The tickets are issued when Stripe reports the payment, not when the customer returns. ${tokenNote}`,
  who: 'guest_or_customer',
  query: orderQuery,
  status: 200,
  answer: payment,
  idempotent: true,
  refuses: ['order_expired', 'screening_cancelled', 'already_paid', 'payment_processing', 'payment_unavailable'],
});

export const cancelOrder = operation({
  id: 'cancelOrder',
  method: 'post',
  path: '/orders/{id}/cancel/',
  tag: 'Orders',
  summary: 'Cancel an order',
  description: `A pending order lets its seats go at once; a paid one is refunded, up to two hours before the start. ${tokenNote}`,
  who: 'guest_or_customer',
  query: orderQuery,
  status: 200,
  answer: order,
  idempotent: true,
  refuses: ['not_cancellable', 'ticket_used'],
});

export const refundTicket = operation({
  id: 'refundTicket',
  method: 'post',
  path: '/orders/{id}/tickets/{ticket}/refund/',
  tag: 'Orders',
  summary: 'Give one ticket back',
  description: `The others stay as they are. A child's ticket does not stay without an adult's where the film wants one, nor a companion's without its wheelchair space. ${tokenNote}`,
  who: 'guest_or_customer',
  query: orderQuery,
  status: 200,
  answer: order,
  idempotent: true,
  refuses: ['not_cancellable', 'ticket_used', 'adult_required', 'companion_without_space'],
});
