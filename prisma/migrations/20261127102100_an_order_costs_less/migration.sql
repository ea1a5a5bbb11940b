-- What an order costs: fewer statements, and fewer indexes to keep. See docs/decisions/0033.

-- Those that nobody asks are gone; those that are asked for a few orders hold those few.
DROP INDEX "orders_email_idx";
DROP INDEX "orders_exchange_of_idx";
CREATE INDEX orders_exchanging ON orders (exchange_of) WHERE exchange_of IS NOT NULL;
DROP INDEX "orders_sale_business_date_paid_at_idx";
CREATE INDEX orders_sold ON orders (sale_business_date, paid_at) WHERE sale_business_date IS NOT NULL;
DROP INDEX "orders_status_created_at_idx";
CREATE INDEX orders_pending ON orders (created_at) WHERE status = 'pending';
DROP INDEX "orders_user_id_created_at_idx";
CREATE INDEX orders_of_accounts ON orders (user_id, created_at) WHERE user_id IS NOT NULL;
DROP INDEX "tickets_replaces_id_idx";
CREATE INDEX tickets_replacing ON tickets (replaces_id) WHERE replaces_id IS NOT NULL;
DROP INDEX "seat_claims_kiosk_id_idx";
CREATE INDEX seat_claims_of_tills ON seat_claims (kiosk_id) WHERE kiosk_id IS NOT NULL;
DROP INDEX "seat_claims_cut_sale_id_idx";
CREATE INDEX seat_claims_of_cut_sales ON seat_claims (cut_sale_id) WHERE cut_sale_id IS NOT NULL;
DROP INDEX seat_claims_dead_holds;

-- A buyer's dead holds lie about until the sweep comes. Only the living are counted.
DROP INDEX holds_living;
CREATE INDEX holds_living ON holds (buyer, expires_at) WHERE ended_at IS NULL;

-- The same seats are held again and again: their rows are tidied before they fill their pages.
ALTER TABLE seat_claims SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

-- As `sales_refusal(int, boolean)`, of a row that was read already. It becomes part of the query that asks it, as a STABLE
-- function that looks at the clock would not.
CREATE FUNCTION refusal_of_sales(sc screenings, p_discretion boolean) RETURNS text LANGUAGE sql VOLATILE AS $$
  SELECT CASE
    WHEN sc.status = 'cancelled' THEN 'screening_cancelled'
    WHEN sc.status <> 'published' THEN 'not_found'
    WHEN clock_timestamp() < sc.sales_open_at THEN 'sales_not_open'
    WHEN clock_timestamp() >= CASE WHEN p_discretion THEN sc.ends_at ELSE sc.sales_close_at END THEN 'sales_closed'
  END
$$;
CREATE OR REPLACE FUNCTION sales_refusal(p_screening int, p_discretion boolean) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT refusal_of_sales(sc, p_discretion) FROM screenings sc WHERE id = p_screening
$$;

-- `sold`: seat → its ticket and price.
ALTER TYPE order_outcome ADD ATTRIBUTE created_at timestamptz, ADD ATTRIBUTE total int, ADD ATTRIBUTE sold jsonb;

-- The functions, in fewer statements: each takes some 12 µs to begin and to end, whatever it does.
--
-- A plan that is kept is made once, maybe on the first day, when every table is empty and to read through it would be best.
-- So these functions read by indexes, whatever they find.
-- `rules` as they were when the seats were claimed.
CREATE TYPE seats_claimed AS (refusal text, seats int[], hold holds, rules cinema);

-- Claims all of the seats for some minutes, or none. Whoever calls it writes down who did.
CREATE FUNCTION claim_seats(p_screening int, p_seats int[], p_buyer text, p_channel channel, p_kiosk int)
RETURNS seats_claimed LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  o seats_claimed;
  h holds;
  rules cinema;
  discretion boolean := p_channel IN ('kiosk', 'office');
  look record;
  queued text;
  won int;
