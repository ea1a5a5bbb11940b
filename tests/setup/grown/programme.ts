import type { Growth, Step } from './index.ts';

/**
 * Films that come and go, and every hall's days: four shows a day, five from Thursday to Sunday. What sells is decided
 * here too: `sold` of each past screening waits in a table of its own for the buyers.
 */
export const programmeSteps = ({ days, halls, films, customers, fill }: Growth): Step[] => [
  [
    'customers',
    `INSERT INTO users (email, name, role, password_hash, confirmed_at, created_at)
     SELECT 'past-' || n || '@example.test',
            (ARRAY['Olena','Petro','Iryna','Taras','Sofiia','Danylo','Marta','Andrii','Yuliia','Maksym'])[1 + n % 10] || ' ' ||
            (ARRAY['Koval','Bondar','Melnyk','Tkachenko','Shevchuk','Lysenko','Moroz','Kravets'])[1 + n / 10 % 8],
            'customer', NULL, at, at
       FROM (SELECT n, now() - random() * interval '${days} days' AS at FROM generate_series(1, ${customers}) n) people`,
  ],
  [
    'sign-ins',
    `INSERT INTO sessions (id, user_id, expires_at) SELECT 'past-' || id, id, now() + interval '9 days' FROM users WHERE id % 20 = 0`,
  ],
  [
    'clerks of later years',
    `INSERT INTO users (email, name, role, confirmed_at) SELECT 'past-clerk-' || n || '@foyer.test', 'Clerk ' || n, 'clerk', now() FROM generate_series(1, 4) n`,
  ],
  [
    'films',
    `INSERT INTO films (slug, title, description, duration_minutes, director, year, country, language, release_date, created_at)
     SELECT 'past-' || n, title || ' ' || n, 'The story of ' || title || ', told by those who were there, number ' || n || '.',
            86 + n % 34, 'Director ' || n % 211, extract(year FROM day)::int, 'UA', 'uk', day, day
       FROM (SELECT n, current_date - ${days} + n * ${days} / ${films} AS day,
               (ARRAY['The Silent','A Distant','The Last','Her Golden','The Broken','A Winter','The Secret','Our Burning',
                      'The Hollow','An Endless','The Crimson','My Stolen'])[1 + n % 12] || ' ' ||
               (ARRAY['River','Garden','Letter','Summer','House','Voyage','Mirror','Orchard','Station','Harbour','Promise'])[1 + n / 12 % 11]
                 AS title
               FROM generate_series(1, ${films}) n) made`,
  ],
  [
    'genres',
    `INSERT INTO film_genres (film_id, genre_id)
     SELECT f.id, (array_agg(g.id ORDER BY g.id))[1 + f.id % count(*)] FROM films f CROSS JOIN genres g
      WHERE f.slug LIKE 'past-%' GROUP BY f.id`,
  ],
  [
    'screenings',
    `WITH hall AS (
       SELECT h.id, h.cleaning_minutes AS cleaning, p.id AS plan, row_number() OVER (ORDER BY h.sort_order, h.id)::int - 1 AS at,
              (SELECT count(*) FROM seats WHERE seat_plan_id = p.id) AS seats
         FROM halls h JOIN seat_plans p ON p.hall_id = h.id AND p.status = 'published' LIMIT ${halls}
     ), film AS (
       SELECT id, duration_minutes AS minutes, row_number() OVER (ORDER BY id)::int - 1 AS at FROM films WHERE slug LIKE 'past-%'
     ), card AS (SELECT array_agg(id ORDER BY id) AS ids FROM price_cards)
     INSERT INTO screenings (film_id, hall_id, seat_plan_id, price_card_id, status, starts_at, ends_at, hall_free_at,
       pre_show_minutes, film_minutes, cleaning_minutes, business_date, language, sales_open_at, sales_close_at, seats_total, created_at)
     SELECT f.id, h.id, h.plan, card.ids[1 + (slot + d) % cardinality(card.ids)], 'published', start,
            start + make_interval(mins => c.pre_show_minutes + f.minutes),
            start + make_interval(mins => c.pre_show_minutes + f.minutes + h.cleaning),
            c.pre_show_minutes, f.minutes, h.cleaning, day, 'uk', start - interval '14 days',
            start + make_interval(mins => c.sales_close_minutes), h.seats, start - interval '14 days'
       FROM cinema c CROSS JOIN card CROSS JOIN generate_series(1, ${days}) d
       CROSS JOIN LATERAL (SELECT current_date - ${days} - 1 + d AS day) dated
       CROSS JOIN hall h
       CROSS JOIN LATERAL generate_series(1, CASE WHEN extract(isodow FROM day) < 4 THEN 4 ELSE 5 END) slot
       CROSS JOIN LATERAL (SELECT (day + time '10:00' + make_interval(mins => 162 * (slot - 1) + 4 * h.at)) AT TIME ZONE c.time_zone AS start) placed
       JOIN film f ON f.at = greatest(0, d * (${films} - 8) / ${days} - 8) + (h.at + slot) % 8
      ORDER BY start, h.id`,
  ],
  [
    'tonight of each',
    `CREATE TEMP TABLE shows AS
     SELECT s.id, s.seat_plan_id AS plan, s.price_card_id AS card, s.starts_at, s.business_date AS day, p.places,
            floor(p.places * ${3 * fill} * random() ^ 2)::int AS wanted
       FROM screenings s JOIN films f ON f.id = s.film_id AND f.slug LIKE 'past-%'
       JOIN (SELECT seat_plan_id, count(*) AS places FROM seats WHERE kind = 'standard' GROUP BY 1) p USING (seat_plan_id)`,
  ],
  [
    'places of each plan',
    `CREATE TEMP TABLE places AS
     SELECT seat_plan_id AS plan, row_number() OVER (PARTITION BY seat_plan_id ORDER BY ordinal) - 1 AS place, id AS seat, category_id AS category
       FROM seats WHERE kind = 'standard'`,
  ],
  [
    'prices of each card',
    `CREATE TEMP TABLE offers AS
     SELECT a.price_card_id AS card, a.category_id AS category, a.ticket_type_id AS usual_type, a.amount AS usual,
            coalesce(b.ticket_type_id, a.ticket_type_id) AS student_type, coalesce(b.amount, a.amount) AS student
       FROM prices a JOIN ticket_types t ON t.id = a.ticket_type_id AND t.is_default
       LEFT JOIN (SELECT p.* FROM prices p JOIN ticket_types s ON s.id = p.ticket_type_id AND s.code = 'student') b
         ON b.price_card_id = a.price_card_id AND b.category_id = a.category_id`,
  ],
];
