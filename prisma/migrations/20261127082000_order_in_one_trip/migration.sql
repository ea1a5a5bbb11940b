-- An order with its request's key, its hold and what is shown of it: one trip, one commit. See docs/decisions/0024.
--
-- Each of these functions keeps its plans: PostgreSQL would make new ones at every call wherever seats come as an array, and
-- that cost more than the work itself. Every array is asked of an index (`= ANY`), so that one plan is right for all.

CREATE OR REPLACE FUNCTION hold_seats(
  p_screening int, p_seats int[], p_buyer text, p_channel channel,
  p_actor text, p_user int, p_request text, p_address text, p_kiosk int DEFAULT NULL
) RETURNS hold_outcome LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  o hold_outcome;
  rules cinema;
  taken int[];
  won int[];
  known int[];
  plan int;
  card int;
BEGIN
  -- A refusal only reads: no lock, nothing written.
  SELECT array_agg(seat_id ORDER BY seat_id) INTO taken
    FROM live_claims c WHERE screening_id = p_screening AND seat_id = ANY (p_seats)
     AND NOT coalesce(kiosk_id = p_kiosk AND (kind = 'allotment' OR expires_at <= now()), false);
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
  SELECT array_agg(id) INTO known FROM seats WHERE id = ANY (p_seats) AND seat_plan_id = plan;
  IF NOT p_seats <@ coalesce(known, '{}') THEN
    SELECT array_agg(wanted) INTO o.seats FROM unnest(p_seats) wanted WHERE wanted <> ALL (coalesce(known, '{}'));
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
      WHERE (seat_claims.expires_at <= now() AND (seat_claims.kiosk_id IS NULL OR seat_claims.kiosk_id = p_kiosk))
         OR (seat_claims.kind = 'allotment' AND seat_claims.kiosk_id = p_kiosk)
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
    PERFORM let_go(o.hold_id);
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

-- Writes the order of a living hold whose claims are `p_seats`, at the prices of the hold.
CREATE FUNCTION order_held(
  h holds, p_seats int[], p_types int[], p_number text, p_user int, p_email text, p_name text, p_language text,
  p_age_acknowledged boolean, p_request_key text, p_actor text, p_request text, p_address text
) RETURNS order_outcome LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  o order_outcome;
  rules cinema;
  due int;
BEGIN
  o.expires_at := h.expires_at;
  SELECT sum(price.amount), array_agg(s.id) FILTER (WHERE price.amount IS NULL) INTO due, o.seats
    FROM seats s
    CROSS JOIN LATERAL (
      SELECT (h.prices ->> (p_types[array_position(p_seats, s.id)] || ':' || s.category_id))::int AS amount) price
   WHERE s.id = ANY (p_seats);
  IF o.seats IS NOT NULL THEN
    o.refusal := 'not_for_sale';
    RETURN o;
  END IF;

  SELECT * INTO rules FROM cinema;
  INSERT INTO orders (number, screening_id, hold_id, user_id, channel, email, name, language, currency, total, age_acknowledged, request_key)
  VALUES (p_number, h.screening_id, h.id, p_user, h.channel, p_email, p_name, p_language, rules.currency, due, p_age_acknowledged, p_request_key)
  RETURNING id INTO o.order_id;
  INSERT INTO tickets (order_id, screening_id, seat_id, ticket_type_id, category_id, price, tax)
  SELECT o.order_id, h.screening_id, s.id, price.type, s.category_id, price.amount,
         round(price.amount::numeric * rules.tax_rate / (10000 + rules.tax_rate))
    FROM seats s
    CROSS JOIN LATERAL (SELECT p_types[array_position(p_seats, s.id)] AS type) line
    CROSS JOIN LATERAL (SELECT line.type, (h.prices ->> (line.type || ':' || s.category_id))::int AS amount) price
   WHERE s.id = ANY (p_seats)
   ORDER BY s.ordinal;
  INSERT INTO audit_entries (actor, user_id, action, entity, entity_id, after, request_id, address)
  VALUES (p_actor, p_user, 'place_order', 'order', o.order_id::text,
          jsonb_build_object('number', p_number, 'hold', h.id, 'seats', to_jsonb(p_seats)), p_request, p_address);
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
  RETURN order_held(h, p_seats, p_types, p_number, p_user, p_email, p_name, p_language, p_age_acknowledged,
                    p_request_key, p_actor, p_request, p_address);
END $$;

