-- The reference hold: what PostgreSQL can do at best for "all of these seats or none", with nothing around it. No order,
-- no prices, no buyer, no audit: one function, one table, one key. See docs/benchmarks.md.
CREATE SCHEMA IF NOT EXISTS bench;
CREATE TABLE IF NOT EXISTS bench.claims (
  screening int, seat int, hold bigint NOT NULL, expires_at timestamptz NOT NULL, PRIMARY KEY (screening, seat)
);
CREATE INDEX IF NOT EXISTS claims_hold ON bench.claims (hold);
CREATE SEQUENCE IF NOT EXISTS bench.holds;
CREATE TABLE IF NOT EXISTS bench.choices (id int PRIMARY KEY, seats int[] NOT NULL);
CREATE TABLE IF NOT EXISTS bench.screenings (id int PRIMARY KEY, screening int NOT NULL);

-- Lets the caller's last hold die, and holds anew; answers the new hold, or 0 if a seat was taken.
CREATE OR REPLACE FUNCTION bench.hold(p_screening int, p_choice int, p_last bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  wanted int[];
  mine bigint;
  won int;
BEGIN
  UPDATE bench.claims SET expires_at = now() WHERE hold = p_last;
  SELECT seats INTO wanted FROM bench.choices WHERE id = p_choice;
  -- A refusal only reads.
  PERFORM FROM bench.claims WHERE screening = p_screening AND seat = ANY (wanted) AND expires_at > now();
  IF FOUND THEN RETURN 0; END IF;
  mine := nextval('bench.holds');
  INSERT INTO bench.claims AS c (screening, seat, hold, expires_at)
  SELECT p_screening, seat, mine, now() + interval '10 minutes' FROM unnest(wanted) seat ORDER BY seat
  ON CONFLICT (screening, seat) DO UPDATE SET hold = excluded.hold, expires_at = excluded.expires_at
    WHERE c.expires_at <= now();
  GET DIAGNOSTICS won = ROW_COUNT;
  IF won = cardinality(wanted) THEN RETURN mine; END IF;
  DELETE FROM bench.claims WHERE hold = mine;
  RETURN 0;
END $$;