BEGIN
  -- A refusal only reads: no lock, nothing written. Taken are `live_claims`; of screenings whose claims were cleared away
  -- nothing is for sale.
  SELECT sc.seat_plan_id AS plan, sc.price_card_id AS card, refusal_of_sales(sc, discretion) AS refusal, c AS rules,
         (SELECT array_agg(id) FROM seats WHERE id = ANY (p_seats) AND seat_plan_id = sc.seat_plan_id) AS known,
         (SELECT array_agg(seat_id ORDER BY seat_id) FROM seat_claims
           WHERE screening_id = p_screening AND seat_id = ANY (p_seats)
             AND (expires_at IS NULL OR expires_at > now() OR kiosk_id IS NOT NULL)
             AND NOT coalesce(kiosk_id = p_kiosk AND (kind = 'allotment' OR expires_at <= now()), false)) AS taken
    INTO look FROM screenings sc CROSS JOIN cinema c WHERE sc.id = p_screening;
  IF NOT FOUND THEN
    o.refusal := 'not_found';
  ELSIF look.refusal IS NOT NULL THEN
    o.refusal := look.refusal;
  ELSIF look.taken IS NOT NULL THEN
    o.refusal := 'seat_taken';
    o.seats := look.taken;
  ELSIF NOT p_seats <@ coalesce(look.known, '{}') THEN
    o.refusal := 'unknown_seat';
    SELECT array_agg(wanted) INTO o.seats FROM unnest(p_seats) wanted WHERE wanted <> ALL (coalesce(look.known, '{}'));
  END IF;
  IF o.refusal IS NOT NULL THEN RETURN o; END IF;

  rules := look.rules;
  IF p_channel IN ('web', 'api') THEN
    -- One buyer's requests queue here, so that four at once cannot each see three holds.
    queued := pg_advisory_xact_lock(hashtextextended(p_buyer, 5))::text;
    SELECT CASE
      WHEN count(DISTINCT living.id) >= rules.max_holds_per_buyer THEN 'too_many_holds'
      WHEN count(c.seat_id) + cardinality(p_seats) > rules.max_seats_per_buyer THEN 'too_many_seats'
    END INTO o.refusal
      FROM holds living LEFT JOIN seat_claims c ON c.hold_id = living.id AND c.kind = 'hold'
     WHERE living.buyer = p_buyer AND living.ended_at IS NULL AND living.expires_at > now();
    IF o.refusal IS NOT NULL THEN RETURN o; END IF;
  END IF;

  INSERT INTO holds (screening_id, buyer, channel, prices, created_at, expires_at, cap_at)
  SELECT p_screening, p_buyer, p_channel,
         coalesce((SELECT jsonb_object_agg(ticket_type_id || ':' || category_id, amount) FROM prices WHERE price_card_id = look.card), '{}'),
         now(), now() + make_interval(mins => rules.hold_minutes), now() + make_interval(mins => rules.hold_cap_minutes)
  RETURNING * INTO h;

  -- In seat order, so that two requests never wait for each other in a circle. A dead hold is taken over.
  INSERT INTO seat_claims (screening_id, seat_id, kind, hold_id, expires_at)
  SELECT p_screening, wanted, 'hold', h.id, h.expires_at FROM unnest(p_seats) wanted ORDER BY wanted
  ON CONFLICT (screening_id, seat_id) DO UPDATE
    SET kind = 'hold', hold_id = excluded.hold_id, expires_at = excluded.expires_at
    WHERE (seat_claims.expires_at <= now() AND (seat_claims.kiosk_id IS NULL OR seat_claims.kiosk_id = p_kiosk))
       OR (seat_claims.kind = 'allotment' AND seat_claims.kiosk_id = p_kiosk);
  GET DIAGNOSTICS won = ROW_COUNT;
  IF won < cardinality(p_seats) THEN
    o.refusal := 'seat_taken';
    SELECT array_agg(wanted ORDER BY wanted) INTO o.seats FROM unnest(p_seats) wanted
     WHERE NOT EXISTS (SELECT FROM seat_claims c WHERE c.screening_id = p_screening AND c.seat_id = wanted AND c.hold_id = h.id);
  ELSE
    -- Asked again now that the claims' foreign keys lock the screening against its cancelling, and against a move to another
    -- hall, that came between the look at its plan and the lock.
    INSERT INTO seat_notices (screening_id)
    SELECT sc.id FROM screenings sc
     WHERE sc.id = p_screening AND sc.seat_plan_id = look.plan AND refusal_of_sales(sc, discretion) IS NULL;
    IF NOT FOUND THEN
      SELECT coalesce(refusal_of_sales(sc, discretion), 'unknown_seat') INTO o.refusal FROM screenings sc WHERE sc.id = p_screening;
      IF o.refusal = 'unknown_seat' THEN o.seats := p_seats; END IF;
    END IF;
  END IF;
  IF o.refusal IS NOT NULL THEN
    PERFORM let_go(h.id);
    DELETE FROM holds WHERE id = h.id;
    RETURN o;
  END IF;
  o.hold := h;
  o.rules := rules;
  RETURN o;
