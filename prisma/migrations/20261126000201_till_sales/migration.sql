-- Sales at a till, card readers, exchanges, and seats that one till may sell.

-- What a till sold: the order's own story is told by the order and its payments.
CREATE TABLE "till_sales" (
    "order_id" INTEGER NOT NULL,
    "kiosk_id" INTEGER NOT NULL,
    "uuid" UUID NOT NULL,
    "shift_id" INTEGER NOT NULL,
    "clerk_id" INTEGER NOT NULL,
    "tendered" INTEGER NOT NULL DEFAULT 0,
    "change" INTEGER NOT NULL DEFAULT 0,
    "carried" INTEGER NOT NULL DEFAULT 0,
    "age_confirmed" BOOLEAN NOT NULL DEFAULT false,
    "override" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "till_sales_pkey" PRIMARY KEY ("order_id")
);
CREATE UNIQUE INDEX "till_sales_kiosk_id_uuid_key" ON "till_sales"("kiosk_id", "uuid");
CREATE INDEX "till_sales_shift_id_idx" ON "till_sales"("shift_id");
CREATE INDEX "till_sales_clerk_id_idx" ON "till_sales"("clerk_id");
ALTER TABLE "till_sales" ADD CONSTRAINT "till_sales_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "till_sales" ADD CONSTRAINT "till_sales_kiosk_id_fkey" FOREIGN KEY ("kiosk_id") REFERENCES "kiosks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "till_sales" ADD CONSTRAINT "till_sales_shift_id_fkey" FOREIGN KEY ("shift_id") REFERENCES "shifts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "till_sales" ADD CONSTRAINT "till_sales_clerk_id_fkey" FOREIGN KEY ("clerk_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE till_sales ADD CONSTRAINT till_sales_amounts CHECK (tendered >= 0 AND change >= 0 AND carried >= 0);

-- An order into which tickets of an older one went, and which ticket stands for which.
ALTER TABLE "orders" ADD COLUMN "exchange_of" INTEGER;
CREATE INDEX "orders_exchange_of_idx" ON "orders"("exchange_of");
ALTER TABLE "orders" ADD CONSTRAINT "orders_exchange_of_fkey" FOREIGN KEY ("exchange_of") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "tickets" ADD COLUMN "replaces_id" INTEGER;
CREATE INDEX "tickets_replaces_id_idx" ON "tickets"("replaces_id");
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_replaces_id_fkey" FOREIGN KEY ("replaces_id") REFERENCES "tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A try at a card reader; and money that came from another order, whose own payment it goes back to.
ALTER TABLE "payments"
  ADD COLUMN "reader" TEXT,
  ADD COLUMN "presented_at" TIMESTAMPTZ(3),
  ADD COLUMN "asked_at" TIMESTAMPTZ(3),
  ADD COLUMN "failure" TEXT,
  ADD COLUMN "source_id" INTEGER;
CREATE INDEX "payments_source_id_idx" ON "payments"("source_id");
ALTER TABLE "payments" ADD CONSTRAINT "payments_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "payments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE payments ADD CONSTRAINT payments_source CHECK ((method = 'exchange') = (source_id IS NOT NULL));
ALTER TABLE payments ADD CONSTRAINT payments_reader CHECK (method <> 'terminal' OR reader IS NOT NULL);

-- The one answer to "how does this payment's money go back": an exchange's goes the way of the payment it came from.
CREATE VIEW refund_ways AS
  SELECT p.id AS payment_id, root.id AS root_id, root.method, root.payment_intent
    FROM payments p JOIN payments root ON root.id = coalesce(p.source_id, p.id);

CREATE OR REPLACE FUNCTION cash_out_of_open_drawer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM refund_ways WHERE payment_id = NEW.payment_id AND method = 'cash') THEN
    PERFORM drawer_is_open(NEW.shift_id);
  END IF;
  RETURN NEW;
END $$;

-- 13. A seat that is allotted to a till is that till's, whatever kind of claim stands on it; the others cannot have it. A
-- hold of the till's own that is let go, or dies, leaves the seat allotted; a sale ends the allotment.
ALTER TABLE "seat_claims" ADD COLUMN "kiosk_id" INTEGER;
CREATE INDEX "seat_claims_kiosk_id_idx" ON "seat_claims"("kiosk_id");
ALTER TABLE "seat_claims" ADD CONSTRAINT "seat_claims_kiosk_id_fkey" FOREIGN KEY ("kiosk_id") REFERENCES "kiosks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE seat_claims ADD CONSTRAINT seat_claims_allotted CHECK (
  CASE kind WHEN 'allotment' THEN kiosk_id IS NOT NULL WHEN 'hold' THEN true ELSE kiosk_id IS NULL END
);
CREATE OR REPLACE VIEW live_claims AS
  SELECT * FROM seat_claims WHERE expires_at IS NULL OR expires_at > now() OR kiosk_id IS NOT NULL;

