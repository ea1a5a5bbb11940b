-- Orders of one moment go to the database together: one trip, one commit, and each has its own verdict. What a statement
-- costs to begin and to end is shared by all of them. See docs/decisions/0035.

DROP FUNCTION hold_and_order(int, int[], int[], text, channel, text, int, text, text, text, boolean, text, text, text, text, text, text, text, jsonb);
DROP FUNCTION order_held(holds, cinema, int[], int[], text, int, text, text, text, boolean, text);
DROP FUNCTION claim_seats(int, int[], text, channel, int);
DROP TYPE shown_order;
DROP TYPE seats_claimed;

-- What is wanted of one screening. Its `place` tells it from the others of the same call.
CREATE TYPE seat_wish AS (place int, screening int, seats int[], buyer text, channel channel);
-- The same with what a look at it says: why not and which seats are in the way, or the number of the hold to come.
CREATE TYPE seat_look AS (wish seat_wish, refusal text, seats int[], plan int, card int, hold int);
-- What became of it: why not and which seats were in the way, or the hold.
CREATE TYPE seats_claimed AS (
  place int, refusal text, seats int[], hold_id int, prices jsonb, expires_at timestamptz, cap_at timestamptz
);

-- Claims all the seats of a wish for some minutes, or none of them; of each wish by itself. `p_kiosk`: the till that may
-- also have the seats allotted to it. No two wishes share a buyer or a seat. Whoever calls it writes down who did.
CREATE FUNCTION claim_seats(p_wishes seat_wish[], p_kiosk int) RETURNS SETOF seats_claimed
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  looks seat_look[];
  claims seats_claimed[];
  won int[];
  kept int[];
  losers int[];
  queued int;
