import type { Step } from './index.ts';

/** Everything about a party that its rows need is drawn once; the rows follow from it. */
export const partySteps: Step[] = [
  [
    'shifts',
    // One drawer a day at each till; the sums that close it come when its payments are known.
    `WITH clerk AS (SELECT array_agg(id ORDER BY id) AS ids FROM users WHERE role = 'clerk'),
     next AS (
       SELECT k.id AS kiosk, day, k.z_number + row_number() OVER (PARTITION BY k.id ORDER BY day) AS z, c.time_zone AS zone
         FROM kiosks k CROSS JOIN (SELECT DISTINCT day FROM shows) days CROSS JOIN cinema c
     )
     INSERT INTO shifts (uuid, kiosk_id, opened_by, opened_at, opening_float, closed_by, closed_at, closing_count,
       closing_expected, z_number, report, business_date)
     SELECT gen_random_uuid(), kiosk, clerk.ids[1 + z % cardinality(clerk.ids)], (day + time '09:30') AT TIME ZONE zone, 200000, clerk.ids[1 + z % cardinality(clerk.ids)],
            (day + time '23:50') AT TIME ZONE zone, 200000, 200000, z, '{}', day FROM next CROSS JOIN clerk ORDER BY day, kiosk`,
  ],
  ['Z numbers', 'UPDATE kiosks k SET z_number = (SELECT max(z_number) FROM shifts WHERE kiosk_id = k.id)'],
  [
    'parties',
    `CREATE TEMP TABLE parties AS
     WITH base AS (SELECT coalesce((SELECT max(id) FROM holds), 0) AS hold, coalesce((SELECT max(id) FROM orders), 0) AS "order"),
     till AS (SELECT array_agg(id ORDER BY id) AS ids FROM kiosks),
     people AS (SELECT min(id) AS lowest, count(*) AS many FROM users WHERE email LIKE 'past-%@example.test'),
     drawn AS (
       SELECT s.*, k, size, (sum(size) OVER (PARTITION BY s.id ORDER BY k) - size)::int AS first
         FROM shows s CROSS JOIN LATERAL (
           SELECT k, (1 + floor(random() * 4))::int AS size FROM generate_series(1, ceil(s.wanted / 2.5)::int) k) party
     ), told AS (
       SELECT id AS show, plan, card, starts_at, day, first, size, random() AS way, random() AS fate, random() AS early, random() AS who
         FROM drawn WHERE first + size <= places
     )
     SELECT base.hold + row_number() OVER w AS hold, base.order + row_number() OVER w AS id, show, plan, card, starts_at, day, first, size,
            channel, bought_at, who,
            CASE WHEN channel = 'kiosk' THEN 'kept' WHEN fate < 0.88 THEN 'kept' WHEN fate < 0.92 THEN 'returned'
                 WHEN fate < 0.935 AND size > 1 THEN 'half returned' WHEN fate < 0.935 THEN 'kept' ELSE 'expired' END AS fate,
            fate < 0.8 AS came,
            CASE WHEN channel = 'web' AND who < 0.3 THEN people.lowest + floor(who / 0.3 * people.many)::int END AS customer,
            CASE WHEN channel = 'kiosk' THEN till.ids[1 + (show + first) % cardinality(till.ids)] END AS kiosk,
            channel = 'kiosk' AND who < 0.5 AS cash
       FROM told CROSS JOIN base CROSS JOIN till CROSS JOIN people
       CROSS JOIN LATERAL (SELECT CASE WHEN way < 0.5 THEN 'web' WHEN way < 0.55 THEN 'api' ELSE 'kiosk' END::channel AS channel) door
       CROSS JOIN LATERAL (SELECT starts_at - CASE WHEN channel = 'kiosk' THEN early * interval '25 minutes'
                                                   ELSE interval '3 hours' + early ^ 3 * interval '7 days' END AS bought_at) bought
     WINDOW w AS (ORDER BY starts_at, show, first)`,
  ],
  ['parties known', 'ANALYZE parties, shows, places, offers'],
  [
    'holds',
    `INSERT INTO holds (id, screening_id, buyer, channel, prices, created_at, expires_at, cap_at, ended_at)
     SELECT p.hold, p.show, CASE WHEN customer IS NOT NULL THEN 'user:' || customer WHEN kiosk IS NOT NULL THEN 'kiosk:' || kiosk
                                 ELSE 'browser:' || gen_random_uuid() END,
            p.channel, prices, bought_at, bought_at + interval '10 minutes', bought_at + interval '45 minutes',
            bought_at + CASE fate WHEN 'expired' THEN interval '10 minutes' ELSE interval '2 minutes' END
       FROM parties p JOIN (SELECT price_card_id AS card, jsonb_object_agg(ticket_type_id || ':' || category_id, amount) AS prices
                              FROM prices GROUP BY 1) cards USING (card) ORDER BY p.hold`,
  ],
  [
    'tickets',
    `INSERT INTO tickets (order_id, screening_id, seat_id, ticket_type_id, category_id, status, price, tax, issued_at, used_at, cancelled_at)
     SELECT p.id, p.show, l.seat, type, l.category,
            CASE WHEN fate = 'expired' THEN 'pending' WHEN returned THEN 'cancelled' WHEN came OR kiosk IS NOT NULL THEN 'used' ELSE 'valid' END::ticket_status,
            price, round(price::numeric * c.tax_rate / (10000 + c.tax_rate)),
            CASE WHEN fate <> 'expired' THEN bought_at + interval '2 minutes' END,
            CASE WHEN NOT returned AND fate <> 'expired' AND (came OR kiosk IS NOT NULL) THEN starts_at - interval '5 minutes' END,
            CASE WHEN returned THEN bought_at + interval '30 minutes' END
       FROM parties p CROSS JOIN cinema c CROSS JOIN LATERAL generate_series(0, p.size - 1) nth
       JOIN places l ON l.plan = p.plan AND l.place = p.first + nth
       JOIN offers ON offers.card = p.card AND offers.category = l.category
       CROSS JOIN LATERAL (SELECT CASE WHEN p.id % 7 = 0 THEN student_type ELSE usual_type END AS type,
                                  CASE WHEN p.id % 7 = 0 THEN student ELSE usual END AS price,
                                  fate = 'returned' OR (fate = 'half returned' AND nth = p.size - 1) AS returned) worth
      ORDER BY p.id, nth`,
  ],
  [
    'orders',
    `INSERT INTO orders (id, number, screening_id, hold_id, user_id, channel, status, email, name, language, currency, total,
       sale_business_date, created_at, paid_at, ended_at, reminded_at)
     SELECT p.id, number, p.show, p.hold, p.customer, p.channel,
            CASE fate WHEN 'kept' THEN 'paid' WHEN 'returned' THEN 'refunded' WHEN 'half returned' THEN 'partially_refunded' ELSE 'expired' END::order_status,
            CASE WHEN kiosk IS NULL THEN coalesce(u.email, 'guest-' || p.id || '@example.test') END,
            CASE WHEN kiosk IS NULL THEN coalesce(u.name, 'Guest ' || p.id) END, CASE WHEN p.id % 3 = 0 THEN 'en' ELSE 'uk' END,
            c.currency, total, CASE WHEN fate <> 'expired' THEN (bought_at AT TIME ZONE c.time_zone - interval '6 hours')::date END, bought_at,
            CASE WHEN fate <> 'expired' THEN bought_at + interval '2 minutes' END,
            CASE fate WHEN 'expired' THEN bought_at + interval '10 minutes' WHEN 'returned' THEN bought_at + interval '30 minutes' END,
            CASE WHEN kiosk IS NULL AND fate <> 'expired' THEN starts_at - interval '3 hours' END
       FROM parties p CROSS JOIN cinema c LEFT JOIN users u ON u.id = p.customer
       JOIN (SELECT order_id, sum(price) AS total FROM tickets GROUP BY 1) sums ON sums.order_id = p.id
       CROSS JOIN LATERAL (SELECT string_agg(substr('23456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + (p.id * 104729 % 656100000000 / power(30, n)::bigint % 30)::int, 1), '') AS number
                             FROM generate_series(0, 7) n) read
      ORDER BY p.id`,
  ],
];
