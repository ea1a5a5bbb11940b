-- Many holds end together, and one as many do. See docs/decisions/0033.

-- Gives the seats of holds back; answers the screenings of those that were still living. The seats are locked by screening
-- and seat, the order in which a buyer takes over a dead hold's: rows lie in no certain order, and two orders would now
-- and then end in a deadlock. A seat that was allotted to a till goes back to that till.
--
-- Holds are found by their numbers: `ended_at IS NULL` in so many words is a hint at the index of holds that have not ended,
-- which are thousands when a set of them is ended, and few by the statistics of the hour before.
CREATE FUNCTION end_holds(p_holds int[]) RETURNS SETOF int
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  ended int[];
  screenings int[];
BEGIN
  WITH living AS (
    UPDATE holds SET ended_at = now() WHERE id = ANY (p_holds) AND coalesce(ended_at, 'infinity') = 'infinity'
    RETURNING id, screening_id
  ) SELECT array_agg(id), array_agg(DISTINCT screening_id) INTO ended, screenings FROM living;
  PERFORM FROM seat_claims WHERE hold_id = ANY (ended) AND kind = 'hold' ORDER BY screening_id, seat_id FOR UPDATE;
  UPDATE seat_claims SET kind = 'allotment', hold_id = NULL, expires_at = NULL
   WHERE hold_id = ANY (ended) AND kiosk_id IS NOT NULL;
  DELETE FROM seat_claims WHERE hold_id = ANY (ended);
  INSERT INTO seat_notices (screening_id) SELECT unnest(screenings);
  RETURN QUERY SELECT unnest(screenings);
END $$;

CREATE OR REPLACE FUNCTION end_hold(p_hold int) RETURNS boolean LANGUAGE sql AS $$
  SELECT EXISTS (SELECT FROM end_holds(ARRAY[p_hold]))
$$;