BEGIN
  -- A refusal only reads: no lock, nothing written. Taken are `live_claims`; of screenings whose claims were cleared away
  -- nothing is for sale. (OFFSET 0: the planner would look once for each time that the answer is used.)
  SELECT array_agg((w, no.code,
           CASE no.code
             WHEN 'seat_taken' THEN look.taken
             WHEN 'unknown_seat' THEN ARRAY(SELECT wanted FROM unnest(w.seats) wanted WHERE wanted <> ALL (coalesce(look.known, '{}')))
           END,
           sc.seat_plan_id, sc.price_card_id, CASE WHEN no.code IS NULL THEN nextval('holds_id_seq') END)::seat_look)
    INTO looks
    FROM unnest(p_wishes) w
    LEFT JOIN screenings sc ON sc.id = w.screening
    CROSS JOIN LATERAL (
      SELECT (SELECT array_agg(id) FROM seats WHERE id = ANY (w.seats) AND seat_plan_id = sc.seat_plan_id) AS known,
             (SELECT array_agg(seat_id ORDER BY seat_id) FROM seat_claims
               WHERE screening_id = w.screening AND seat_id = ANY (w.seats)
                 AND (expires_at IS NULL OR expires_at > now() OR kiosk_id IS NOT NULL)
                 AND NOT coalesce(kiosk_id = p_kiosk AND (kind = 'allotment' OR expires_at <= now()), false)) AS taken
      OFFSET 0) look
    CROSS JOIN LATERAL (
      SELECT CASE WHEN sc.id IS NULL THEN 'not_found' ELSE coalesce(
               refusal_of_sales(sc, w.channel IN ('kiosk', 'office')),
               CASE WHEN look.taken IS NOT NULL THEN 'seat_taken' WHEN NOT w.seats <@ coalesce(look.known, '{}') THEN 'unknown_seat' END
             ) END AS code
      OFFSET 0) no;

  -- One buyer's requests queue here, so that four at once cannot each see three holds.
  SELECT count(pg_advisory_xact_lock(buyer)::text) INTO queued FROM (
    SELECT DISTINCT hashtextextended((l.wish).buyer, 5) AS buyer FROM unnest(looks) l
     WHERE l.refusal IS NULL AND (l.wish).channel IN ('web', 'api') ORDER BY 1) buyers;

  -- The holds come before their seats, and lock their screenings against being cancelled.
  WITH wanted AS MATERIALIZED (
    SELECT l.hold, l.card, (l.wish).*, c.hold_minutes, c.hold_cap_minutes,
           CASE WHEN (l.wish).channel IN ('web', 'api') THEN (
             SELECT CASE
                      WHEN count(DISTINCT living.id) >= c.max_holds_per_buyer THEN 'too_many_holds'
                      WHEN count(claim.seat_id) + cardinality((l.wish).seats) > c.max_seats_per_buyer THEN 'too_many_seats'
                    END
               FROM holds living LEFT JOIN seat_claims claim ON claim.hold_id = living.id AND claim.kind = 'hold'
              WHERE living.buyer = (l.wish).buyer AND living.ended_at IS NULL AND living.expires_at > now()) END AS refusal
      FROM unnest(looks) l CROSS JOIN cinema c WHERE l.refusal IS NULL
  ), held AS (
    INSERT INTO holds (id, screening_id, buyer, channel, prices, created_at, expires_at, cap_at)
    SELECT w.hold, w.screening, w.buyer, w.channel,
           coalesce((SELECT jsonb_object_agg(ticket_type_id || ':' || category_id, amount) FROM prices WHERE price_card_id = w.card), '{}'),
           now(), now() + make_interval(mins => w.hold_minutes), now() + make_interval(mins => w.hold_cap_minutes)
      FROM wanted w WHERE w.refusal IS NULL ORDER BY w.screening
    RETURNING id, holds.prices, holds.expires_at, holds.cap_at
  ) SELECT array_agg((w.place, w.refusal, NULL, h.id, h.prices, h.expires_at, h.cap_at)::seats_claimed) INTO claims
      FROM wanted w LEFT JOIN held h ON h.id = w.hold;

  -- In seat order, so that two calls never wait for each other in a circle. A dead hold is taken over.
  WITH claimed AS (
    INSERT INTO seat_claims (screening_id, seat_id, kind, hold_id, expires_at)
    SELECT (l.wish).screening, wanted, 'hold', c.hold_id, c.expires_at
      FROM unnest(claims) c JOIN unnest(looks) l ON l.hold = c.hold_id CROSS JOIN unnest((l.wish).seats) wanted
     ORDER BY (l.wish).screening, wanted
    ON CONFLICT (screening_id, seat_id) DO UPDATE
      SET kind = 'hold', hold_id = excluded.hold_id, expires_at = excluded.expires_at
      WHERE (seat_claims.expires_at <= now() AND (seat_claims.kiosk_id IS NULL OR seat_claims.kiosk_id = p_kiosk))
         OR (seat_claims.kind = 'allotment' AND seat_claims.kiosk_id = p_kiosk)
    RETURNING hold_id
  ), counted AS (
    SELECT hold_id, count(*) AS seats FROM claimed GROUP BY hold_id
  ) SELECT array_agg(l.hold) INTO won
      FROM counted c JOIN unnest(looks) l ON l.hold = c.hold_id AND c.seats = cardinality((l.wish).seats);

  -- Asked again now that the screenings are locked against their cancelling, and against a move to another hall, that came
  -- between the look at their plans and the lock.
  WITH open AS (
    SELECT l.hold, sc.id FROM unnest(looks) l JOIN screenings sc ON sc.id = (l.wish).screening
     WHERE l.hold = ANY (won) AND sc.seat_plan_id = l.plan
       AND refusal_of_sales(sc, (l.wish).channel IN ('kiosk', 'office')) IS NULL
  ), told AS (
    INSERT INTO seat_notices (screening_id) SELECT DISTINCT id FROM open
  ) SELECT array_agg(hold) INTO kept FROM open;

  RETURN QUERY SELECT (l.wish).place, l.refusal, l.seats, NULL::int, NULL::jsonb, NULL::timestamptz, NULL::timestamptz
                 FROM unnest(looks) l WHERE l.refusal IS NOT NULL;
  RETURN QUERY SELECT * FROM unnest(claims) c WHERE c.refusal IS NOT NULL OR c.hold_id = ANY (kept);

  losers := ARRAY(SELECT c.hold_id FROM unnest(claims) c WHERE c.refusal IS NULL AND c.hold_id <> ALL (coalesce(kept, '{}')));
  IF cardinality(losers) > 0 THEN
    RETURN QUERY
      SELECT (l.wish).place, no.code,
             CASE no.code
               WHEN 'seat_taken' THEN ARRAY(
                 SELECT wanted FROM unnest((l.wish).seats) wanted
                  WHERE NOT EXISTS (SELECT FROM seat_claims c WHERE c.screening_id = sc.id AND c.seat_id = wanted AND c.hold_id = l.hold)
                  ORDER BY wanted)
               WHEN 'unknown_seat' THEN (l.wish).seats
             END, NULL::int, NULL::jsonb, NULL::timestamptz, NULL::timestamptz
        FROM unnest(looks) l JOIN screenings sc ON sc.id = (l.wish).screening
        CROSS JOIN LATERAL (
          SELECT CASE WHEN l.hold = ANY (won)
                      THEN coalesce(refusal_of_sales(sc, (l.wish).channel IN ('kiosk', 'office')), 'unknown_seat')
                      ELSE 'seat_taken' END AS code
          OFFSET 0) no
       WHERE l.hold = ANY (losers);
    PERFORM let_go(hold) FROM unnest(losers) hold;
    DELETE FROM holds WHERE id = ANY (losers);
  END IF;
