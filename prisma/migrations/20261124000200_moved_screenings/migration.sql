-- A sold screening that was moved: since when, and where and when it stood before. Whoever bought before that may
-- cancel until it starts.
ALTER TABLE "screenings" ADD COLUMN "moved_at" TIMESTAMPTZ(3), ADD COLUMN "moved_from" JSONB;

-- Until when the customer of an order paid at that time may cancel (rule 8): the one definition.
CREATE FUNCTION cancel_until(sc screenings, c cinema, p_paid_at timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN (sc).moved_at >= p_paid_at THEN (sc).starts_at
              ELSE (sc).starts_at - make_interval(mins => (c).cancel_window_minutes) END
$$;
