import { z } from 'zod';
import { id, idText, pageQuery } from '../common.ts';
import { operation } from '../operation.ts';
import { moveBody, reason } from './house.ts';

const orderSearch = z.strictObject({
  page: pageQuery.page,
  /** A number, an e-mail, a name, a ticket's code, or a seat (`F7`) of the screening or of tonight. */
  q: z.string().trim().max(120).default(''),
  screening: idText.optional(),
});
const noteBody = z.strictObject({ text: z.string().trim().min(1).max(1000) });
const resendBody = z.strictObject({
  /** Where to, if the address of the order was wrong. */
  email: z.email().max(254).optional(),
});
const cancelBody = z.strictObject({
  /** All that is left of the order, unless named. */
  tickets: z.array(id).min(1).max(50).optional(),
  reason,
});

const orderState = z.enum(['pending', 'paid', 'partially_refunded', 'refunded', 'expired', 'cancelled']);
const refundState = z.enum(['pending', 'succeeded', 'failed']);

/** What an order is for. Instants are RFC 3339, amounts minor units of the order's currency. */
const orderShow = z.object({
  id: z.int(),
  film: z.string(),
  hall: z.string(),
  startsAt: z.string(),
  businessDate: z.string(),
  cancelled: z.boolean(),
});

const orderHit = z.object({
  id: z.int(),
  number: z.string(),
  status: orderState,
  name: z.string().nullable(),
  email: z.string().nullable(),
  show: orderShow,
  seats: z.array(z.string()),
  total: z.int(),
  currency: z.string(),
  createdAt: z.string(),
});
export type OrderHit = z.infer<typeof orderHit>;

const orderHits = z.object({
  timeZone: z.string(),
  results: z.array(orderHit),
  page: z.int(),
  /** Whether there is another page. */
  more: z.boolean(),
});
export type OrderHits = z.infer<typeof orderHits>;

const officeTicket = z.object({
  id: z.int(),
  seat: z.string(),
  ticketType: z.string(),
  category: z.string(),
  price: z.int(),
  status: z.enum(['pending', 'valid', 'used', 'cancelled']),
  /** Counts the codes that the ticket has had, from 0. */
  revision: z.int(),
  usedAt: z.string().nullable(),
});
export type OfficeTicket = z.infer<typeof officeTicket>;

/** What happened, when, by whom. `what` is the verb of an audit entry, or the event of another table. */
const timelineEvent = z.object({
  at: z.string(),
  what: z.string(),
  /** `customer`, `clerk`, …, `system`; null where nobody in particular did it. */
  by: z.string().nullable(),
  /** Of a member of staff. */
  person: z.string().nullable(),
  seats: z.array(z.string()).optional(),
  /** Where the seats were before. */
  from: z.array(z.string()).optional(),
  amount: z.int().optional(),
  reason: z.string().optional(),
  text: z.string().optional(),
  /** Of a letter or a processor's message. */
  kind: z.string().optional(),
  to: z.string().optional(),
  /** Waiting, sent; pending, succeeded, failed; open, captured … */
  state: z.string().optional(),
});
export type TimelineEvent = z.infer<typeof timelineEvent>;

const officeOrder = orderHit.omit({ seats: true }).extend({
  timeZone: z.string(),
  channel: z.enum(['web', 'api', 'kiosk', 'office']),
  paidAt: z.string().nullable(),
  /** Of a pending order. */
  expiresAt: z.string().nullable(),
  /** The customer's own page. */
  url: z.string(),
  tickets: z.array(officeTicket),
  payments: z.array(
    z.object({
      id: z.int(),
      method: z.string(),
      status: z.string(),
      amount: z.int(),
      at: z.string(),
      intent: z.string().nullable(),
    }),
  ),
  refunds: z.array(
    z.object({
      id: z.int(),
      status: refundState,
      reason: z.string(),
      amount: z.int(),
      at: z.string(),
      seats: z.array(z.string()),
      atTill: z.boolean(),
    }),
  ),
  timeline: z.array(timelineEvent),
  may: z.object({ cancel: z.boolean(), cancelUsed: z.boolean(), resend: z.boolean() }),
});
export type OfficeOrder = z.infer<typeof officeOrder>;

const same = z.object({ id });

export const searchOrders = operation({
  id: 'searchOrders',
  method: 'get',
  path: '/staff/orders/',
  tag: 'Staff',
  summary: 'Find orders',
  description:
    'By number, e-mail, name, ticket code, or a seat of the screening or of tonight; without a word, the newest.',
  who: 'staff',
  query: orderSearch,
  answer: orderHits,
  refuses: ['forbidden'],
});

export const getOfficeOrder = operation({
  id: 'getOfficeOrder',
  method: 'get',
  path: '/staff/orders/{id}/',
  tag: 'Staff',
  summary: 'An order with its whole story',
  who: 'staff',
  answer: officeOrder,
  refuses: ['forbidden'],
});

export const addOrderNote = operation({
  id: 'addOrderNote',
  method: 'post',
  path: '/staff/orders/{id}/notes/',
  tag: 'Staff',
  summary: 'Write a note that other staff read',
  who: 'staff',
  body: noteBody,
  answer: same,
});

export const resendTickets = operation({
  id: 'resendTickets',
  method: 'post',
  path: '/staff/orders/{id}/resend/',
  tag: 'Staff',
  summary: 'Send the tickets again',
  description: "To another address if one is given, which is the order's from then on.",
  who: 'staff',
  body: resendBody,
  answer: same,
  refuses: ['email_required', 'no_tickets'],
});

export const moveSeats = operation({
  id: 'moveSeats',
  method: 'post',
  path: '/staff/orders/{id}/moves/',
  tag: 'Staff',
  summary: 'Give tickets other seats of the same screening',
  who: 'staff',
  body: moveBody,
  answer: same,
  refuses: [
    'duplicate_seat',
    'no_tickets',
    'other_category',
    'screening_cancelled',
    'unknown_seat',
    'seat_taken',
    'companion_without_space',
    'love_seat_split',
  ],
});

export const cancelOfficeOrder = operation({
  id: 'cancelOfficeOrder',
  method: 'post',
  path: '/staff/orders/{id}/cancel/',
  tag: 'Staff',
  summary: 'Cancel an order, or some of its tickets',
  who: 'staff',
  body: cancelBody,
  answer: same,
  refuses: ['not_cancellable', 'ticket_used'],
});

export const handOutCash = operation({
  id: 'handOutCash',
  method: 'post',
  path: '/staff/refunds/{id}/hand-out/',
  tag: 'Staff',
  summary: 'Money that waits for its owner was handed out',
  who: 'staff',
  answer: same,
  refuses: ['refund_not_waiting'],
});
