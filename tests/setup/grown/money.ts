import { claimsKeptDays } from '../../../server/domain/programme/clear-past-screenings.ts';
import type { Step } from './index.ts';

/** What was paid, what went back, what lay in the drawers; and the seats of screenings that are less than a month past. */
export const moneySteps: Step[] = [
  [
    'payments',
    `INSERT INTO payments (order_id, method, status, amount, currency, idempotency_key, checkout_id, checkout_url, payment_intent,
       expires_at, created_at, captured_at, shift_id, clerk_id, reader)
     SELECT p.id, method, CASE fate WHEN 'expired' THEN 'expired' ELSE 'captured' END::payment_status, o.total, o.currency,
            method || '_' || gen_random_uuid(), CASE WHEN kiosk IS NULL THEN 'cs_' || token END,
            CASE WHEN kiosk IS NULL THEN 'https://checkout.stripe.com/c/pay/cs_' || token END,
            CASE WHEN method <> 'cash' AND fate <> 'expired' THEN 'pi_' || token END,
            CASE WHEN kiosk IS NULL THEN bought_at + interval '31 minutes' END, bought_at + interval '1 minute',
            CASE WHEN fate <> 'expired' THEN bought_at + interval '2 minutes' END, s.id, s.opened_by,
            CASE method WHEN 'terminal' THEN 'tmr_1' END
       FROM parties p JOIN orders o USING (id) LEFT JOIN shifts s ON s.kiosk_id = p.kiosk AND s.business_date = p.day
       CROSS JOIN LATERAL (SELECT CASE WHEN cash THEN 'cash' WHEN kiosk IS NULL THEN 'checkout' ELSE 'terminal' END::payment_method AS method,
                                  md5('payment ' || p.id) AS token) by
      ORDER BY p.id`,
  ],
  [
    'sales at the tills',
    `INSERT INTO till_sales (order_id, kiosk_id, uuid, shift_id, clerk_id, tendered, change, age_confirmed, created_at)
     SELECT p.id, p.kiosk, gen_random_uuid(), s.id, s.opened_by, CASE WHEN cash THEN ceil(o.total / 10000.0) * 10000 ELSE 0 END,
            CASE WHEN cash THEN ceil(o.total / 10000.0) * 10000 - o.total ELSE 0 END, false, bought_at
       FROM parties p JOIN orders o USING (id) JOIN shifts s ON s.kiosk_id = p.kiosk AND s.business_date = p.day ORDER BY p.id`,
  ],
  [
    'acts of the tills',
    `INSERT INTO till_acts (kiosk_id, uuid, act, body_hash, answer, at)
     SELECT kiosk_id, uuid, 'sell', md5(uuid::text), jsonb_build_object('orderId', order_id), created_at
       FROM till_sales WHERE order_id >= (SELECT min(id) FROM parties)`,
  ],
  [
    'drawers closed',
    `UPDATE shifts s SET closing_expected = 200000 + cash, closing_count = 200000 + cash
       FROM (SELECT shift_id, coalesce(sum(amount) FILTER (WHERE method = 'cash'), 0) AS cash FROM payments
              WHERE order_id >= (SELECT min(id) FROM parties) AND shift_id IS NOT NULL GROUP BY 1) taken
      WHERE s.id = taken.shift_id`,
  ],
  [
    'refunds',
    `INSERT INTO refunds (order_id, payment_id, status, reason, amount, idempotency_key, processor_id, created_at, settled_at)
     SELECT p.id, y.id, 'succeeded', 'customer_cancelled', back.amount, 'refund_' || gen_random_uuid(), 're_' || md5('refund ' || p.id),
            bought_at + interval '30 minutes', bought_at + interval '31 minutes'
       FROM parties p JOIN payments y ON y.order_id = p.id
       JOIN (SELECT order_id, sum(price) AS amount FROM tickets WHERE status = 'cancelled' GROUP BY 1) back ON back.order_id = p.id
      WHERE fate IN ('returned', 'half returned') ORDER BY p.id`,
  ],
  [
    'tickets of refunds',
    `INSERT INTO refund_lines (refund_id, ticket_id, amount)
     SELECT r.id, t.id, t.price FROM parties p JOIN refunds r ON r.order_id = p.id JOIN tickets t ON t.order_id = p.id AND t.status = 'cancelled'`,
  ],
  [
    'claims',
    `INSERT INTO seat_claims (screening_id, seat_id, kind, hold_id)
     SELECT t.screening_id, t.seat_id, 'sale', p.hold FROM parties p JOIN tickets t ON t.order_id = p.id AND t.status IN ('valid', 'used')
       JOIN screenings s ON s.id = p.show AND s.ends_at > now() - interval '${claimsKeptDays} days'
      ORDER BY t.screening_id, t.seat_id`,
  ],
  [
    'claims cleared',
    `UPDATE screenings SET claims_cleared_at = ends_at + interval '${claimsKeptDays} days'
      WHERE id IN (SELECT id FROM shows) AND ends_at <= now() - interval '${claimsKeptDays} days'`,
  ],
  [
    'sequences',
    `SELECT setval('holds_id_seq', max(h.id)), setval('orders_id_seq', (SELECT max(id) FROM orders)) FROM holds h`,
  ],
  [
    'holds given up',
    `INSERT INTO holds (screening_id, buyer, channel, prices, created_at, expires_at, cap_at, ended_at)
     SELECT screening_id, 'browser:' || gen_random_uuid(), 'web', prices, created_at + interval '1 hour', expires_at + interval '1 hour',
            cap_at + interval '1 hour', expires_at + interval '1 hour' FROM holds
      WHERE id IN (SELECT hold FROM parties WHERE hold % 3 = 0 AND starts_at > now() - interval '${claimsKeptDays} days')`,
  ],
];