-- An order as its customer may see it: the `Row` of server/domain/orders/find-order.ts.
CREATE FUNCTION order_view(p_order int) RETURNS json LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN (
    SELECT json_build_object('id', o.id, 'number', o.number, 'status', o.status, 'userId', o.user_id, 'holdId', o.hold_id,
      'email', o.email, 'name', o.name, 'language', o.language, 'currency', o.currency, 'total', o.total,
      'createdAt', o.created_at, 'paidAt', o.paid_at, 'expiresAt', h.expires_at,
      'expired', o.status = 'pending' AND h.expires_at <= now(), 'timeZone', c.time_zone,
      'screening', json_build_object('id', sc.id, 'filmId', f.id, 'film', f.title, 'filmSlug', f.slug, 'ageLimit', f.age_limit,
        'agePolicy', f.age_policy, 'hall', hall.name, 'startsAt', sc.starts_at, 'endsAt', sc.ends_at,
        'businessDate', sc.business_date, 'format', sc.format, 'language', sc.language, 'subtitles', sc.subtitles,
        'cancelled', sc.status = 'cancelled', 'movedFrom', CASE WHEN sc.moved_at >= o.paid_at THEN sc.moved_from END,
        'movedAt', CASE WHEN sc.moved_at >= o.paid_at THEN sc.moved_at END,
        'cancelUntil', cancel_until(sc, c, o.paid_at)),
      'tickets', (SELECT json_agg(json_build_object('id', t.id, 'seat', json_build_object('id', s.id, 'row', s.row, 'number', s.number),
          'ticketType', json_build_object('id', tt.id, 'name', tt.name), 'category', json_build_object('id', sc2.id, 'name', sc2.name),
          'price', t.price, 'tax', t.tax, 'status', t.status, 'revision', t.revision) ORDER BY s.ordinal)
         FROM tickets t JOIN seats s ON s.id = t.seat_id JOIN ticket_types tt ON tt.id = t.ticket_type_id
         JOIN seat_categories sc2 ON sc2.id = t.category_id WHERE t.order_id = o.id),
      'payments', (SELECT coalesce(json_agg(json_build_object('id', p.id, 'status', p.status, 'method', p.method, 'amount', p.amount)
          ORDER BY p.id), '[]') FROM payments p WHERE p.order_id = o.id),
      'refunds', (SELECT coalesce(json_agg(json_build_object('id', r.id, 'amount', r.amount, 'status', r.status, 'reason', r.reason)
          ORDER BY r.id), '[]') FROM refunds r WHERE r.order_id = o.id))
    FROM orders o JOIN holds h ON h.id = o.hold_id JOIN screenings sc ON sc.id = o.screening_id
    JOIN films f ON f.id = sc.film_id JOIN halls hall ON hall.id = sc.hall_id CROSS JOIN cinema c
    WHERE o.id = p_order
  );
END $$;

CREATE TYPE shown_order AS (refusal text, seats int[], shown json);

-- Hold and order in one trip, with the request's key where it has one (`p_scope` to `p_body_hash`): what
-- `POST /api/orders/` calls. A key that was answered already, or is being answered, is a unique_violation of
-- idempotent_requests_pkey, and nothing has happened; so is one whose first call is still under way.
DROP FUNCTION hold_and_order(int, int[], int[], text, channel, text, int, text, text, text, boolean, text, text, text, text);
CREATE FUNCTION hold_and_order(
  p_screening int, p_seats int[], p_types int[], p_buyer text, p_channel channel, p_number text, p_user int, p_email text,
  p_name text, p_language text, p_age_acknowledged boolean, p_actor text, p_request text, p_address text,
  p_scope text, p_key text, p_body_hash text, p_request_key text
) RETURNS shown_order LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  held hold_outcome;
  h holds;
  o order_outcome;
  answer shown_order;
  -- A call that has said nothing for so long has crashed, and may be made again: `crashedAfterSeconds` of
  -- server/api/idempotency.ts.
  crashed_before timestamptz := now() - interval '60 seconds';
BEGIN
  IF p_key IS NOT NULL THEN
    IF EXISTS (SELECT FROM idempotent_requests r WHERE r.scope = p_scope AND r.key = p_key
                  AND (r.response IS NOT NULL OR r.body_hash <> p_body_hash OR r.created_at >= crashed_before)) THEN
      RAISE unique_violation USING MESSAGE = 'this key was answered', CONSTRAINT = 'idempotent_requests_pkey';
    END IF;
    SELECT id INTO o.order_id FROM orders WHERE request_key = p_request_key;
  END IF;
  IF o.order_id IS NULL THEN
    held := hold_seats(p_screening, p_seats, p_buyer, p_channel, p_actor, p_user, p_request, p_address);
    IF held.refusal IS NOT NULL THEN
      answer.refusal := held.refusal;
      answer.seats := held.seats;
      RETURN answer;
    END IF;
    SELECT * INTO h FROM holds WHERE id = held.hold_id;
    o := order_held(h, p_seats, p_types, p_number, p_user, p_email, p_name, p_language, p_age_acknowledged, p_request_key,
                    p_actor, p_request, p_address);
    IF o.refusal IS NOT NULL THEN
      PERFORM end_hold(held.hold_id);
      answer.refusal := o.refusal;
      answer.seats := o.seats;
      RETURN answer;
    END IF;
  END IF;
  answer.shown := order_view(o.order_id);
  IF p_key IS NOT NULL THEN
    INSERT INTO idempotent_requests AS r (scope, key, body_hash, status, response)
    VALUES (p_scope, p_key, p_body_hash, 201, answer.shown::jsonb)
    ON CONFLICT (scope, key) DO UPDATE SET status = excluded.status, response = excluded.response
      WHERE r.response IS NULL AND r.body_hash = excluded.body_hash AND r.created_at < crashed_before;
    IF NOT FOUND THEN
      RAISE unique_violation USING MESSAGE = 'this key was answered', CONSTRAINT = 'idempotent_requests_pkey';
    END IF;
  END IF;
  RETURN answer;
END $$;

-- The floor is read claim by claim now, not seat by seat.
DROP FUNCTION seat_states(int);
DROP FUNCTION seat_states(int, int);
