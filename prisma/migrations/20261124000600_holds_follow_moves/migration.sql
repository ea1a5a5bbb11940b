-- A hold that waited for a move to another hall would have claimed seats of the hall that was left. It looks again.
-- Claims all of the seats for some minutes, or none.
CREATE OR REPLACE FUNCTION hold_seats(
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
