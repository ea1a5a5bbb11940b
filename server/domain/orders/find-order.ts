import type { AgePolicy } from '../../contract/age.ts';
import { type Db, type Sql, sql } from '../../db.ts';
import type { Signer } from '../signer.ts';
import { ticketCode } from '../tickets/ticket-code.ts';
import type { OrderStatus } from './order-lifecycle.ts';
import { opensOrder, orderToken } from './order-token.ts';

/** An order as its customer may see it. Amounts in minor units of `currency`. */
export interface OrderView {
  id: number;
  number: string;
  token: string;
  /** A pending order whose hold has run out reads `expired`, whether or not anybody wrote that down yet. */
  status: OrderStatus;
  userId: number | null;
  holdId: number;
  email: string | null;
  name: string | null;
  language: string;
  currency: string;
  total: number;
  /** Of the cinema. */
  timeZone: string;
  createdAt: Date;
  paidAt: Date | null;
  /** Only while it is pending. */
  expiresAt: Date | null;
  screening: OrderScreening;
  tickets: OrderTicket[];
  /** How often tickets were given other seats. */
  seatMoves: number;
  payments: { id: number; status: string; method: string; amount: number }[];
  refunds: { id: number; amount: number; status: 'pending' | 'succeeded' | 'failed'; reason: string }[];
}

export interface OrderScreening {
  id: number;
  filmId: number;
  film: string;
  filmSlug: string;
  ageLimit: number;
  agePolicy: AgePolicy;
  hall: string;
  startsAt: Date;
  endsAt: Date;
  businessDate: string;
  format: string;
  language: string;
  subtitles: string | null;
  cancelled: boolean;
  /** Where it stood before it was moved, if this order was paid by then. */
  movedFrom: { startsAt: string; businessDate: string; hall: string } | null;
  /** When it was moved, if this order was paid by then. */
  movedAt: Date | null;
  /** The customer may cancel until then. */
  cancelUntil: Date;
}

export interface OrderTicket {
  id: number;
  seat: { id: number; row: string; number: string };
  ticketType: { id: number; name: string };
  category: { id: number; name: string };
  price: number;
  tax: number;
  status: 'pending' | 'valid' | 'used' | 'cancelled';
  /** Only on tickets that let somebody in. */
  code: string | null;
}

/** The JSON of the function `order_view`. */
export interface OrderRow
  extends Omit<OrderView, 'token' | 'tickets' | 'seatMoves' | 'createdAt' | 'paidAt' | 'expiresAt' | 'screening'> {
  createdAt: string;
  paidAt: string | null;
  expiresAt: string;
  expired: boolean;
  screening: Omit<OrderScreening, 'startsAt' | 'endsAt' | 'movedAt' | 'cancelUntil'> & {
    startsAt: string;
    endsAt: string;
    movedAt: string | null;
    cancelUntil: string;
  };
  tickets: (Omit<OrderTicket, 'code'> & { revision: number })[];
}

export function findOrder(db: Db, signer: Signer, orderId: number): Promise<OrderView | null> {
  return readOrder(sql(db), signer, orderId);
}

/** The same, as an open transaction sees it. */
export async function readOrder(tx: Sql, signer: Signer, orderId: number): Promise<OrderView | null> {
  const [found] = await tx.query<{ row: OrderRow | null }>(
    { name: 'find_order', text: 'SELECT order_view($1) AS row' },
    [orderId],
  );
  return found?.row ? orderOf(found.row, signer) : null;
}

/** An order that was read, with what is derived from it: its token and its tickets' codes. */
export function orderOf({ expired, ...row }: OrderRow, signer: Signer): OrderView {
  const { screening } = row;
  return {
    ...row,
    token: orderToken(signer, row),
    status: expired ? 'expired' : row.status,
    createdAt: new Date(row.createdAt),
    paidAt: row.paidAt === null ? null : new Date(row.paidAt),
    expiresAt: row.status === 'pending' && !expired ? new Date(row.expiresAt) : null,
    screening: {
      ...screening,
      startsAt: new Date(screening.startsAt),
      endsAt: new Date(screening.endsAt),
      movedAt: screening.movedAt === null ? null : new Date(screening.movedAt),
      cancelUntil: new Date(screening.cancelUntil),
    },
    seatMoves: row.tickets.reduce((sum, { revision }) => sum + revision, 0),
    tickets: row.tickets.map(({ revision, ...ticket }) => ({
      ...ticket,
      code:
        ticket.status === 'valid' || ticket.status === 'used' ? ticketCode(signer, { id: ticket.id, revision }) : null,
    })),
  };
}

/** The order if `key` opens it: its guest's token, or its own user. Another's order is as good as none. */
export async function openOrder(
  db: Db,
  signer: Signer,
  orderId: number,
  key: { token?: string | undefined; userId?: number | null },
): Promise<OrderView | null> {
  const order = await findOrder(db, signer, orderId);
  if (!order) return null;
  const own = key.userId != null && key.userId === order.userId;
  return own || (key.token !== undefined && opensOrder(signer, order, key.token)) ? order : null;
}