-- As `p_kiosk` sees them, whose own allotted seats are free to it; null: as the public does.
CREATE FUNCTION seat_states(p_screening int, p_kiosk int, OUT states text, OUT next_expiry timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT string_agg(
           CASE
             WHEN c.kind = 'hold' AND c.expires_at > now() THEN 'h'
             WHEN c.kind = 'sale' THEN 's'
             WHEN c.kind IN ('allotment', 'hold') AND c.kiosk_id = p_kiosk THEN '.'
             WHEN c.kind IS NOT NULL THEN 'b'
             ELSE '.'
           END,
           '' ORDER BY s.ordinal),
         min(c.expires_at) FILTER (WHERE c.expires_at > now())
    FROM screenings sc
    JOIN seats s ON s.seat_plan_id = sc.seat_plan_id
    LEFT JOIN live_claims c ON c.screening_id = sc.id AND c.seat_id = s.id
   WHERE sc.id = p_screening
$$;
CREATE OR REPLACE FUNCTION seat_states(p_screening int, OUT states text, OUT next_expiry timestamptz)
LANGUAGE sql STABLE AS $$ SELECT * FROM seat_states(p_screening, NULL) $$;

-- Lets go of what a hold claims: a till's own seats go back to it, the others to everybody.
CREATE FUNCTION let_go(p_hold int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE seat_claims SET kind = 'allotment', hold_id = NULL, expires_at = NULL WHERE hold_id = p_hold AND kiosk_id IS NOT NULL;
  DELETE FROM seat_claims WHERE hold_id = p_hold;
END $$;

-- Claims all of the seats for some minutes, or none. `p_kiosk`: the till that may also have the seats allotted to it.
DROP FUNCTION hold_seats(int, int[], text, channel, text, int, text, text);
CREATE FUNCTION hold_seats(
  p_screening int, p_seats int[], p_buyer text, p_channel channel,
  p_actor text, p_user int, p_request text, p_address text, p_kiosk int DEFAULT NULL
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

CREATE OR REPLACE FUNCTION end_hold(p_hold int) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  screening int;
BEGIN
  UPDATE holds SET ended_at = now() WHERE id = p_hold AND ended_at IS NULL RETURNING screening_id INTO screening;
  IF screening IS NULL THEN RETURN false; END IF;
  PERFORM FROM seat_claims WHERE hold_id = p_hold AND kind = 'hold' ORDER BY seat_id FOR UPDATE;
  PERFORM let_go(p_hold);
  INSERT INTO seat_notices (screening_id) VALUES (screening);
  RETURN true;
END $$;

-- Makes the seats of an order its own for good: living claims become sales, dead or swept ones are claimed again.
-- All or none; answers the seats that someone else has by now (null: every seat is sold to this order).
CREATE OR REPLACE FUNCTION claim_for_sale(p_order int) RETURNS int[] LANGUAGE plpgsql AS $$
DECLARE
  sale orders;
  lost int[];
BEGIN
  SELECT * INTO sale FROM orders WHERE id = p_order;
  -- Of seats that somebody else has by now none is claimed, and what was ours is let go.
  SELECT array_agg(c.seat_id ORDER BY c.seat_id) INTO lost
    FROM (SELECT c.* FROM seat_claims c JOIN tickets t ON t.order_id = p_order AND t.status <> 'cancelled'
             AND t.screening_id = c.screening_id AND t.seat_id = c.seat_id ORDER BY c.seat_id FOR UPDATE OF c) c
   WHERE c.hold_id IS DISTINCT FROM sale.hold_id AND (c.expires_at IS NULL OR c.expires_at > now() OR c.kiosk_id IS NOT NULL);
  IF lost IS NOT NULL THEN
    PERFORM let_go(sale.hold_id);
    UPDATE holds SET ended_at = coalesce(ended_at, now()) WHERE id = sale.hold_id;
    INSERT INTO seat_notices (screening_id) VALUES (sale.screening_id);
    RETURN lost;
  END IF;
  WITH wanted AS (
    SELECT seat_id FROM tickets WHERE order_id = p_order AND status <> 'cancelled' ORDER BY seat_id
  ), won AS (
    INSERT INTO seat_claims (screening_id, seat_id, kind, hold_id)
    SELECT sale.screening_id, seat_id, 'sale', sale.hold_id FROM wanted
    ON CONFLICT (screening_id, seat_id) DO UPDATE SET kind = 'sale', hold_id = excluded.hold_id, expires_at = NULL, kiosk_id = NULL
      WHERE seat_claims.hold_id = excluded.hold_id
         OR (seat_claims.expires_at <= now() AND seat_claims.kiosk_id IS NULL)
    RETURNING seat_id
  ) SELECT array_agg(seat_id ORDER BY seat_id) INTO lost FROM wanted WHERE seat_id NOT IN (SELECT seat_id FROM won);
  IF lost IS NOT NULL THEN DELETE FROM seat_claims WHERE hold_id = sale.hold_id; END IF;
  UPDATE holds SET ended_at = coalesce(ended_at, now()) WHERE id = sale.hold_id;
  INSERT INTO seat_notices (screening_id) VALUES (sale.screening_id);
  RETURN lost;
END $$;
