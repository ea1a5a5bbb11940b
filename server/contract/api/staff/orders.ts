import { z } from 'zod';
import { id, idText, pageQuery } from '../common.ts';
import { reason } from './house.ts';

export const orderSearch = z.strictObject({
  page: pageQuery.page,
  /** A number, an e-mail, a name, a ticket's code, or a seat (`F7`) of the screening or of tonight. */
  q: z.string().trim().max(120).default(''),
  screening: idText.optional(),
});
export const noteBody = z.strictObject({ text: z.string().trim().min(1).max(1000) });
export const resendBody = z.strictObject({
  /** Where to, if the address of the order was wrong. */
  email: z.email().max(254).optional(),
});
export const cancelBody = z.strictObject({
  /** All that is left of the order, unless named. */
  tickets: z.array(id).min(1).max(50).optional(),
  reason,
});

export type OrderState = 'pending' | 'paid' | 'partially_refunded' | 'refunded' | 'expired' | 'cancelled';
export type RefundState = 'pending' | 'succeeded' | 'failed';

/** What an order is for. Instants are RFC 3339, amounts minor units of the order's currency. */
export interface OrderShow {
  id: number;
  film: string;
  hall: string;
  startsAt: string;
  businessDate: string;
  cancelled: boolean;
}

export interface OrderHit {
  id: number;
  number: string;
  status: OrderState;
  name: string | null;
  email: string | null;
  show: OrderShow;
  seats: string[];
  total: number;
  currency: string;
  createdAt: string;
}

export interface OrderHits {
  timeZone: string;
  results: OrderHit[];
  page: number;
  /** Whether there is another page. */
  more: boolean;
}

export interface OfficeOrder extends Omit<OrderHit, 'seats'> {
  timeZone: string;
  channel: 'web' | 'api' | 'kiosk' | 'office';
  paidAt: string | null;
  /** Of a pending order. */
  expiresAt: string | null;
  /** The customer's own page. */
  url: string;
  tickets: OfficeTicket[];
  payments: { id: number; method: string; status: string; amount: number; at: string; intent: string | null }[];
  refunds: {
    id: number;
    status: RefundState;
    reason: string;
    amount: number;
    at: string;
    seats: string[];
    atTill: boolean;
  }[];
  timeline: TimelineEvent[];
  may: { cancel: boolean; cancelUsed: boolean; resend: boolean };
}

export interface OfficeTicket {
  id: number;
  seat: string;
  ticketType: string;
  category: string;
  price: number;
  status: 'pending' | 'valid' | 'used' | 'cancelled';
  /** Counts the codes that the ticket has had, from 0. */
  revision: number;
  usedAt: string | null;
}

/** What happened, when, by whom. `what` is the verb of an audit entry, or the event of another table. */
export interface TimelineEvent {
  at: string;
  what: string;
  /** `customer`, `clerk`, …, `system`; null where nobody in particular did it. */
  by: string | null;
  /** Of a member of staff. */
  person: string | null;
  seats?: string[];
  /** Where the seats were before. */
  from?: string[];
  amount?: number;
  reason?: string;
  text?: string;
  /** Of a letter or a processor's message. */
  kind?: string;
  to?: string;
  /** Waiting, sent; pending, succeeded, failed; open, captured … */
  state?: string;
}
