-- What the database itself makes impossible. The numbers are those of the domain rules.

-- 3. Two screenings never share a hall. Adjacent is fine: the range is half open. Cancelled ones do not count.
ALTER TABLE screenings ADD CONSTRAINT screenings_no_overlap
  EXCLUDE USING gist (hall_id WITH =, tstzrange(starts_at, hall_free_at) WITH &&) WHERE (status <> 'cancelled');
ALTER TABLE screenings ADD CONSTRAINT screenings_lengths CHECK (
  film_minutes > 0 AND pre_show_minutes >= 0 AND cleaning_minutes >= 0
  AND ends_at - starts_at = make_interval(mins => pre_show_minutes + film_minutes)
  AND hall_free_at - ends_at = make_interval(mins => cleaning_minutes)
);
ALTER TABLE screenings ADD CONSTRAINT screenings_sales_window CHECK (sales_open_at < sales_close_at);

-- 4. A second lock on double sales, behind the primary key of seat_claims: one living ticket per seat and screening.
CREATE UNIQUE INDEX tickets_one_living_per_seat ON tickets (screening_id, seat_id) WHERE status IN ('valid', 'used');
ALTER TABLE seat_claims ADD CONSTRAINT seat_claims_expiry CHECK ((kind = 'hold') = (expires_at IS NOT NULL));
ALTER TABLE seat_claims ADD CONSTRAINT seat_claims_holder CHECK (kind NOT IN ('hold', 'sale') OR hold_id IS NOT NULL);
ALTER TABLE holds ADD CONSTRAINT holds_within_cap CHECK (expires_at <= cap_at);
CREATE INDEX seat_claims_dead_holds ON seat_claims (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX holds_living ON holds (buyer) WHERE ended_at IS NULL;
CREATE INDEX holds_expiring ON holds (expires_at) WHERE ended_at IS NULL;
-- The few letters that wait, whatever the years have piled up.
CREATE INDEX mails_unsent ON mails (created_at) WHERE sent_at IS NULL;

-- The one definition of a living claim.
CREATE VIEW live_claims AS
  SELECT * FROM seat_claims WHERE expires_at IS NULL OR expires_at > now();

-- 5. One open payment per order: a second tap finds the first.
CREATE UNIQUE INDEX payments_one_open_per_order ON payments (order_id) WHERE status IN ('open', 'processing');
ALTER TABLE payments ADD CONSTRAINT payments_amount CHECK (amount >= 0);
ALTER TABLE payments ADD CONSTRAINT payments_captured CHECK ((status = 'captured') = (captured_at IS NOT NULL));
ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0);
ALTER TABLE tickets ADD CONSTRAINT tickets_price CHECK (price >= 0 AND tax >= 0 AND tax <= price);
ALTER TABLE prices ADD CONSTRAINT prices_amount CHECK (amount >= 0);
ALTER TABLE refunds ADD CONSTRAINT refunds_amount CHECK (amount > 0);
ALTER TABLE cinema ADD CONSTRAINT cinema_single CHECK (id = 1);
CREATE UNIQUE INDEX ticket_types_one_default ON ticket_types (is_default) WHERE is_default;
CREATE UNIQUE INDEX seat_plans_one_published ON seat_plans (hall_id) WHERE status = 'published';
CREATE UNIQUE INDEX shifts_one_open_per_kiosk ON shifts (kiosk_id) WHERE closed_at IS NULL;

-- 8. Refunds never exceed what was captured, whoever asks at the same time: the payment's row is the lock.
CREATE FUNCTION refunds_within_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  captured int;
  returned int;
BEGIN
  IF NEW.status = 'failed' THEN RETURN NEW; END IF;
  SELECT amount INTO captured FROM payments WHERE id = NEW.payment_id AND status = 'captured' FOR NO KEY UPDATE;
  SELECT coalesce(sum(amount), 0) INTO returned FROM refunds
   WHERE payment_id = NEW.payment_id AND status <> 'failed' AND id <> NEW.id;
  IF captured IS NULL OR returned + NEW.amount > captured THEN
    RAISE EXCEPTION 'refunds of payment % would exceed what was captured', NEW.payment_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'refunds_within_payment';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refunds_within_payment BEFORE INSERT OR UPDATE OF status, amount, payment_id ON refunds
  FOR EACH ROW EXECUTE FUNCTION refunds_within_payment();

-- 9. Seats of a published plan never change: an edit is a new version.
CREATE FUNCTION seats_of_drafts_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM seat_plans WHERE id = coalesce(NEW.seat_plan_id, OLD.seat_plan_id) AND status <> 'draft'
  ) THEN
    RAISE EXCEPTION 'a published seat plan cannot change' USING ERRCODE = 'check_violation', CONSTRAINT = 'seats_of_drafts_only';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER seats_of_drafts_only BEFORE INSERT OR UPDATE OR DELETE ON seats
  FOR EACH ROW EXECUTE FUNCTION seats_of_drafts_only();

-- 16. The audit log only grows.
CREATE FUNCTION audit_entries_only_grow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries are never changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'audit_entries_only_grow';
END $$;
CREATE TRIGGER audit_entries_only_grow BEFORE UPDATE OR DELETE ON audit_entries
  FOR EACH ROW EXECUTE FUNCTION audit_entries_only_grow();

-- Search folds case and accents. The dictionary is named in full, so that the function is as immutable as it says.
CREATE FUNCTION search_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS
  $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, value)) $$;
CREATE INDEX films_search ON films USING gin (
  search_fold(title || ' ' || coalesce(original_title, '') || ' ' || description) gin_trgm_ops
);

-- The settings have their one row from the start; the operator changes it in the back-office.
INSERT INTO cinema (id, name, address, email, time_zone, currency)
VALUES (1, 'Foyer', '', 'tickets@foyer.test', 'Europe/Kyiv', 'UAH');