END $$;

CREATE OR REPLACE FUNCTION hold_seats(
  p_screening int, p_seats int[], p_buyer text, p_channel channel,
  p_actor text, p_user int, p_request text, p_address text, p_kiosk int DEFAULT NULL
) RETURNS hold_outcome LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  o hold_outcome;
BEGIN
  SELECT refusal, seats, hold_id, expires_at, cap_at INTO o
    FROM claim_seats(ARRAY[(1, p_screening, p_seats, p_buyer, p_channel)::seat_wish], p_kiosk);
  IF o.refusal IS NULL THEN
    INSERT INTO audit_entries (actor, user_id, action, entity, entity_id, after, request_id, address)
    VALUES (p_actor, p_user, 'hold_seats', 'hold', o.hold_id::text,
            jsonb_build_object('screening', p_screening, 'seats', to_jsonb(p_seats)), p_request, p_address);
  END IF;
  RETURN o;
END $$;

-- An order as it is asked for: the `OrderWish` of server/domain/orders/order-together.ts. `shown` is what the caller knows of
-- it already.
CREATE TYPE order_wish AS (
  place int, screening int, seats int[], types int[], buyer text, channel channel, number text, "user" int, email text, name text,
  language text, age_acknowledged boolean, actor text, request text, address text,
  scope text, key text, body_hash text, request_key text, shown jsonb
);
-- `sold`: seat → its ticket and price.
CREATE TYPE order_written AS (
  place int, refusal text, seats int[], order_id int, created_at timestamptz, total int, sold jsonb
);

-- Writes the orders of living holds, whose claims are the seats of the wishes, at the prices of the holds. Whoever calls it
-- writes down who did.
CREATE FUNCTION write_orders(p_wishes order_wish[], p_holds seats_claimed[]) RETURNS SETOF order_written
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  RETURN QUERY
  WITH lines AS MATERIALIZED (
    SELECT w.place, h.hold_id, w.screening, s.id AS seat, s.ordinal, s.category_id AS category, type.id AS type,
           (h.prices ->> (type.id || ':' || s.category_id))::int AS amount
      FROM unnest(p_wishes) w
      JOIN unnest(p_holds) h ON h.place = w.place AND h.refusal IS NULL
      JOIN seats s ON s.id = ANY (w.seats)
      CROSS JOIN LATERAL (SELECT w.types[array_position(w.seats, s.id)] AS id) type
  ), due AS MATERIALIZED (
    SELECT l.place, l.hold_id, sum(l.amount) AS total, array_agg(l.seat) FILTER (WHERE l.amount IS NULL) AS unpriced
      FROM lines l GROUP BY l.place, l.hold_id
  ), placed AS (
    INSERT INTO orders (number, screening_id, hold_id, user_id, channel, email, name, language, currency, total, age_acknowledged, request_key)
    SELECT w.number, w.screening, due.hold_id, w."user", w.channel, w.email, w.name, w.language, c.currency, due.total, w.age_acknowledged, w.request_key
      FROM due JOIN unnest(p_wishes) w ON w.place = due.place CROSS JOIN cinema c
     WHERE due.unpriced IS NULL
    RETURNING id, orders.hold_id, orders.created_at, orders.total
  ), sold AS (
    INSERT INTO tickets (order_id, screening_id, seat_id, ticket_type_id, category_id, price, tax)
    SELECT o.id, l.screening, l.seat, l.type, l.category, l.amount, round(l.amount::numeric * c.tax_rate / (10000 + c.tax_rate))
      FROM placed o JOIN lines l ON l.hold_id = o.hold_id CROSS JOIN cinema c
     ORDER BY o.id, l.ordinal
    RETURNING tickets.order_id, id, seat_id, price
  ), bought AS (
    SELECT s.order_id, jsonb_object_agg(s.seat_id, jsonb_build_array(s.id, s.price)) AS sold FROM sold s GROUP BY s.order_id
  )
  SELECT due.place, CASE WHEN due.unpriced IS NOT NULL THEN 'not_for_sale' END, due.unpriced, o.id, o.created_at, o.total, bought.sold
    FROM due LEFT JOIN placed o ON o.hold_id = due.hold_id LEFT JOIN bought ON bought.order_id = o.id;
