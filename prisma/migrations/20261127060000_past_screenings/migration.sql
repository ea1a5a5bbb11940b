-- A screening that is long over needs no claims any more: nothing of it can be sold, and its tickets say who sat where.
ALTER TABLE "screenings" ADD COLUMN "claims_cleared_at" TIMESTAMPTZ(3);
-- The few that are still to be cleared, whatever the years have piled up.
CREATE INDEX screenings_with_claims ON screenings (ends_at) WHERE claims_cleared_at IS NULL;

-- 4. Still the one definition of a living claim: of a cleared screening it is the living tickets. Ask it screening by
-- screening (`screening_id = …`, also in a LATERAL); joined to many at once, it would read every ticket of the past.
CREATE OR REPLACE VIEW live_claims AS
  SELECT * FROM seat_claims WHERE expires_at IS NULL OR expires_at > now() OR kiosk_id IS NOT NULL
  UNION ALL
  SELECT t.screening_id, t.seat_id, 'sale'::claim_kind, o.hold_id, NULL::timestamptz(3), NULL::text, NULL::int, NULL::int
    FROM screenings past
    JOIN tickets t ON t.screening_id = past.id AND t.status IN ('valid', 'used')
    JOIN orders o ON o.id = t.order_id
   WHERE past.claims_cleared_at IS NOT NULL;