END $$;

CREATE OR REPLACE FUNCTION hold_seats(
  p_screening int, p_seats int[], p_buyer text, p_channel channel,
  p_actor text, p_user int, p_request text, p_address text, p_kiosk int DEFAULT NULL
) RETURNS hold_outcome LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  claimed seats_claimed;
  o hold_outcome;
BEGIN
  claimed := claim_seats(p_screening, p_seats, p_buyer, p_channel, p_kiosk);
  o.refusal := claimed.refusal;
  o.seats := claimed.seats;
  IF o.refusal IS NOT NULL THEN RETURN o; END IF;
  o.hold_id := (claimed.hold).id;
  o.expires_at := (claimed.hold).expires_at;
  o.cap_at := (claimed.hold).cap_at;
  INSERT INTO audit_entries (actor, user_id, action, entity, entity_id, after, request_id, address)
  VALUES (p_actor, p_user, 'hold_seats', 'hold', o.hold_id::text,
          jsonb_build_object('screening', p_screening, 'seats', to_jsonb(p_seats)), p_request, p_address);
  RETURN o;
END $$;

-- Writes the order of a living hold whose claims are `p_seats`, at the prices of the hold. Whoever calls it writes down who did.
DROP FUNCTION order_held(holds, int[], int[], text, int, text, text, text, boolean, text, text, text, text);
CREATE FUNCTION order_held(
  h holds, rules cinema, p_seats int[], p_types int[], p_number text, p_user int, p_email text, p_name text, p_language text,
  p_age_acknowledged boolean, p_request_key text
) RETURNS order_outcome LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  o order_outcome;
BEGIN
  o.expires_at := h.expires_at;
  SELECT sum(price.amount), array_agg(s.id) FILTER (WHERE price.amount IS NULL) INTO o.total, o.seats
    FROM seats s
    CROSS JOIN LATERAL (
      SELECT (h.prices ->> (p_types[array_position(p_seats, s.id)] || ':' || s.category_id))::int AS amount) price
   WHERE s.id = ANY (p_seats);
  IF o.seats IS NOT NULL THEN
    o.refusal := 'not_for_sale';
    RETURN o;
  END IF;

  INSERT INTO orders (number, screening_id, hold_id, user_id, channel, email, name, language, currency, total, age_acknowledged, request_key)
  VALUES (p_number, h.screening_id, h.id, p_user, h.channel, p_email, p_name, p_language, rules.currency, o.total, p_age_acknowledged, p_request_key)
  RETURNING id, orders.created_at INTO o.order_id, o.created_at;
  WITH sold AS (
    INSERT INTO tickets (order_id, screening_id, seat_id, ticket_type_id, category_id, price, tax)
    SELECT o.order_id, h.screening_id, s.id, price.type, s.category_id, price.amount,
           round(price.amount::numeric * rules.tax_rate / (10000 + rules.tax_rate))
      FROM seats s
      CROSS JOIN LATERAL (SELECT p_types[array_position(p_seats, s.id)] AS type) line
      CROSS JOIN LATERAL (SELECT line.type, (h.prices ->> (line.type || ':' || s.category_id))::int AS amount) price
     WHERE s.id = ANY (p_seats)
     ORDER BY s.ordinal
    RETURNING id, seat_id, price
  ) SELECT jsonb_object_agg(seat_id, jsonb_build_array(id, price)) INTO o.sold FROM sold;
  RETURN o;
END $$;