END $$;

-- Turns a living hold into a pending order at the prices of the hold. A second call for the same hold finds the first.
CREATE OR REPLACE FUNCTION place_order(
  p_hold int, p_seats int[], p_types int[], p_number text, p_user int, p_email text, p_name text, p_language text,
  p_age_acknowledged boolean, p_request_key text, p_actor text, p_request text, p_address text
) RETURNS order_outcome LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  o order_outcome;
  h holds;
BEGIN
  -- Keeps the screening from being cancelled while its hold becomes an order; the order's row could be missed otherwise.
  PERFORM FROM screenings WHERE id = (SELECT screening_id FROM holds WHERE id = p_hold) FOR KEY SHARE;
  SELECT * INTO h FROM holds WHERE id = p_hold FOR UPDATE;
  SELECT id INTO o.order_id FROM orders WHERE hold_id = p_hold;
  o.expires_at := h.expires_at;
  IF o.order_id IS NOT NULL THEN RETURN o; END IF;
  IF (SELECT status = 'cancelled' FROM screenings WHERE id = h.screening_id) THEN
    o.refusal := 'screening_cancelled';
    RETURN o;
  END IF;
  IF h.id IS NULL OR h.ended_at IS NOT NULL OR h.expires_at <= clock_timestamp() THEN
    o.refusal := 'hold_expired';
    RETURN o;
  END IF;
  IF (SELECT array_agg(seat_id ORDER BY seat_id) FROM seat_claims WHERE hold_id = p_hold AND kind = 'hold')
     IS DISTINCT FROM (SELECT array_agg(wanted ORDER BY wanted) FROM unnest(p_seats) wanted) THEN
    o.refusal := 'hold_mismatch';
    RETURN o;
  END IF;
  SELECT refusal, seats, order_id, h.expires_at, created_at, total, sold INTO o
    FROM write_orders(
      ARRAY[(1, h.screening_id, p_seats, p_types, h.buyer, h.channel, p_number, p_user, p_email, p_name, p_language, p_age_acknowledged,
             p_actor, p_request, p_address, NULL, NULL, NULL, p_request_key, NULL)::order_wish],
      ARRAY[(1, NULL, NULL, h.id, h.prices, h.expires_at, h.cap_at)::seats_claimed]);
  IF o.refusal IS NULL THEN
    INSERT INTO audit_entries (actor, user_id, action, entity, entity_id, after, request_id, address)
    VALUES (p_actor, p_user, 'place_order', 'order', o.order_id::text,
            jsonb_build_object('number', p_number, 'hold', p_hold, 'seats', to_jsonb(p_seats)), p_request, p_address);
  END IF;
  RETURN o;
END $$;

CREATE TYPE order_answer AS (place int, refusal text, seats int[], shown jsonb);

-- Hold and order, of several wishes in one trip, with the requests' keys where they have one (`scope` to `body_hash`): what
-- `POST /api/orders/` calls. `shown` with ids, total and times is answered, and kept as the first answer to the key.
-- A key that was answered already, or is being answered, is a unique_violation of idempotent_requests_pkey, and nothing has
-- happened, to none of the wishes; so is one whose first call is still under way. Whoever is not patient, because others wait
-- behind, is taken back too where somebody's lock stands in the way for long.
CREATE FUNCTION hold_and_order(p_wishes jsonb, p_patient boolean) RETURNS SETOF order_answer
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  wishes order_wish[];
  earlier order_answer[];
  claims seats_claimed[];
  written order_written[];
  answers order_answer[];
  unpriced int[];
  unkept int;
  -- A call that has said nothing for so long has crashed, and may be made again: `crashedAfterSeconds` of
  -- server/api/first-answer.ts.
  crashed_before timestamptz := now() - interval '60 seconds';
