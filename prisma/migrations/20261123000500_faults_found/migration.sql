-- Rows lie in no certain order, so a hold's seats are locked in seat order before they are deleted: that is the order in
-- which the next buyer takes over a dead hold, and two orders would now and then end in a deadlock.
CREATE OR REPLACE FUNCTION end_hold(p_hold int) RETURNS boolean LANGUAGE plpgsql AS $$
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

-- The sweep looks every minute for letters that nobody sends any more.
CREATE INDEX mails_unsent ON mails (created_at) WHERE sent_at IS NULL;
