import { z } from 'zod';
import {
  exchangeBody,
  exchanged,
  exchangeQuote,
  exchangeWish,
  refundBody,
  refunded,
  reprintBody,
  reprinted,
  tillOrder,
  tillOrderHits,
} from '../../till/orders.ts';
import { id } from '../common.ts';
import { operation } from '../operation.ts';
import { priceRefusals, seatRefusals } from './sales.ts';

const tag = 'Till';

export const findTillOrders = operation({
  id: 'findTillOrders',
  method: 'get',
  path: '/staff/till/orders/',
  tag,
  summary: 'Find orders, the newest ten',
  who: 'clerk',
  query: z.strictObject({
    q: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .describe("A ticket's code as its QR says it, a number, a name, an e-mail address, or a seat of today."),
  }),
  answer: tillOrderHits,
});

export const getTillOrder = operation({
  id: 'getTillOrder',
  method: 'get',
  path: '/staff/till/orders/{id}/',
  tag,
  summary: 'An order as the counter needs it',
  who: 'clerk',
  answer: tillOrder,
});

export const refundAtTill = operation({
  id: 'refundAtTill',
  method: 'post',
  path: '/staff/till/orders/{id}/refund/',
  tag,
  summary: "Take tickets back, with a supervisor's yes",
  description: 'Cash comes out of the drawer that is open here, cards go back to the card.',
  who: 'clerk',
  body: refundBody,
  answer: refunded,
  refuses: ['not_cancellable', 'no_open_shift', 'approval_invalid', 'idempotency_mismatch'],
});

export const quoteExchange = operation({
  id: 'quoteExchange',
  method: 'post',
  path: '/staff/till/orders/{id}/exchange/quote/',
  tag,
  summary: 'What an exchange would cost',
  who: 'clerk',
  body: exchangeWish,
  answer: exchangeQuote,
  refuses: [...priceRefusals, 'no_tickets', 'duplicate_seat', 'unknown_seat'],
});

export const exchangeAtTill = operation({
  id: 'exchangeAtTill',
  method: 'post',
  path: '/staff/till/orders/{id}/exchange/',
  tag,
  summary: 'Exchange tickets for other seats or another screening',
  description:
    "Into an order of their own, which takes their worth along. A difference is paid like a sale, or goes back the way it was paid; with a supervisor's yes none is asked for. With a card it waits, and the old tickets stay good until the money is there.",
  who: 'clerk',
  body: exchangeBody,
  answer: exchanged,
  refuses: [
    ...seatRefusals,
    ...priceRefusals,
    'no_tickets',
    'ticket_used',
    'price_changed',
    'age_unacknowledged',
    'no_open_shift',
    'approval_invalid',
    'idempotency_mismatch',
  ],
});

export const reprintAtTill = operation({
  id: 'reprintAtTill',
  method: 'post',
  path: '/staff/till/orders/{id}/reprint/',
  tag,
  summary: 'Tickets once more, each marked as the copy it is',
  description: 'All of them with the receipt, unless some are named. It is put on record.',
  who: 'clerk',
  body: reprintBody,
  answer: reprinted,
  refuses: ['no_tickets', 'idempotency_mismatch'],
});

export const handOutAtTill = operation({
  id: 'handOutAtTill',
  method: 'post',
  path: '/staff/till/refunds/{id}/hand-out/',
  tag,
  summary: 'Money that waits for its owner was handed out of this drawer',
  who: 'clerk',
  status: 200,
  answer: z.object({ id }),
  refuses: ['refund_not_waiting', 'no_open_shift'],
});
