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
  createdAt: Date;
  paidAt: Date | null;
  /** Only while it is pending. */
  expiresAt: Date | null;
  screening: OrderScreening;
  tickets: OrderTicket[];
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

type Row = Omit<OrderView, 'token' | 'tickets' | 'createdAt' | 'paidAt' | 'expiresAt' | 'screening'> & {
  createdAt: Date;
  paidAt: Date | null;
  expiresAt: Date;
  expired: boolean;
  screening: Omit<OrderScreening, 'startsAt' | 'endsAt' | 'cancelUntil'> & {
    startsAt: string;
    endsAt: string;
    cancelUntil: string;
  };
  tickets: (Omit<OrderTicket, 'code'> & { revision: number })[];
};

export function findOrder(db: Db, signer: Signer, orderId: number): Promise<OrderView | null> {
  return readOrder(sql(db), signer, orderId);
}

/** The same, as an open transaction sees it. */
export async function readOrder(tx: Sql, signer: Signer, orderId: number): Promise<OrderView | null> {
  const [row] = await tx.query<Row>({ name: 'find_order', text }, [orderId]);
  if (!row) return null;
  const { expired, ...order } = row;
  const { screening } = row;
  return {
    ...order,
    token: orderToken(signer, row),
    status: expired ? 'expired' : row.status,
    expiresAt: row.status === 'pending' && !expired ? row.expiresAt : null,
    screening: {
      ...screening,
      startsAt: new Date(screening.startsAt),
      endsAt: new Date(screening.endsAt),
      cancelUntil: new Date(screening.cancelUntil),
    },
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

const text = `
SELECT o.id, o.number, o.status, o.user_id AS "userId", o.hold_id AS "holdId", o.email, o.name, o.language, o.currency, o.total,
  o.created_at AS "createdAt", o.paid_at AS "paidAt", h.expires_at AS "expiresAt",
  o.status = 'pending' AND h.expires_at <= now() AS expired,
  json_build_object('id', sc.id, 'filmId', f.id, 'film', f.title, 'filmSlug', f.slug, 'ageLimit', f.age_limit,
    'agePolicy', f.age_policy, 'hall', hall.name, 'startsAt', sc.starts_at, 'endsAt', sc.ends_at,
    'businessDate', sc.business_date, 'format', sc.format, 'language', sc.language, 'subtitles', sc.subtitles,
    'cancelled', sc.status = 'cancelled', 'movedFrom', CASE WHEN sc.moved_at >= o.paid_at THEN sc.moved_from END,
    'cancelUntil', cancel_until(sc, c, o.paid_at)) AS screening,
  (SELECT json_agg(json_build_object('id', t.id, 'seat', json_build_object('id', s.id, 'row', s.row, 'number', s.number),
      'ticketType', json_build_object('id', tt.id, 'name', tt.name), 'category', json_build_object('id', sc2.id, 'name', sc2.name),
      'price', t.price, 'tax', t.tax, 'status', t.status, 'revision', t.revision) ORDER BY s.ordinal)
     FROM tickets t JOIN seats s ON s.id = t.seat_id JOIN ticket_types tt ON tt.id = t.ticket_type_id
     JOIN seat_categories sc2 ON sc2.id = t.category_id WHERE t.order_id = o.id) AS tickets,
  (SELECT coalesce(json_agg(json_build_object('id', p.id, 'status', p.status, 'method', p.method, 'amount', p.amount)
      ORDER BY p.id), '[]') FROM payments p WHERE p.order_id = o.id) AS payments,
  (SELECT coalesce(json_agg(json_build_object('id', r.id, 'amount', r.amount, 'status', r.status, 'reason', r.reason)
      ORDER BY r.id), '[]') FROM refunds r WHERE r.order_id = o.id) AS refunds
FROM orders o JOIN holds h ON h.id = o.hold_id JOIN screenings sc ON sc.id = o.screening_id
JOIN films f ON f.id = sc.film_id JOIN halls hall ON hall.id = sc.hall_id CROSS JOIN cinema c
WHERE o.id = $1`;
