import type { Sql } from '../../db.ts';

/** What paper says of an order. Amounts in minor units of `currency`. */
export interface PaperOrder {
  id: number;
  number: string;
  currency: string;
  total: number;
  paidAt: Date | null;
  cinema: { name: string; address: string; zone: string; taxRate: number; receiptText: string };
  film: string;
  ageLimit: number;
  hall: string;
  startsAt: string;
  businessDate: string;
  format: string;
  sale: { uuid: string; shift: number; clerk: string; tendered: number; change: number } | null;
  paid: { method: 'checkout' | 'cash' | 'terminal' | 'exchange' | 'none'; amount: number }[];
  /** Those that let somebody in. */
  tickets: PaperTicket[];
}

export interface PaperTicket {
  id: number;
  revision: number;
  row: string;
  number: string;
  ticketType: string;
  category: string;
  price: number;
  tax: number;
  /** How often it was printed before. */
  copies: number;
}

export async function orderOnPaper(db: Sql, orderId: number): Promise<PaperOrder | null> {
  const [row] = await db.query<PaperOrder & Record<string, unknown>>({ name: 'order_on_paper', text }, [orderId]);
  return row ?? null;
}

const text = `
SELECT o.id, o.number, o.currency, o.total, o.paid_at AS "paidAt",
  json_build_object('name', c.name, 'address', c.address, 'zone', c.time_zone, 'taxRate', c.tax_rate, 'receiptText', c.receipt_text) AS cinema,
  f.title AS film, f.age_limit AS "ageLimit", hall.name AS hall, to_json(sc.starts_at) #>> '{}' AS "startsAt",
  sc.business_date AS "businessDate", sc.format,
  CASE WHEN s.order_id IS NOT NULL THEN json_build_object('uuid', s.uuid, 'shift', s.shift_id, 'clerk', u.name,
    'tendered', s.tendered, 'change', s.change) END AS sale,
  (SELECT coalesce(json_agg(json_build_object('method', p.method, 'amount', p.amount) ORDER BY p.id), '[]')
     FROM payments p WHERE p.order_id = o.id AND p.status = 'captured' AND p.method <> 'none') AS paid,
  (SELECT coalesce(json_agg(json_build_object('id', t.id, 'revision', t.revision, 'row', x.row, 'number', x.number,
      'ticketType', y.name, 'category', k.name, 'price', t.price, 'tax', t.tax,
      'copies', (SELECT count(*) FROM audit_entries a WHERE a.entity = 'ticket' AND a.entity_id = t.id::text
                  AND a.action = 'reprint_ticket')) ORDER BY x.ordinal), '[]')
     FROM tickets t JOIN seats x ON x.id = t.seat_id JOIN ticket_types y ON y.id = t.ticket_type_id
     JOIN seat_categories k ON k.id = t.category_id
    WHERE t.order_id = o.id AND t.status IN ('valid', 'used')) AS tickets
  FROM orders o JOIN screenings sc ON sc.id = o.screening_id JOIN films f ON f.id = sc.film_id
  JOIN halls hall ON hall.id = sc.hall_id CROSS JOIN cinema c
  LEFT JOIN till_sales s ON s.order_id = o.id LEFT JOIN users u ON u.id = s.clerk_id
 WHERE o.id = $1`;