BEGIN
  SELECT array_agg(w) INTO wishes FROM jsonb_populate_recordset(NULL::order_wish, p_wishes) w;
  IF NOT p_patient THEN PERFORM set_config('lock_timeout', '25ms', true); END IF;

  SELECT array_agg((w.place, NULL, NULL, order_view(o.id))::order_answer) INTO earlier
    FROM unnest(wishes) w JOIN orders o ON o.request_key = w.request_key;
  SELECT array_agg(c) INTO claims FROM claim_seats(ARRAY(
    SELECT (w.place, w.screening, w.seats, w.buyer, w.channel)::seat_wish FROM unnest(wishes) w
     WHERE w.place NOT IN (SELECT e.place FROM unnest(earlier) e)), NULL) c;
  SELECT array_agg(o) INTO written FROM write_orders(wishes, claims) o;

  WITH placed AS MATERIALIZED (
    SELECT w.*, o.order_id, c.hold_id,
           w.shown || jsonb_build_object('id', o.order_id, 'total', o.total, 'createdAt', o.created_at, 'expiresAt', c.expires_at,
                                         'sold', o.sold) AS answer
      FROM unnest(written) o JOIN unnest(wishes) w ON w.place = o.place JOIN unnest(claims) c ON c.place = o.place
     WHERE o.refusal IS NULL
  ), audited AS (
    INSERT INTO audit_entries (actor, user_id, action, entity, entity_id, after, request_id, address)
    SELECT p.actor, p."user", act.action, act.entity, act.id::text, act.after, p.request, p.address
      FROM placed p CROSS JOIN LATERAL (VALUES
        ('hold_seats', 'hold', p.hold_id, jsonb_build_object('screening', p.screening, 'seats', to_jsonb(p.seats))),
        ('place_order', 'order', p.order_id, jsonb_build_object('number', p.number, 'hold', p.hold_id, 'seats', to_jsonb(p.seats)))
      ) act (action, entity, id, after)
  ), answered AS MATERIALIZED (
    SELECT p.place, p.scope, p.key, p.body_hash, p.answer FROM placed p
    UNION ALL
    SELECT w.place, w.scope, w.key, w.body_hash, e.shown FROM unnest(earlier) e JOIN unnest(wishes) w ON w.place = e.place
  ), kept AS (
    INSERT INTO idempotent_requests AS r (scope, key, body_hash, status, response)
    SELECT a.scope, a.key, a.body_hash, 201, a.answer FROM answered a WHERE a.key IS NOT NULL ORDER BY a.scope, a.key
    ON CONFLICT (scope, key) DO UPDATE SET status = excluded.status, response = excluded.response
      WHERE r.response IS NULL AND r.body_hash = excluded.body_hash AND r.created_at < crashed_before
    RETURNING r.key
  ) SELECT array_agg((a.place, NULL, NULL, a.answer)::order_answer), count(a.key) - (SELECT count(*) FROM kept)
      INTO answers, unkept FROM answered a;
  IF unkept > 0 THEN
    RAISE unique_violation USING MESSAGE = 'this key was answered', CONSTRAINT = 'idempotent_requests_pkey';
  END IF;

  RETURN QUERY SELECT * FROM unnest(answers);
  RETURN QUERY SELECT c.place, c.refusal, c.seats, NULL::jsonb FROM unnest(claims) c WHERE c.refusal IS NOT NULL;
  RETURN QUERY SELECT o.place, o.refusal, o.seats, NULL::jsonb FROM unnest(written) o WHERE o.refusal IS NOT NULL;
  -- What is not for sale is let go.
  unpriced := ARRAY(SELECT c.hold_id FROM unnest(written) o JOIN unnest(claims) c ON c.place = o.place WHERE o.refusal IS NOT NULL);
  IF cardinality(unpriced) > 0 THEN
    PERFORM let_go(hold) FROM unnest(unpriced) hold;
    DELETE FROM holds WHERE id = ANY (unpriced);
  END IF;
END $$;