-- Turns a living hold into a pending order at the prices of the hold. A second call for the same hold finds the first.
CREATE OR REPLACE FUNCTION place_order(
  p_hold int, p_seats int[], p_types int[], p_number text, p_user int, p_email text, p_name text, p_language text,
  p_age_acknowledged boolean, p_request_key text, p_actor text, p_request text, p_address text
) RETURNS order_outcome LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  o order_outcome;
  h holds;
  rules cinema;
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
  SELECT * INTO rules FROM cinema;
  o := order_held(h, rules, p_seats, p_types, p_number, p_user, p_email, p_name, p_language, p_age_acknowledged, p_request_key);
  IF o.refusal IS NULL THEN
    INSERT INTO audit_entries (actor, user_id, action, entity, entity_id, after, request_id, address)
    VALUES (p_actor, p_user, 'place_order', 'order', o.order_id::text,
            jsonb_build_object('number', p_number, 'hold', p_hold, 'seats', to_jsonb(p_seats)), p_request, p_address);
  END IF;
  RETURN o;
END $$;

-- Hold and order in one trip, with the request's key where it has one (`p_scope` to `p_body_hash`): what
-- `POST /api/orders/` calls. `p_shown` is what the caller knows of the order (the `Foreseen` of
-- server/domain/orders/new-order.ts); with ids, total and times it is answered, and kept as the first answer to the key.
-- A key that was answered already, or is being answered, is a unique_violation of idempotent_requests_pkey, and nothing has
-- happened; so is one whose first call is still under way.
DROP FUNCTION hold_and_order(int, int[], int[], text, channel, text, int, text, text, text, boolean, text, text, text, text, text, text, text);
ALTER TYPE shown_order ALTER ATTRIBUTE shown TYPE jsonb;
CREATE FUNCTION hold_and_order(
  p_screening int, p_seats int[], p_types int[], p_buyer text, p_channel channel, p_number text, p_user int, p_email text,
  p_name text, p_language text, p_age_acknowledged boolean, p_actor text, p_request text, p_address text,
  p_scope text, p_key text, p_body_hash text, p_request_key text, p_shown jsonb
) RETURNS shown_order LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  claimed seats_claimed;
  h holds;
  placed int;
  o order_outcome;
  answer shown_order;
  -- A call that has said nothing for so long has crashed, and may be made again: `crashedAfterSeconds` of
  -- server/api/idempotency.ts.
  crashed_before timestamptz := now() - interval '60 seconds';
BEGIN
  IF p_key IS NOT NULL THEN
    SELECT id INTO placed FROM orders WHERE request_key = p_request_key;
  END IF;
  IF placed IS NOT NULL THEN
    answer.shown := order_view(placed)::jsonb;
  ELSE
    claimed := claim_seats(p_screening, p_seats, p_buyer, p_channel, NULL);
    IF claimed.refusal IS NOT NULL THEN
      answer.refusal := claimed.refusal;
      answer.seats := claimed.seats;
      RETURN answer;
    END IF;
    h := claimed.hold;
    o := order_held(h, claimed.rules, p_seats, p_types, p_number, p_user, p_email, p_name, p_language, p_age_acknowledged,
                    p_request_key);
    IF o.refusal IS NOT NULL THEN
      PERFORM let_go(h.id);
      DELETE FROM holds WHERE id = h.id;
      answer.refusal := o.refusal;
      answer.seats := o.seats;
      RETURN answer;
    END IF;
    INSERT INTO audit_entries (actor, user_id, action, entity, entity_id, after, request_id, address)
    VALUES (p_actor, p_user, 'hold_seats', 'hold', h.id::text,
            jsonb_build_object('screening', p_screening, 'seats', to_jsonb(p_seats)), p_request, p_address),
           (p_actor, p_user, 'place_order', 'order', o.order_id::text,
            jsonb_build_object('number', p_number, 'hold', h.id, 'seats', to_jsonb(p_seats)), p_request, p_address);
    answer.shown := p_shown || jsonb_build_object('id', o.order_id, 'total', o.total, 'createdAt', o.created_at,
                                                  'expiresAt', o.expires_at, 'sold', o.sold);
  END IF;
  IF p_key IS NOT NULL THEN
    INSERT INTO idempotent_requests AS r (scope, key, body_hash, status, response)
    VALUES (p_scope, p_key, p_body_hash, 201, answer.shown)
    ON CONFLICT (scope, key) DO UPDATE SET status = excluded.status, response = excluded.response
      WHERE r.response IS NULL AND r.body_hash = excluded.body_hash AND r.created_at < crashed_before;
    IF NOT FOUND THEN
      RAISE unique_violation USING MESSAGE = 'this key was answered', CONSTRAINT = 'idempotent_requests_pkey';
    END IF;
  END IF;
  RETURN answer;
END $$;
