import type { Frame } from './frame.ts';
import type { ShowFacts } from './show-head.tsx';

/** Where an order is, as its customer meets it: `arriving` has been to the payment page, and the money is on its way. */
export type OrderState = 'pending' | 'arriving' | 'paid' | 'partially_refunded' | 'refunded' | 'expired' | 'cancelled';

export interface OrderTicketView {
  id: number;
  row: string;
  number: string;
  type: string;
  category: string;
  price: number;
  status: 'pending' | 'valid' | 'used' | 'cancelled';
  code: string | null;
  /** The code as a QR drawing: modules a side, and the dark ones as one path. */
  qr: { size: number; path: string } | null;
}

export interface OrderProps {
  frame: Frame;
  show: ShowFacts;
  id: number;
  number: string;
  token: string;
  state: OrderState;
  email: string | null;
  currency: string;
  total: number;
  tickets: OrderTicketView[];
  /** ISO 8601; only while it is pending. */
  expiresAt: string | null;
  refunds: { amount: number; status: 'pending' | 'succeeded' | 'failed'; reason: string }[];
  /** A payment is neither through nor refused. */
  processing: boolean;
  /** ISO 8601: until then the customer may cancel; null once they may not. */
  cancelUntil: string | null;
  screeningCancelled: boolean;
  /** The show is over. */
  over: boolean;
  /** It stands in the account of whoever looks at it. */
  own: boolean;
  /** What went wrong with the last step. */
  problem: string | null;
}

/** An address of this order: `''` is its page. */
export const orderLink = ({ id, token }: Pick<OrderProps, 'id' | 'token'>, part = ''): string =>
  `/orders/${id}${part}?token=${encodeURIComponent(token)}`;
