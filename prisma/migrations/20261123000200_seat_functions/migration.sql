-- The verbs that claim seats, each one round trip. Node calls them by named prepared statements over `pg`.
-- They refuse by value: `refusal` is a code of server/contract/refusals.ts, or null.

-- States in plan order, one symbol per seat: '.' free, 'h' held, 's' sold, 'b' blocked; and when the next hold dies.
CREATE FUNCTION seat_states(p_screening int, OUT states text, OUT next_expiry timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT string_agg(
           CASE c.kind WHEN 'hold' THEN 'h' WHEN 'sale' THEN 's' WHEN 'block' THEN 'b' WHEN 'allotment' THEN 'b' ELSE '.' END,
           '' ORDER BY s.ordinal),
         min(c.expires_at)
    FROM screenings sc
    JOIN seats s ON s.seat_plan_id = sc.seat_plan_id
    LEFT JOIN live_claims c ON c.screening_id = sc.id AND c.seat_id = s.id
   WHERE sc.id = p_screening
$$;

CREATE TYPE hold_outcome AS (refusal text, seats int[], hold_id int, expires_at timestamptz, cap_at timestamptz);

-- Why a screening cannot be sold at this moment; null if it can. `p_discretion`: the till may sell after the close.
CREATE FUNCTION sales_refusal(p_screening int, p_discretion boolean) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN status = 'cancelled' THEN 'screening_cancelled'
    WHEN status <> 'published' THEN 'not_found'
    WHEN clock_timestamp() < sales_open_at THEN 'sales_not_open'
    WHEN clock_timestamp() >= CASE WHEN p_discretion THEN ends_at ELSE sales_close_at END THEN 'sales_closed'
  END FROM screenings WHERE id = p_screening
$$;

-- Claims all of the seats for some minutes, or none.
CREATE FUNCTION hold_seats(
  p_screening int, p_seats int[], p_buyer text, p_channel channel,
  p_actor text, p_user int, p_request text, p_address text
) RETURNS hold_outcome LANGUAGE plpgsql AS $$
DECLARE
  o hold_outcome;
  rules cinema;
  taken int[];
  won int[];
  plan int;
  card int;
BEGIN
  -- A refusal only reads: no lock, nothing written.
  SELECT array_agg(seat_id ORDER BY seat_id) INTO taken
    FROM live_claims WHERE screening_id = p_screening AND seat_id = ANY (p_seats);
  o.refusal := sales_refusal(p_screening, p_channel IN ('kiosk', 'office'));
  IF o.refusal IS NULL AND taken IS NOT NULL THEN
    o.refusal := 'seat_taken';
    o.seats := taken;
  END IF;
  IF o.refusal IS NOT NULL THEN RETURN o; END IF;

  SELECT seat_plan_id, price_card_id INTO plan, card FROM screenings WHERE id = p_screening;
  IF plan IS NULL THEN
    o.refusal := 'not_found';
    RETURN o;
  END IF;
  SELECT array_agg(wanted) INTO o.seats FROM unnest(p_seats) wanted
   WHERE NOT EXISTS (SELECT FROM seats s WHERE s.id = wanted AND s.seat_plan_id = plan);
  IF o.seats IS NOT NULL THEN
    o.refusal := 'unknown_seat';
    RETURN o;
  END IF;

  SELECT * INTO rules FROM cinema;
  IF p_channel IN ('web', 'api') THEN
    -- One buyer's requests queue here, so that four at once cannot each see three holds.
    PERFORM pg_advisory_xact_lock(hashtextextended(p_buyer, 5));
    SELECT CASE
      WHEN count(DISTINCT h.id) >= rules.max_holds_per_buyer THEN 'too_many_holds'
      WHEN count(c.seat_id) + cardinality(p_seats) > rules.max_seats_per_buyer THEN 'too_many_seats'
    END INTO o.refusal
      FROM holds h LEFT JOIN seat_claims c ON c.hold_id = h.id AND c.kind = 'hold'
     WHERE h.buyer = p_buyer AND h.ended_at IS NULL AND h.expires_at > now();
    IF o.refusal IS NOT NULL THEN RETURN o; END IF;
  END IF;

  INSERT INTO holds (screening_id, buyer, channel, prices, created_at, expires_at, cap_at)
  SELECT p_screening, p_buyer, p_channel,
         coalesce((SELECT jsonb_object_agg(ticket_type_id || ':' || category_id, amount) FROM prices WHERE price_card_id = card), '{}'),
         now(), now() + make_interval(mins => rules.hold_minutes), now() + make_interval(mins => rules.hold_cap_minutes)
  RETURNING id, holds.expires_at, holds.cap_at INTO o.hold_id, o.expires_at, o.cap_at;

  -- In seat order, so that two requests never wait for each other in a circle. A dead hold is taken over.
  WITH claimed AS (
    INSERT INTO seat_claims (screening_id, seat_id, kind, hold_id, expires_at)
    SELECT p_screening, wanted, 'hold', o.hold_id, o.expires_at FROM unnest(p_seats) wanted ORDER BY wanted
    ON CONFLICT (screening_id, seat_id) DO UPDATE
      SET kind = 'hold', hold_id = excluded.hold_id, expires_at = excluded.expires_at
      WHERE seat_claims.expires_at <= now()
    RETURNING seat_id
  ) SELECT coalesce(array_agg(seat_id), '{}') INTO won FROM claimed;

  IF cardinality(won) < cardinality(p_seats) THEN
    SELECT array_agg(wanted ORDER BY wanted) INTO o.seats FROM unnest(p_seats) wanted WHERE wanted <> ALL (won);
    o.refusal := 'seat_taken';
  ELSE
    -- Asked again now that the claims' foreign keys lock the screening against its cancelling.
    o.refusal := sales_refusal(p_screening, p_channel IN ('kiosk', 'office'));
    -- And against a move to another hall, that came between the look at its plan and the lock.
    IF o.refusal IS NULL AND plan <> (SELECT seat_plan_id FROM screenings WHERE id = p_screening) THEN
      o.seats := p_seats;
      o.refusal := 'unknown_seat';
    END IF;
  END IF;
  IF o.refusal IS NOT NULL THEN
    DELETE FROM seat_claims WHERE hold_id = o.hold_id;
    DELETE FROM holds WHERE id = o.hold_id;
    o.hold_id := NULL;
    RETURN o;
  END IF;

  INSERT INTO seat_notices (screening_id) VALUES (p_screening);
  INSERT INTO audit_entries (actor, user_id, action, entity, entity_id, after, request_id, address)
  VALUES (p_actor, p_user, 'hold_seats', 'hold', o.hold_id::text,
          jsonb_build_object('screening', p_screening, 'seats', to_jsonb(p_seats)), p_request, p_address);
  RETURN o;
END $$;

CREATE TYPE order_outcome AS (refusal text, seats int[], order_id int, expires_at timestamptz);

-- Turns a living hold into a pending order at the prices of the hold. A second call for the same hold finds the first.
CREATE FUNCTION place_order(
  p_hold int, p_seats int[], p_types int[], p_number text, p_user int, p_email text, p_name text, p_language text,
  p_age_acknowledged boolean, p_request_key text, p_actor text, p_request text, p_address text
) RETURNS order_outcome LANGUAGE plpgsql AS $$
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
  SELECT array_agg(s.id) INTO o.seats
    FROM unnest(p_seats, p_types) line (seat, type) JOIN seats s ON s.id = line.seat
   WHERE NOT h.prices ? (line.type || ':' || s.category_id);
  IF o.seats IS NOT NULL THEN
    o.refusal := 'not_for_sale';
    RETURN o;
  END IF;

  SELECT * INTO rules FROM cinema;
  INSERT INTO orders (number, screening_id, hold_id, user_id, channel, email, name, language, currency, total, age_acknowledged, request_key)
  SELECT p_number, h.screening_id, p_hold, p_user, h.channel, p_email, p_name, p_language, rules.currency,
         sum((h.prices ->> (line.type || ':' || s.category_id))::int), p_age_acknowledged, p_request_key
    FROM unnest(p_seats, p_types) line (seat, type) JOIN seats s ON s.id = line.seat
  RETURNING id INTO o.order_id;
  INSERT INTO tickets (order_id, screening_id, seat_id, ticket_type_id, category_id, price, tax)
  SELECT o.order_id, h.screening_id, s.id, line.type, s.category_id, price.amount,
         round(price.amount::numeric * rules.tax_rate / (10000 + rules.tax_rate))
    FROM unnest(p_seats, p_types) line (seat, type)
    JOIN seats s ON s.id = line.seat
    CROSS JOIN LATERAL (SELECT (h.prices ->> (line.type || ':' || s.category_id))::int AS amount) price
   ORDER BY s.ordinal;
  INSERT INTO audit_entries (actor, user_id, action, entity, entity_id, after, request_id, address)
  VALUES (p_actor, p_user, 'place_order', 'order', o.order_id::text,
          jsonb_build_object('number', p_number, 'hold', p_hold, 'seats', to_jsonb(p_seats)), p_request, p_address);
  RETURN o;
END $$;

-- Gives a hold's seats back. Answers whether it was still living. The seats are locked in seat order, in which the next
-- buyer takes over a dead hold: rows lie in no certain order, and two orders would now and then end in a deadlock.
CREATE FUNCTION end_hold(p_hold int) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  screening int;
BEGIN
  UPDATE holds SET ended_at = now() WHERE id = p_hold AND ended_at IS NULL RETURNING screening_id INTO screening;
  IF screening IS NULL THEN RETURN false; END IF;
  PERFORM FROM seat_claims WHERE hold_id = p_hold AND kind = 'hold' ORDER BY seat_id FOR UPDATE;
  DELETE FROM seat_claims WHERE hold_id = p_hold AND kind = 'hold';
  INSERT INTO seat_notices (screening_id) VALUES (screening);
  RETURN true;
END $$;

-- Hold and order in one trip: what `POST /api/orders/` calls.
CREATE FUNCTION hold_and_order(
  p_screening int, p_seats int[], p_types int[], p_buyer text, p_channel channel, p_number text, p_user int, p_email text,
  p_name text, p_language text, p_age_acknowledged boolean, p_request_key text, p_actor text, p_request text, p_address text
) RETURNS order_outcome LANGUAGE plpgsql AS $$
DECLARE
  held hold_outcome;
  o order_outcome;
BEGIN
  IF p_request_key IS NOT NULL THEN
    SELECT orders.id, holds.expires_at INTO o.order_id, o.expires_at
      FROM orders JOIN holds ON holds.id = orders.hold_id WHERE orders.request_key = p_request_key;
    IF o.order_id IS NOT NULL THEN RETURN o; END IF;
  END IF;
  held := hold_seats(p_screening, p_seats, p_buyer, p_channel, p_actor, p_user, p_request, p_address);
  IF held.refusal IS NOT NULL THEN
    o.refusal := held.refusal;
    o.seats := held.seats;
    RETURN o;
  END IF;
  o := place_order(held.hold_id, p_seats, p_types, p_number, p_user, p_email, p_name, p_language,
                   p_age_acknowledged, p_request_key, p_actor, p_request, p_address);
  IF o.refusal IS NOT NULL THEN PERFORM end_hold(held.hold_id); END IF;
  RETURN o;
END $$;

-- Makes the seats of an order its own for good: living claims become sales, dead or swept ones are claimed again.
-- All or none; answers the seats that someone else has by now (null: every seat is sold to this order).
CREATE FUNCTION claim_for_sale(p_order int) RETURNS int[] LANGUAGE plpgsql AS $$
DECLARE
  sale orders;
  lost int[];
BEGIN
  SELECT * INTO sale FROM orders WHERE id = p_order;
  WITH wanted AS (
    SELECT seat_id FROM tickets WHERE order_id = p_order AND status <> 'cancelled' ORDER BY seat_id
  ), won AS (
    INSERT INTO seat_claims (screening_id, seat_id, kind, hold_id)
    SELECT sale.screening_id, seat_id, 'sale', sale.hold_id FROM wanted
    ON CONFLICT (screening_id, seat_id) DO UPDATE SET kind = 'sale', hold_id = excluded.hold_id, expires_at = NULL
      WHERE seat_claims.hold_id = excluded.hold_id OR seat_claims.expires_at <= now()
    RETURNING seat_id
  ) SELECT array_agg(seat_id ORDER BY seat_id) INTO lost FROM wanted WHERE seat_id NOT IN (SELECT seat_id FROM won);
  IF lost IS NOT NULL THEN DELETE FROM seat_claims WHERE hold_id = sale.hold_id; END IF;
  UPDATE holds SET ended_at = coalesce(ended_at, now()) WHERE id = sale.hold_id;
  INSERT INTO seat_notices (screening_id) VALUES (sale.screening_id);
  RETURN lost;
END $$;
